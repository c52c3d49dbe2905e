import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { build } from 'astro';
import { Command } from 'commander';
import { readLibrary } from '../src/library.ts';
import { formatProblem } from '../src/model/problem.ts';

const program = new Command('build')
  .description('Checks content/ and builds the site. dist/ is replaced only by a finished one.')
  .option('--out <folder>', 'where the site goes', 'dist')
  .addHelpText('after', '\nExit codes: 0 built, 1 content/ has problems or the build failed.')
  .parse();
const { out } = program.opts<{ out: string }>();
const aside = `.${out}-next`;

const begin = performance.now();
const { problems } = readLibrary(process.env['FAULTLINE_CONTENT'] ?? 'content');
if (problems.length > 0) {
  console.error(problems.map(formatProblem).join('\n\n'));
  console.error(`\n${problems.length} problems; ${out}/ was not touched.`);
  process.exit(1);
}

rmSync(aside, { recursive: true, force: true });
await build({ outDir: aside, logLevel: 'warn' });
swap(aside, out);

const pages = readdirSync(out, { recursive: true }).filter((file) =>
  String(file).endsWith('.html'),
);
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
console.log(
  `${pages.length} pages in ${out}/, built in ${seconds} s. To look at them: npm run preview`,
);

/** The old site stays whole until the new one is. */
function swap(next: string, current: string): void {
  const old = `.${current}-old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(next, current);
  rmSync(old, { recursive: true, force: true });
}
