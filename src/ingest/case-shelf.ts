import { WORST_FIRST } from '../model/tally.ts';
import { MAX_RESULTS, type Outcome } from '../schema/run.ts';
import { KEPT_TEXTS, LIMITS, LimitPassed } from './limits.ts';
import type { ReportedCase } from './reported.ts';

/**
 * Keeps as many cases as a record holds: of each outcome the first ones, and in the end the gravest, so
 * that what a run came to is always told by what is kept.
 */
export class CaseShelf {
  /** Every case that was added. */
  count = 0;
  /** Those of them that are no part of another. */
  top = 0;
  readonly #byOutcome = new Map<Outcome, ReportedCase[]>();
  #texts = 0;

  /** Keeps a case, or counts it. */
  add(one: ReportedCase): void {
    this.count += 1;
    if (one.parent === undefined) this.top += 1;
    if (this.count > LIMITS.cases) throw new LimitPassed('cases', one.at.offset);
    const alike = this.#byOutcome.get(one.mapped.outcome) ?? [];
    this.#byOutcome.set(one.mapped.outcome, alike);
    if (alike.length < MAX_RESULTS) alike.push(this.#within(one));
  }

  /** The kept ones in their order, with every case that one of them is a part of. */
  kept(): ReportedCase[] {
    const all = new Map([...this.#byOutcome.values()].flat().map((one) => [one.index, one]));
    const chosen = new Set<ReportedCase>();
    for (const outcome of [...WORST_FIRST.filter(isGrave), ...WORST_FIRST]) {
      for (const one of this.#byOutcome.get(outcome) ?? []) {
        const line = withAncestors(one, all).filter((each) => !chosen.has(each));
        if (chosen.size + line.length > MAX_RESULTS) break;
        for (const each of line) chosen.add(each);
      }
    }
    return [...chosen].toSorted((a, b) => a.index - b.index);
  }

  #within(one: ReportedCase): ReportedCase {
    const size = one.outputs.reduce((sum, { text }) => sum + text.length, 0);
    this.#texts += size;
    if (this.#texts <= KEPT_TEXTS) return one;
    const outputs = one.outputs.map((output) => ({
      ...output,
      text: '',
      cut: output.cut + output.text.length,
    }));
    return { ...one, outputs };
  }
}

function isGrave(outcome: Outcome): boolean {
  return outcome !== 'pass' && outcome !== 'observed' && outcome !== 'skipped';
}

/** A case and what it is a part of, as far as that was kept. */
function withAncestors(
  one: ReportedCase,
  all: ReadonlyMap<number, ReportedCase>,
): readonly ReportedCase[] {
  const parent = one.parent === undefined ? undefined : all.get(one.parent);
  return parent === undefined ? [one] : [...withAncestors(parent, all), one];
}
