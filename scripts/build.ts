import { Command } from 'commander';
import { NOTHING, whatHolds } from '../src/reuse.ts';
import { contentDigest, writeShardRecord } from '../src/shard-record.ts';
import { buildInputs } from './build-inputs.ts';
import { takePlace } from './build-place.ts';
import { finishSite, keepRecord, putInPlace } from './finish-site.ts';
import { makeSite } from './make-site.ts';
import { isInShard, parseShard, type Shard } from './shard.ts';
import { stopping } from './stopping.ts';
import {
  FILES_OF_A_RUN,
  parseWorkers,
  startWorkers,
  takeParts,
  worthwhileWorkers,
} from './workers.ts';

const program = new Command('build')
  .description('Checks content/ and builds the site. dist/ is replaced only by a finished one.')
  .option(
    '--out <folder>',
    'where the site goes (default: dist, and shards/<i>-of-<n> for a shard)',
  )
  .option('--clean', 'makes every file anew, whatever is left of the last build')
  .option('--shard <i/n>', 'makes one of n parts only, for npm run merge', parseShard)
  .option(
    '--workers <n>',
    'how many processes make it (default: what cores and memory allow, if much is to be made)',
    parseWorkers,
  )
  .addHelpText('after', '\nExit codes: 0 built, 1 content/ has problems or the build failed.')
  .parse();
const {
  shard,
  workers,
  clean = false,
  ...given
} = program.opts<{
  out?: string;
  clean?: boolean;
  shard?: Shard;
  workers?: number;
}>();
const out = given.out ?? (shard ? `shards/${shard.index}-of-${shard.count}` : 'dist');

const stop: ReturnType<typeof stopping> = stopping(out);

const begin = performance.now();
const place = takePlace(out, stop);
const inputs = await buildInputs(stop);
const { content, plain, archive, editions, location, generator, digestOfRead } = inputs;
const reuse = clean ? NOTHING : whatHolds(out, inputs);
const toMake = reuse === NOTHING ? FILES_OF_A_RUN * plain.library.run.size : reuse.lost;
const count = shard === undefined ? (workers ?? worthwhileWorkers(toMake)) : 1;
const share = shard ?? { index: 1, count };
const othersDone = startWorkers({ count, out, clean, parts: place.parts }, stop);
const made = await makeSite({
  ...{ content, archive, editions, location, reuse },
  isMine: (path) => isInShard(share, path) || (shard === undefined && reuse.files.has(path)),
  from: out,
  to: place.made,
});
const origins = { ...made, digestOfRead };
const madeBy = { generator, content: contentDigest(digestOfRead) };
if (shard === undefined) {
  await othersDone();
  const problems = takeParts(place, made, madeBy);
  if (problems.length > 0) stop(problems);
  const holds = (path: string) => reuse.unchanged('editions') && made.kept.has(`${path}index.html`);
  await finishSite(place, inputs, origins, { holds, stop });
} else {
  writeShardRecord(place.made, { ...shard, ...madeBy }, made.planned, origins);
  await putInPlace(place);
  keepRecord(place, { generator, ...origins });
}

const pages = [...made.files.keys()].filter((path) => path.endsWith('.html')).length;
const reused = made.kept.size === 0 ? '' : `, ${made.kept.size} files as they were`;
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
const next = shard
  ? `To put it together with the other ${shard.count - 1}: npm run merge`
  : 'To look at them: npm run preview';
console.log(`${pages} pages in ${out}/, built in ${seconds} s${reused}. ${next}`);
