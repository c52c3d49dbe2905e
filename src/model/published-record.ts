import type { Run } from '../schema/run.ts';

/** The one version that is read; a literal, since the schema itself would bring its validator along. */
const READS: Run['schema'] = 'faultline.run/1';

/**
 * A published record as a run: what the schema fills in where nothing was said is left out of the files,
 * and is filled in here as the schema does it. Undefined if it is no record of a run of this version.
 * The record was validated when it was taken in; a browser has no schema to do it again.
 */
export function publishedRun(record: unknown): Run | undefined {
  if (!isObject(record) || record['schema'] !== READS) return undefined;
  const { provenance, results } = record;
  if (!isObject(provenance) || !Array.isArray(results)) return undefined;
  return {
    ...record,
    provenance: { deviations: [], redactions: [], ...provenance },
    machine: { gpus: [], ...(record['machine'] as object | undefined) },
    stack: record['stack'] ?? [],
    settings: record['settings'] ?? [],
    results: results.map((result: object) => ({ evidence: [], ...result })),
    evidence: record['evidence'] ?? [],
  } as unknown as Run;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
