import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { readArchive } from '../src/archive.ts';
import { formatProblem } from '../src/model/problem.ts';
import { checkLines } from '../src/source-lines.ts';

const program = new Command('verify-sources')
  .description('Compares the lines that sources cite with a tree of source code that you have.')
  .argument('<tree>', 'the root of the tree, such as an unpacked linux-source package')
  .option('--repository <name>', 'only sources whose repository contains this', 'linux')
  .option('--content <folder>', 'whose sources', process.env['FAULTLINE_CONTENT'] ?? 'content')
  .addHelpText(
    'after',
    '\nExit codes: 0 all as cited; 1 some differ or none was found; 2 no such tree.',
  )
  .parse();
const options = program.opts<{ repository: string; content: string }>();
const [tree = ''] = program.args;
if (!existsSync(tree)) program.error(`error: there is no folder ${tree}`, { exitCode: 2 });

const { archive, problems } = readArchive(options.content);
if (archive === undefined) {
  console.error(problems.map(formatProblem).join('\n\n'));
  process.exit(1);
}
const checks = checkLines(archive.library.source.values(), tree, options.repository);
for (const { source, place, is } of checks) console.log(`${is.padEnd(8)}${place}  ${source}`);
const count = (is: string) => checks.filter((check) => check.is === is).length;
console.log(`${count('same')} as cited, ${count('changed')} changed, ${count('missing')} missing`);
process.exitCode = checks.length > 0 && count('same') === checks.length ? 0 : 1;
