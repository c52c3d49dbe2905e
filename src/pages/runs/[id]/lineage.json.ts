import type { APIRoute } from 'astro';
import { lineageRows } from '../../../publish/lineage-view.ts';
import { library } from '../../../site.ts';

export function getStaticPaths() {
  return [...library.run.keys()].map((id) => ({ params: { id }, props: { id } }));
}

/** For every failing result of a run: last good, first bad, elsewhere. Targets, as in view models. */
export const GET: APIRoute<{ id: string }> = ({ props }) =>
  new Response(JSON.stringify(lineageRows(library, props.id)), {
    headers: { 'content-type': 'application/json' },
  });
