import { Command } from 'commander';
import { contentDigest } from '../src/shard-record.ts';
import { buildInputs } from './build-inputs.ts';
import { takePlace } from './build-place.ts';
import { finishSite } from './finish-site.ts';
import { findShards, mergeShards } from './merge-shards.ts';
import { stopping } from './stopping.ts';

const program = new Command('merge')
  .description(
    'Puts the shards of a site together, checks that it is whole, and puts it in its place.',
  )
  .argument('[folders...]', 'shards, or folders that hold them', ['shards'])
  .option('--out <folder>', 'where the site goes', 'dist')
  .addHelpText(
    'after',
    '\nShards come from npm run build -- --shard 1/3, and so on.\nExit codes: 0 merged, 1 something is missing or does not fit.',
  )
  .parse();
const folders = program.processedArgs[0] as readonly string[];
const { out } = program.opts<{ out: string }>();

const stop: ReturnType<typeof stopping> = stopping(out);

const begin = performance.now();
const place = takePlace(out, stop);
const found = findShards(folders);
if (found.problems.length > 0) stop(found.problems);
const inputs = await buildInputs(stop);
const { generator, digestOfRead } = inputs;
const made = { generator, content: contentDigest(digestOfRead) };
const merged = mergeShards(found.shards, made, place.made);
if (merged.origins === undefined) stop(merged.problems);
await finishSite(place, inputs, merged.origins, { holds: () => false, stop });

const pages = [...merged.origins.files.keys()].filter((path) => path.endsWith('.html')).length;
const seconds = ((performance.now() - begin) / 1000).toFixed(1);
console.log(
  `${pages} pages in ${out}/, merged from ${found.shards.length} shards in ${seconds} s. To look at them: npm run preview`,
);
