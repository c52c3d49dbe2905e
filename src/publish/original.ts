import type { Result, Run, RunEvidence } from '../schema/run.ts';
import type { Link } from './urls.ts';

/** Where in the file that a record was made from a result stands. */
export interface OriginalPlace {
  readonly file?: Link;
  /** `line 12, byte 345`; a pointer where that is all there is. */
  readonly where: string;
}

/** Whether a piece of evidence is a whole file that a record was made from. */
export function isOriginal({ kind, path, excerpt }: RunEvidence): boolean {
  return kind === 'original' && path !== undefined && excerpt === undefined;
}

/** The place of a result in its original; undefined if that was not recorded. */
export function originalPlace({ raw }: Result, run: Run): OriginalPlace | undefined {
  if (raw === undefined) return undefined;
  const { line, offset, pointer } = raw;
  const parts = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(offset === undefined ? [] : [`byte ${offset}`]),
  ];
  const where = parts.length === 0 ? pointer : parts.join(', ');
  if (where === '') return undefined;
  const [first, second] = run.evidence.filter(isOriginal);
  if (first?.path === undefined || second !== undefined) return { where };
  return { where, file: { label: first.name ?? first.path, target: { evidence: first.path } } };
}
