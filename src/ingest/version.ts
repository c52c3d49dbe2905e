import { type Problem, problem } from '../model/problem.ts';
import { RUN_SCHEMA } from '../schema/run.ts';

/** Why a parsed file is no native record of the version read here; undefined if it is one. */
export function foreignness(data: unknown, place: { file: string; line?: number | undefined }) {
  const found = (words: string): Problem => problem('unknown-format', { found: words }, place);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return found('it is no JSON object');
  }
  const schema: unknown = 'schema' in data ? data.schema : undefined;
  if (schema === RUN_SCHEMA) return undefined;
  if (schema === undefined) return found('it has no "schema"');
  if (typeof schema !== 'string') return found('its "schema" is no text');
  if (/^faultline\.run\/\d{1,9}(\.\d{1,9})?$/.test(schema)) {
    return problem('other-version', { found: schema, read: RUN_SCHEMA }, place);
  }
  return found(`its "schema" is "${schema.slice(0, 80)}"`);
}
