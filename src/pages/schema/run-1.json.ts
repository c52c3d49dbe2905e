import type { APIRoute } from 'astro';
import { jsonSchema } from '../../schema/json-schema.ts';

/** The shape of a run record, for editors and for programs that write one. */
export const GET: APIRoute = () =>
  new Response(`${JSON.stringify(jsonSchema('run'), null, 2)}\n`, {
    headers: { 'content-type': 'application/schema+json' },
  });
