// Makes one shard of a site for the build that started this process: see workers.ts.
import { NOTHING, whatHolds } from '../src/reuse.ts';
import { contentDigest, writeShardRecord } from '../src/shard-record.ts';
import { buildInputs } from './build-inputs.ts';
import { makeSite } from './make-site.ts';
import { isInShard } from './shard.ts';
import { endOnFailure, stopping } from './stopping.ts';
import type { Task } from './workers.ts';

const { shard, out, to, clean } = JSON.parse(process.argv[2] ?? '') as Task;

process.once('disconnect', () => process.exit(1));
const stop: ReturnType<typeof stopping> = stopping(out);
endOnFailure(out, stop);

const inputs = await buildInputs(stop, () => undefined);
const { content, archive, editions, location, generator, digestOfRead } = inputs;
const reuse = clean ? NOTHING : whatHolds(out, inputs);
const made = await makeSite({
  ...{ content, archive, editions, location, reuse },
  isMine: (path) => isInShard(shard, path) && !reuse.files.has(path),
  from: out,
  to,
});
const said = { ...shard, generator, content: contentDigest(digestOfRead) };
writeShardRecord(to, said, made.planned, { ...made, digestOfRead });
process.exit();
