import type { Run } from '../schema/run.ts';
import { type ComparedPair, saysOf } from './compared-pair.ts';
import type { Difference } from './difference.ts';
import { holdsAll } from './tally.ts';

/** One thing that may, or may not, be concluded from two runs; the words are the page's. */
export type Conclusion =
  /** These outcomes stayed, in spite of everything that differs. */
  | {
      readonly code: 'same-despite';
      readonly passing: number;
      readonly failing: number;
      readonly names: readonly string[];
    }
  /** One thing alone differs, and outcomes changed with it. */
  | { readonly code: 'goes-with'; readonly pairs: number; readonly names: readonly string[] }
  /** Outcomes changed, and nothing on record differs. */
  | { readonly code: 'nothing-differs'; readonly pairs: number }
  /** On one and the same card, at one point, one run failed and the other passed. */
  | {
      readonly code: 'not-the-card-alone';
      readonly card: string;
      readonly failedIn: 'a' | 'b';
      readonly points: readonly ComparedPair[];
    }
  /** Outcomes differ, and several things do. */
  | { readonly code: 'which-of-several'; readonly names: readonly string[] }
  /** A version that is installed differs, and nobody recorded what was loaded. */
  | { readonly code: 'loaded-unknown'; readonly names: readonly string[] }
  /** Recorded on one side alone, or less exactly there. */
  | { readonly code: 'one-sided'; readonly names: readonly string[] }
  | { readonly code: 'recorded-nowhere'; readonly names: readonly string[] }
  | { readonly code: 'no-same-question' }
  /** Unfinished: a crash and a hang were not told apart. */
  | { readonly code: 'crash-or-hang'; readonly in: readonly ('a' | 'b')[] }
  | { readonly code: 'completed-only'; readonly in: readonly ('a' | 'b')[] }
  /** Times of the two stand side by side that were taken in two ways, or in a way not on record. */
  | { readonly code: 'clocks'; readonly told: boolean }
  /** What one run does not answer may have been asked there all the same: its record is not whole. */
  | { readonly code: 'not-whole'; readonly in: readonly ('a' | 'b')[] }
  /** Not captured by a program. */
  | {
      readonly code: 'not-captured';
      readonly a: Run['provenance']['recordedFrom'];
      readonly b: Run['provenance']['recordedFrom'];
    };

export interface Conclusions {
  readonly may: readonly Conclusion[];
  readonly mayNot: readonly Conclusion[];
}

/** What follows from two runs, and what does not, by rules that know nothing of what the runs are about. */
export function conclusionsOf(
  a: Run,
  b: Run,
  differences: readonly Difference[],
  pairs: readonly ComparedPair[],
): Conclusions {
  const differing = namesOf(differences, ['differs']);
  const both = pairs.filter((pair) => pair.a !== undefined && pair.b !== undefined);
  return {
    may: [
      ...sameDespite(both, differing),
      ...goesWith(both, differing),
      ...notTheCardAlone(differences, both),
    ],
    mayNot: [
      ...(pairs.some(({ match }) => match === 'same')
        ? []
        : [{ code: 'no-same-question' as const }]),
      ...whichOfSeveral(both, differing),
      ...named('loaded-unknown', loadedUnknown(differences)),
      ...named('one-sided', namesOf(differences, ['one-sided', 'inexact'])),
      ...named('recorded-nowhere', recordedNowhere(differences)),
      ...sides('crash-or-hang', both, ({ outcome }) => outcome === 'unfinished'),
      ...sides('completed-only', both, ({ result }) => isCompletedOnly(result)),
      ...clocks(both),
      ...notWhole({ a, b }, pairs),
      ...notCaptured(a, b),
    ],
  };
}

function namesOf(
  differences: readonly Difference[],
  agreements: readonly Difference['agreement'][],
): string[] {
  const found = differences.filter(({ agreement }) => agreements.includes(agreement));
  return [...new Set(found.map(nameOf))];
}

function nameOf({ group, name, aspect }: Difference): string {
  return group === 'stack' && aspect !== undefined ? `${name}, ${aspect}` : name;
}

function named<C extends string>(
  code: C,
  names: readonly string[],
): { code: C; names: readonly string[] }[] {
  return names.length === 0 ? [] : [{ code, names }];
}

function sameDespite(both: readonly ComparedPair[], names: readonly string[]): Conclusion[] {
  const passing = both.filter(({ change }) => change === 'still-passing').length;
  const failing = both.filter(({ change }) => change === 'still-failing').length;
  if (names.length === 0 || passing + failing === 0) return [];
  return [{ code: 'same-despite', passing, failing, names }];
}

function goesWith(both: readonly ComparedPair[], ofRuns: readonly string[]): Conclusion[] {
  const changed = both.filter(({ change }) => change === 'regression' || change === 'fixed');
  if (changed.length === 0) return [];
  const names = [
    ...new Set([
      ...ofRuns,
      ...changed.flatMap((pair) => namesOf(outcomeBearing(pair), ['differs'])),
    ]),
  ];
  return names.length === 0
    ? [{ code: 'nothing-differs', pairs: changed.length }]
    : [{ code: 'goes-with', pairs: changed.length, names }];
}

function outcomeBearing({ differences }: ComparedPair): Difference[] {
  return differences.filter(({ group }) => group !== 'method');
}

/** Only where both runs name the same card, chip included. */
function notTheCardAlone(
  differences: readonly Difference[],
  both: readonly ComparedPair[],
): Conclusion[] {
  const same = (name: string) =>
    differences.find(
      (one) => one.group === 'machine' && one.name === name && one.agreement === 'same',
    );
  const card = same('card')?.a;
  if (card === undefined || same('chip') === undefined) return [];
  return (['a', 'b'] as const).flatMap((failedIn) => {
    const other = failedIn === 'a' ? 'b' : 'a';
    const points = both.filter(
      (pair) => saysOf(pair[failedIn]?.outcome) === 'bad' && pair[other]?.outcome === 'pass',
    );
    return points.length === 0 ? [] : [{ code: 'not-the-card-alone', card, failedIn, points }];
  });
}

function whichOfSeveral(both: readonly ComparedPair[], ofRuns: readonly string[]): Conclusion[] {
  const changed = both.filter(({ change, a, b }) => {
    const says = [saysOf(a?.outcome), saysOf(b?.outcome)];
    return change === 'not-comparable' && says.includes('good') && says.includes('bad');
  });
  if (changed.length === 0) return [];
  const names = [
    ...new Set([
      ...ofRuns,
      ...changed.flatMap((pair) => namesOf(outcomeBearing(pair), ['differs'])),
    ]),
  ];
  return named('which-of-several', names);
}

function loadedUnknown(differences: readonly Difference[]): string[] {
  const unknown = (name: string) =>
    differences.some(
      (one) => one.name === name && one.aspect === 'loaded' && one.agreement === 'unrecorded',
    );
  return differences
    .filter(({ aspect, agreement }) => aspect === 'installed' && agreement === 'differs')
    .map(({ name }) => name)
    .filter(unknown);
}

/** What would say most about a machine; a stack or a setting that neither run mentions is not on the list. */
const EXPECTED = ['card', 'chip', 'operating system', 'kernel'];

function recordedNowhere(differences: readonly Difference[]): string[] {
  const missing = differences.filter(
    ({ group, name, aspect, agreement }) =>
      agreement === 'unrecorded' &&
      (group === 'machine' ? EXPECTED.includes(name) : aspect === 'loaded'),
  );
  return missing.map(nameOf);
}

function sides<C extends 'crash-or-hang' | 'completed-only'>(
  code: C,
  both: readonly ComparedPair[],
  accept: (answer: NonNullable<ComparedPair['a']>) => boolean,
): { code: C; in: ('a' | 'b')[] }[] {
  const found = (['a', 'b'] as const).filter((side) =>
    both.some((pair) => {
      const answer = pair[side];
      return answer !== undefined && accept(answer);
    }),
  );
  return found.length === 0 ? [] : [{ code, in: found }];
}

function isCompletedOnly(result: NonNullable<ComparedPair['a']>['result']): boolean {
  return result?.outcome === 'pass' && result.checked !== 'verified';
}

function clocks(both: readonly ComparedPair[]): Conclusion[] {
  const timed = both.filter(({ a, b }) => a?.result?.measurements && b?.result?.measurements);
  if (timed.length === 0) return [];
  const how = timed.map(({ differences }) =>
    differences.find(({ group, name }) => group === 'method' && name.startsWith('clock')),
  );
  const inTwoWays = how.some((one) => one?.agreement === 'differs');
  const told = how.every((one) => one !== undefined && one.agreement !== 'one-sided');
  return inTwoWays || !told ? [{ code: 'clocks', told: inTwoWays }] : [];
}

function notWhole(
  runs: Readonly<Record<'a' | 'b', Run>>,
  pairs: readonly ComparedPair[],
): Conclusion[] {
  const found = (['a', 'b'] as const).filter(
    (side) => !holdsAll(runs[side]) && pairs.some((pair) => pair[side] === undefined),
  );
  return found.length === 0 ? [] : [{ code: 'not-whole', in: found }];
}

function notCaptured(a: Run, b: Run): Conclusion[] {
  const [left, right] = [a.provenance.recordedFrom, b.provenance.recordedFrom];
  const byProgram = (from: string) => from === 'native' || from === 'import';
  return byProgram(left) && byProgram(right) ? [] : [{ code: 'not-captured', a: left, b: right }];
}
