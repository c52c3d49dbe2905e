import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvidenceText, type Recognition, rescan } from '../../src/ingest/rescan.ts';
import type { Library } from '../../src/model/library.ts';
import { visible } from '../../src/model/problem.ts';
import { signatureMatcher } from '../../src/model/signature-match.ts';
import type { Run } from '../../src/schema/run.ts';

/** What today's signatures recognise in the evidence of every run. */
export function rescanAll(library: Library, root: string): Recognition[] {
  const matcher = signatureMatcher(library.signature.values());
  return [...library.run.values()].flatMap((run) =>
    rescan(run, textsOf(run, root), matcher, library),
  );
}

/** Of a piece that is kept as a file, the file; of any other its excerpt. */
function textsOf(run: Run, root: string): EvidenceText[] {
  return run.evidence.map(({ id, path, excerpt = '' }) => {
    const file = path === undefined ? undefined : join(root, path);
    const isThere = file !== undefined && existsSync(file);
    return { evidence: id, text: isThere ? readFileSync(file, 'utf8') : excerpt };
  });
}

/** What is new, run by run, and how much was known. */
export function formatRescan(found: readonly Recognition[]): string {
  const fresh = found.filter(({ recorded }) => !recorded);
  const runs = [...new Set(fresh.map(({ run }) => run))];
  const lines = runs.flatMap((run) => [
    visible(run),
    ...fresh.filter((one) => one.run === run).map((one) => `  ${visible(inWords(one))}`),
  ]);
  const known = found.length - fresh.length;
  const sum = `${fresh.length} recognised that no result names, ${known} that one does; no run was changed`;
  return [...lines, sum].join('\n');
}

function inWords({ evidence, line, signature, matched, results }: Recognition): string {
  const of = results.length === 0 ? '' : `, of ${results.join(', ')}`;
  return `${signature}: "${matched}" in line ${line} of ${evidence}${of}`;
}
