import type { Result, Run } from '../schema/run.ts';
import { paramsOf, pointKey, type ProbeBook, questionKey } from './question.ts';
import { tallyOf, type Verdict, WORST_FIRST } from './tally.ts';

/** A result in one of two runs, or a planned one that reported nothing. */
export interface Answer {
  readonly id: string;
  readonly outcome: Verdict;
  /** Absent: it was planned and is missing. */
  readonly result?: Result;
}

/** Which answer of one run stands against which of the other. */
export interface Match {
  readonly match:
    /** The same probe with the same parameters. */
    | 'same'
    /** Another probe, or other parameters, at the same point of the same subject. */
    | 'akin'
    | 'only-a'
    | 'only-b';
  readonly a?: Answer;
  readonly b?: Answer;
}

/** Every answer of two runs beside its counterpart; none is left out. */
export function matchResults(a: Run, b: Run, probes: ProbeBook): Match[] {
  const [left, right] = [answersOf(a), answersOf(b)];
  const same = sameQuestions(left, right, probes);
  const [seenA, seenB] = [new Set(same.map((m) => m.a)), new Set(same.map((m) => m.b))];
  const others = {
    a: left.filter((answer) => !seenA.has(answer)),
    b: right.filter((answer) => !seenB.has(answer)),
  };
  const near = others.a.map((answer): Match => {
    const other = nearest(answer, right, probes);
    return other === undefined
      ? { match: 'only-a', a: answer }
      : { match: 'akin', a: answer, b: other };
  });
  const met = new Set(near.map((m) => m.b));
  const rest = others.b
    .filter((answer) => !met.has(answer))
    .map((answer): Match => {
      const other = nearest(answer, left, probes);
      return other === undefined
        ? { match: 'only-b', b: answer }
        : { match: 'akin', a: other, b: answer };
    });
  return [...same, ...near, ...rest];
}

function answersOf(run: Run): Answer[] {
  return [
    ...run.results.map((result) => ({ id: result.id, outcome: result.outcome, result })),
    ...tallyOf(run).missing.map((id) => ({ id, outcome: 'no-result' as const })),
  ];
}

function sameQuestions(
  left: readonly Answer[],
  right: readonly Answer[],
  probes: ProbeBook,
): Match[] {
  const groups = Map.groupBy(right, (answer) => keyOf(answer, probes));
  const taken = new Set<Answer>();
  const pairs: Match[] = [];
  for (const a of left) {
    const group = groups.get(keyOf(a, probes)) ?? right.filter((b) => sharesId(a, b));
    const free = group.filter((b) => !taken.has(b));
    const b = free.find(({ id }) => id === a.id) ?? free[0] ?? worstOf(group);
    if (b === undefined) continue;
    taken.add(b);
    pairs.push({ match: 'same', a, b });
  }
  const asked = Map.groupBy(left, (answer) => keyOf(answer, probes));
  for (const b of right) {
    const group = asked.get(keyOf(b, probes)) ?? left.filter((a) => sharesId(a, b));
    const a = taken.has(b) ? undefined : worstOf(group);
    if (a !== undefined) pairs.push({ match: 'same', a, b });
  }
  return pairs;
}

/** A planned answer that is missing has nothing but its id. */
function sharesId(a: Answer, b: Answer): boolean {
  return a.id === b.id && (a.result === undefined || b.result === undefined);
}

function keyOf({ id, result }: Answer, probes: ProbeBook): string {
  return result === undefined ? `missing ${id}` : questionKey(result, probes);
}

/** The answer at the same point of the same subject whose parameters differ in the fewest places. */
function nearest(answer: Answer, among: readonly Answer[], probes: ProbeBook): Answer | undefined {
  const { result } = answer;
  const point = result === undefined ? undefined : pointKey(result, probes);
  if (result === undefined || point === undefined) return undefined;
  const there = among.filter((one) => one.result && pointKey(one.result, probes) === point);
  const apart = (one: Answer) => (one.result ? unlike(result, one.result, probes) : Infinity);
  return there.toSorted((x, y) => apart(x) - apart(y) || rank(x) - rank(y))[0];
}

function unlike(a: Result, b: Result, probes: ProbeBook): number {
  const [left, right] = [paramsOf(a, probes), paramsOf(b, probes)];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].filter((name) => left[name] !== right[name]).length;
}

function worstOf(answers: readonly Answer[]): Answer | undefined {
  return answers.toSorted((x, y) => rank(x) - rank(y))[0];
}

/** The worst first; what is missing comes before what is good. */
function rank({ outcome }: Answer): number {
  return outcome === 'no-result' ? WORST_FIRST.indexOf('pass') - 0.5 : WORST_FIRST.indexOf(outcome);
}
