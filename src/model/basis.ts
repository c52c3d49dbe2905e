import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Path } from './document.ts';

/** A sentence, grade or step of an interpretation that says what it rests on. */
interface Claim {
  readonly basis: string;
  readonly evidence: readonly EvidenceLink[];
}

/** A basis that the evidence beside it does not bear out. */
export type Unborne = 'observed' | 'cited' | 'asserted';

/** Every claim inside an item whose evidence is not of the kind that its basis promises. */
export function* unborneIn(
  value: unknown,
  path: Path = [],
): Generator<{ readonly basis: Unborne; readonly path: Path }> {
  if (typeof value !== 'object' || value === null) return;
  const basis = isClaim(value) ? unborne(value) : undefined;
  if (basis !== undefined) yield { basis, path: [...path, 'basis'] };
  const keyed = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, part] of keyed as Iterable<[string | number, unknown]>) {
    yield* unborneIn(part, [...path, key]);
  }
}

/** Whether a piece of evidence is something that a run shows, not only a run as a whole. */
export function isShown(link: EvidenceLink): boolean {
  return link.run !== undefined && (link.result ?? link.setting) !== undefined;
}

function isClaim(value: object): value is Claim {
  return 'basis' in value && 'evidence' in value && Array.isArray(value.evidence);
}

function unborne({ basis, evidence }: Claim): Unborne | undefined {
  if (basis === 'observed') return evidence.some(isShown) ? undefined : basis;
  if (basis !== 'cited' && basis !== 'asserted') return undefined;
  return evidence.some((link) => link.source !== undefined) ? undefined : basis;
}
