import type { APIRoute } from 'astro';
import { runIndex, runShard } from '../../../publish/runs-page.ts';
import { library } from '../../../site.ts';

export function getStaticPaths() {
  return Array.from({ length: runIndex(library).shards }, (_, shard) => ({
    params: { shard: String(shard) },
    props: { shard },
  }));
}

/** Runs with what they can be found by, the newest first. */
export const GET: APIRoute<{ shard: number }> = ({ props }) =>
  new Response(JSON.stringify(runShard(library, props.shard)), {
    headers: { 'content-type': 'application/json' },
  });
