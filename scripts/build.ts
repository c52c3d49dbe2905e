import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { build } from 'astro';
import { Command } from 'commander';
import { readArchive } from '../src/archive.ts';
import { companions, writeCompanions } from '../src/companions.ts';
import { formatProblem, type Problem } from '../src/model/problem.ts';
import { previews } from '../src/previews.ts';
import { brokenPromises } from '../src/promises.ts';
import { prepareDiagrams } from './prepare-diagrams.ts';
import { siteLocation } from './site-location.ts';

const program = new Command('build')
  .description('Checks content/ and builds the site. dist/ is replaced only by a finished one.')
  .option('--out <folder>', 'where the site goes', 'dist')
  .addHelpText('after', '\nExit codes: 0 built, 1 content/ has problems or the build failed.')
  .parse();
const { out } = program.opts<{ out: string }>();

const begin = performance.now();
const content = process.env['FAULTLINE_CONTENT'] ?? 'content';
const { archive, problems } = readArchive(content);
if (archive === undefined) stop(problems);
const diagrams = await prepareDiagrams(content, archive);
if (diagrams.problems.length > 0) stop(diagrams.problems);
for (const warning of diagrams.warnings) console.error(`${formatProblem(warning)}\n`);

// Whatever the caller's is: pages of another mode lack the content policy.
process.env['NODE_ENV'] = 'production';
const next = beside(out, 'next');
rmSync(next, { recursive: true, force: true });
await build({ outDir: next, logLevel: 'warn' });
const location = siteLocation();
writeCompanions(next, companions(content, archive, location));
for await (const file of previews(archive, location, '.cache/previews')) {
  writeCompanions(next, [file]);
}
const broken = brokenPromises(archive, next);
if (broken.length > 0) stop(broken);
const old = beside(out, 'old');
rmSync(old, { recursive: true, force: true });
if (existsSync(out)) renameSync(out, old);
renameSync(next, out);
rmSync(old, { recursive: true, force: true });

const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
const pages = files.filter((file) => file.endsWith('.html')).length;
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
console.log(`${pages} pages in ${out}/, built in ${seconds} s. To look at them: npm run preview`);

function stop(found: readonly Problem[]): never {
  console.error(found.map(formatProblem).join('\n\n'));
  const count = found.length === 1 ? '1 problem' : `${found.length} problems`;
  console.error(`\n${count}; ${out}/ was not touched.`);
  process.exit(1);
}

/** A folder on the same file system, so that it can be renamed into place. */
function beside(folder: string, suffix: string): string {
  return join(dirname(resolve(folder)), `.${basename(folder)}-${suffix}`);
}
