import { Deviations } from './deviations.ts';
import { JsonItems } from './json-items.ts';
import type { Recognition } from './reported.ts';

/**
 * Tells the format of JSON by the keys in its beginning.
 * @param isWhole whether that is all of it
 */
export function recogniseJson(text: string, isWhole: boolean): Recognition {
  const keys = new Set<string>();
  const values = new Map<string, unknown>();
  const wanted = ['/schema', '/reportFormat', '/version/major'];
  const listeners = wanted.map((key) => [key, (value: unknown) => values.set(key, value)]);
  const items = new JsonItems(
    Object.fromEntries(listeners) as ConstructorParameters<typeof JsonItems>[0],
    new Deviations(),
    (pattern) => {
      if (keys.size < 10_000) keys.add(pattern);
    },
  );
  try {
    items.write({ text, offset: 0, bytes: text.length });
    if (isWhole) items.end();
  } catch {
    // A limit that is passed in the beginning is passed again, and told, when it is read.
  }
  const has = (...some: string[]) => some.some((key) => keys.has(key));
  if (has('/schema') && /^faultline\./.test(String(values.get('/schema'))))
    return { format: 'native' };
  if (values.get('/reportFormat') === 'CTRF') return { format: 'ctrf' };
  if (has('/results/tests', '/results/summary', '/results/tool')) return { format: 'ctrf' };
  const kcidb = ['/checkouts', '/builds', '/tests', '/issues', '/incidents'];
  if (has('/version/major') && has('/version/minor', ...kcidb)) return { format: 'kcidb' };
  if (has('/tests') && has('/exitcode', '/collectors', '/tests/*/nodeid')) {
    return { format: 'pytest-json-report' };
  }
  if (has('/exitcode') && has('/collectors', '/created')) return { format: 'pytest-json-report' };
  if (has('/tests/*/origin') && has('/tests/*/build_id', '/tests/*/path'))
    return { format: 'kcidb' };
  // The reader of native records tells where JSON is broken.
  if (items.broken !== undefined || has('/provenance')) return { format: 'native' };
  return { looksLike: jsonKind(keys) };
}

function jsonKind(keys: ReadonlySet<string>): string {
  if (keys.has('/schema')) return 'a JSON object whose "schema" is not that of a run';
  if (keys.has('/testResults') && keys.has('/numTotalTests')) return 'the JSON report of Jest';
  if (keys.has('/stats') && keys.has('/passes')) return 'the JSON report of Mocha';
  if (keys.has('/Action') && keys.has('/Package')) return 'the output of go test -json';
  if (keys.has('/run_info') && keys.has('/results')) return 'a wptreport';
  const top = [...keys].filter((key) => key.lastIndexOf('/') === 0).map((key) => key.slice(1));
  const shown = top.slice(0, 5).map((key) => `"${key.slice(0, 40)}"`);
  if (shown.length === 0) return 'an empty JSON object';
  return `a JSON object with ${shown.join(', ')}${top.length > shown.length ? ' and others' : ''}`;
}
