import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Finding, FindingStatus } from '../schema/finding.ts';
import { weigh, type Weight } from './evidence.ts';
import type { Library } from './library.ts';

/** Where a claim stands, and the two weights that decided it. */
export interface Standing {
  readonly status: FindingStatus;
  /** The heaviest piece for the claim, and against it. */
  readonly for: Weight;
  readonly against: Weight;
  /** The status by the rule, where somebody has set another by hand. */
  readonly computed?: FindingStatus;
}

/** The status of a finding, computed from its evidence: the heavier strongest piece wins. */
export function standingOf(finding: Finding, library: Library): Standing {
  const weights = {
    for: heaviest(finding.supports, library),
    against: heaviest(finding.contradicts, library),
  };
  const computed = rule(weights.for, weights.against, finding.supersededBy !== undefined);
  const { override } = finding;
  if (override === undefined || override.status === computed)
    return { status: computed, ...weights };
  return { status: override.status, ...weights, computed };
}

function heaviest(links: readonly EvidenceLink[], library: Library): Weight {
  return Math.max(0, ...links.map((link) => weigh(link, library))) as Weight;
}

function rule(pro: Weight, contra: Weight, superseded: boolean): FindingStatus {
  if (superseded) return 'superseded';
  if (pro === 0 && contra === 0) return 'unproven';
  if (pro === contra) return 'contested';
  if (contra > pro) return 'refuted';
  return pro === 1 ? 'likely' : 'supported';
}
