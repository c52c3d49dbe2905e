import type { APIRoute } from 'astro';
import { lineageRows } from '../../../publish/lineage-view.ts';
import type { Run } from '../../../schema/run.ts';
import { library } from '../../../site.ts';

export function getStaticPaths() {
  return [...library.run.values()].map((run) => ({ params: { id: run.id }, props: { run } }));
}

/** For every failing result of a run: last good, first bad, elsewhere. Targets, as in view models. */
export const GET: APIRoute<{ run: Run }> = ({ props }) =>
  new Response(JSON.stringify(lineageRows(props.run, library)), {
    headers: { 'content-type': 'application/json' },
  });
