import type { APIRoute } from 'astro';
import { library } from '../../../site.ts';

export function getStaticPaths() {
  return [...library.run.values()].map((run) => ({ params: { id: run.id }, props: { run } }));
}

/** The record as published. */
export const GET: APIRoute = ({ props }) =>
  new Response(`${JSON.stringify(props['run'], null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
