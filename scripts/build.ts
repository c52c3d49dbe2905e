import { Command } from 'commander';
import { readRecord, recordFile } from '../src/build-record.ts';
import { NOTHING, reusable } from '../src/reuse.ts';
import { contentDigest, writeShardRecord } from '../src/shard-record.ts';
import { buildInputs } from './build-inputs.ts';
import { takePlace } from './build-place.ts';
import { finishSite, keepRecord, putInPlace } from './finish-site.ts';
import { makeSite } from './make-site.ts';
import { isInShard, parseShard, type Shard } from './shard.ts';
import { stopping } from './stopping.ts';

const program = new Command('build')
  .description('Checks content/ and builds the site. dist/ is replaced only by a finished one.')
  .option(
    '--out <folder>',
    'where the site goes (default: dist, and shards/<i>-of-<n> for a shard)',
  )
  .option('--clean', 'makes every file anew, whatever is left of the last build')
  .option('--shard <i/n>', 'makes one of n parts only, for npm run merge', parseShard)
  .addHelpText('after', '\nExit codes: 0 built, 1 content/ has problems or the build failed.')
  .parse();
const {
  shard,
  clean = false,
  ...given
} = program.opts<{
  out?: string;
  clean?: boolean;
  shard?: Shard;
}>();
const out = given.out ?? (shard ? `shards/${shard.index}-of-${shard.count}` : 'dist');

const stop: ReturnType<typeof stopping> = stopping(out);

const begin = performance.now();
const place = takePlace(out, stop);
const inputs = await buildInputs(stop);
const { content, archive, editions, location, generator, digestOfRead } = inputs;
const last = clean ? undefined : readRecord(recordFile('.cache', place.out), generator);
const reuse = last === undefined ? NOTHING : reusable(last, out, digestOfRead);
const isMine = (path: string) => shard === undefined || isInShard(shard, path);
const made = await makeSite({
  ...{ content, archive, editions, location, reuse, isMine },
  from: out,
  to: place.made,
});
const origins = { ...made, digestOfRead };
if (shard === undefined) {
  const holds = (path: string) => reuse.unchanged('editions') && made.kept.has(`${path}index.html`);
  await finishSite(place, inputs, origins, { holds, stop });
} else {
  const said = { ...shard, generator, content: contentDigest(digestOfRead) };
  writeShardRecord(place.made, said, made.planned, origins);
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
