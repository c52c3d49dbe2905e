import type { APIRoute } from 'astro';
import { evidenceFiles, readEvidence } from '../../site.ts';

export function getStaticPaths() {
  return evidenceFiles().map((file) => ({ params: { file } }));
}

/** A piece of evidence, byte for byte. */
export const GET: APIRoute = ({ params }) => new Response(readEvidence(params['file'] ?? ''));
