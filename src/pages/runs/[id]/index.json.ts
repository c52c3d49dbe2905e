import type { APIRoute } from 'astro';
import type { Run } from '../../../schema/run.ts';
import { library, readRecord } from '../../../site.ts';

export function getStaticPaths() {
  return [...library.run.values()].map((run) => ({ params: { id: run.id }, props: { run } }));
}

/** The record as published, byte for byte. */
export const GET: APIRoute<{ run: Run }> = ({ props }) =>
  new Response(readRecord(props.run), { headers: { 'content-type': 'application/json' } });
