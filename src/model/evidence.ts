import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Result, Run } from '../schema/run.ts';
import type { Source } from '../schema/source.ts';
import type { Library } from './library.ts';
import { strengthOf, STRENGTHS } from './support.ts';

/** How heavy one piece of evidence is: the more, the less stands between it and what it shows. */
export type Weight = 0 | 1 | 2 | 3;

/** What the weight of each piece goes by. */
const WEIGHTS = {
  /** A program recorded it, and what it saw is kept. */
  captured: 3,
  /** Code or a specification: the thing itself. */
  primary: 3,
  /** A program recorded it, and nothing of what it saw is kept. */
  bare: 2,
  /** Somebody wrote it down. */
  transcribed: 2,
  /** Who made the thing tells of it, as documentation does. */
  'primary-account': 2,
  secondary: 2,
  recalled: 1,
  inference: 1,
  /** It is not in the library. */
  absent: 0,
} as const satisfies Record<string, Weight>;

/** What the weight of a piece of evidence goes by. */
export type Ground = keyof typeof WEIGHTS;

/** The weight of one piece of evidence, from how it was recorded. */
export function weigh(link: EvidenceLink, library: Library): Weight {
  return WEIGHTS[groundOf(link, library)];
}

/** How one piece of evidence was recorded, as far as its weight goes by it. */
export function groundOf(link: EvidenceLink, library: Library): Ground {
  if (link.inference !== undefined) return 'inference';
  if (link.source !== undefined) return groundOfSource(library.source.get(link.source));
  const run = link.run === undefined ? undefined : library.run.get(link.run);
  return run === undefined ? 'absent' : groundOfRun(run, link);
}

function groundOfSource(source: Source | undefined): Ground {
  if (source === undefined) return 'absent';
  if (source.class === 'secondary') return 'secondary';
  return source.kind === 'code' || source.kind === 'specification' ? 'primary' : 'primary-account';
}

/** No better than the run was recorded, and than the best of the evidence. */
function groundOfRun(run: Run, link: EvidenceLink): Ground {
  const origin = strengthOf(run);
  const ids = evidenceIdsOf(run, link);
  const kept = run.evidence.filter(({ id }) => ids.includes(id)).map(({ strength }) => strength);
  if (kept.length === 0) return origin === 'captured' ? 'bare' : origin;
  const best = STRENGTHS.find((one) => kept.includes(one));
  return STRENGTHS.findLast((one) => one === origin || one === best) ?? origin;
}

function evidenceIdsOf(run: Run, link: EvidenceLink): readonly string[] {
  if (link.result !== undefined) {
    return run.results.find((r: Result) => r.id === link.result)?.evidence ?? [];
  }
  if (link.setting !== undefined) {
    const setting = run.settings.find((s) => s.name === link.setting);
    return [setting?.readback?.evidence, setting?.effective?.evidence].filter(
      (id) => id !== undefined,
    );
  }
  return run.evidence.map((e) => e.id);
}
