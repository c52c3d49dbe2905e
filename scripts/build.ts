import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readArchive } from '../src/archive.ts';
import { readRecord, recordFile, writeRecord } from '../src/build-record.ts';
import { dependencyDigests } from '../src/dependency-digests.ts';
import { generatorDigest } from '../src/generator-digest.ts';
import { handOver, tracedArchive } from '../src/handover.ts';
import { formatProblem, type Problem, problem } from '../src/model/problem.ts';
import { brokenPromises } from '../src/promises.ts';
import { editionSite } from '../src/publish/edition-site.ts';
// Asks questions that only pages ask otherwise.
import '../src/publish/lineage-view.ts';
import { promisedWords } from '../src/publish/former-anchors.ts';
import { DEFAULT_CACHE, DrawingCache } from '../src/render/drawing-cache.ts';
import { NOTHING, reusable } from '../src/reuse.ts';
import { writeSums } from '../src/site-sums.ts';
import { takePlace } from './build-place.ts';
import { shortPath } from './failure.ts';
import { makeSite } from './make-site.ts';
import { prepareDiagrams } from './prepare-diagrams.ts';
import { siteLocation } from './site-location.ts';
import { moveNext, swapIn } from './swap.ts';

const program = new Command('build')
  .description('Checks content/ and builds the site. dist/ is replaced only by a finished one.')
  .option('--out <folder>', 'where the site goes', 'dist')
  .option('--clean', 'makes every file anew, whatever is left of the last build')
  .addHelpText('after', '\nExit codes: 0 built, 1 content/ has problems or the build failed.')
  .parse();
const { out, clean = false } = program.opts<{ out: string; clean?: boolean }>();

const begin = performance.now();
const place = takePlace(out, stop);
const content = process.env['FAULTLINE_CONTENT'] ?? 'content';
const reading = readArchive(content);
if (reading.archive === undefined) stop(reading.problems);
const diagrams = await prepareDiagrams(content, reading.archive);
if (diagrams.problems.length > 0) stop(diagrams.problems);
for (const warning of diagrams.warnings) console.error(`${formatProblem(warning)}\n`);

// Whatever the caller's is: pages of another mode lack the content policy.
process.env['NODE_ENV'] = 'production';
const location = siteLocation();
const archive = tracedArchive(reading.archive);
const editions = editionSite(archive);
promisedWords(archive);
handOver(archive, editions);

const drawings = new DrawingCache(process.env['FAULTLINE_CACHE'] ?? DEFAULT_CACHE);
const digestOfRead = dependencyDigests({
  root: content,
  archive: reading.archive,
  digests: reading.digests,
  drawings,
});
const project = join(import.meta.dirname, '..');
const generator = generatorDigest(project, location);
const kept = recordFile('.cache', place.out);
const last = clean ? undefined : readRecord(kept, generator);

const reuse = last === undefined ? NOTHING : reusable(last, out, digestOfRead);
const to = place.made;
const site = await makeSite({ content, archive, editions, location, reuse, from: out, to });
const holds = (path: string) => reuse.unchanged('editions') && site.kept.has(`${path}index.html`);
const broken = brokenPromises(reading.archive, to, holds);
if (broken.length > 0) stop(broken);
writeSums(to, site.files);
rmSync(kept, { force: true });
await moveNext(to, place);
const left = swapIn(place);
if (left !== undefined) {
  const file = shortPath(place.old);
  console.error(`${formatProblem(problem('not-cleared', { cause: left }, { file }))}\n`);
}
try {
  writeRecord(kept, out, { generator, ...site, digestOfRead });
} catch (error) {
  const cause = error instanceof Error ? error.message : String(error);
  console.error(
    `What the next build could go by was not kept, so it makes everything anew: ${cause}`,
  );
}

const pages = [...site.files.keys()].filter((path) => path.endsWith('.html')).length;
const reused = site.kept.size === 0 ? '' : `, ${site.kept.size} files as they were`;
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
console.log(
  `${pages} pages in ${out}/, built in ${seconds} s${reused}. To look at them: npm run preview`,
);

function stop(found: readonly Problem[]): never {
  console.error(found.map(formatProblem).join('\n\n'));
  const count = found.length === 1 ? '1 problem' : `${found.length} problems`;
  console.error(`\n${count}; ${out}/ was not touched.`);
  process.exit(1);
}
