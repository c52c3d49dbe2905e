import { Command } from 'commander';
import { readArchive } from '../src/archive.ts';
import { diagramProblems } from '../src/diagram-problems.ts';
import { formatProblem } from '../src/model/problem.ts';
import { ALL_KINDS } from '../src/schema/kinds.ts';

const program = new Command('check')
  .description('Validates everything in content/ and reports all problems at once.')
  .option(
    '--content <folder>',
    'the folder to check',
    process.env['FAULTLINE_CONTENT'] ?? 'content',
  )
  .option('--json', 'print the problems as JSON')
  .addHelpText('after', '\nExit codes: 0 no problem, 1 problems found.')
  .parse();
const { content, json } = program.opts<{ content: string; json?: boolean }>();

const { archive, problems: found } = readArchive(content);
const problems = archive ? await diagramProblems(content, archive.library) : found;
if (json) {
  console.log(JSON.stringify(problems, null, 2));
} else if (archive && problems.length === 0) {
  const { library, editions } = archive;
  const items = ALL_KINDS.reduce((sum, kind) => sum + library[kind].size, 0);
  const frozen = editions.map(({ manifest }) => `${manifest.id} (${manifest.state})`);
  console.log(
    [
      `${content}: ${items} files, no problems`,
      ...frozen.map((name) => `edition ${name}: as it was frozen`),
    ].join('\n'),
  );
} else {
  console.error(problems.map(formatProblem).join('\n\n'));
  console.error(`\n${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
}
process.exitCode = problems.length === 0 ? 0 : 1;
