import type { Result, Run } from '../schema/run.ts';
import { saysOf } from './compared-pair.ts';
import { standingRuns } from './correction.ts';
import { pointKey, probeBook, questionKey } from './question.ts';
import { runDate } from './run-time.ts';
import { once } from './kept.ts';

/** A result with the run it stands in. */
export interface Occurrence {
  readonly run: Run;
  readonly result: Result;
}

/**
 * Where else the question of a failing result was asked until the day of its run, and what came of it. What
 * came later says nothing of it, so that a comparison says in five years what it says today.
 */
export interface Lineage {
  /** The latest pass on the same card, no later than the run itself. */
  readonly lastGood?: Occurrence;
  /** The earliest failure on the same card after the last good. */
  readonly firstBad: Occurrence;
  /** The same question in other runs until then: how often, how often it passed, the latest of each sort. */
  readonly elsewhere: {
    readonly count: number;
    readonly passes: number;
    readonly shown: readonly Occurrence[];
  };
  /** Passes at the same point of the same subject until then, by other means. */
  readonly akin: { readonly passes: number; readonly shown: readonly Occurrence[] };
}

/** Every result of the runs that stand, by the question it answers and by the point it stands at. */
export interface LineageIndex {
  readonly keys: ReadonlyMap<Result, Keys>;
  readonly questions: ReadonlyMap<string, Asked>;
  readonly points: ReadonlyMap<string, PassedAt>;
}

/** Every pass at one point, the oldest first, those of one run by question. */
interface PassedAt {
  readonly all: readonly { readonly question: string; readonly one: Occurrence }[];
  readonly byQuestion: ReadonlyMap<string, readonly Occurrence[]>;
  /** For each place: the last one before it that answers another question, -1 if none does. */
  readonly otherBefore: readonly number[];
}

/** What question a result answers, and the point it stands at. */
interface Keys {
  readonly question: string;
  readonly point: string | undefined;
}

/** Every answer to one question, the oldest first: so kept that no answer has to look at all others. */
interface Asked {
  readonly all: readonly Occurrence[];
  readonly passes: readonly Occurrence[];
  readonly failures: readonly Occurrence[];
  readonly byCard: ReadonlyMap<string, CardHistory>;
  readonly byRun: ReadonlyMap<Run, { readonly count: number; readonly passes: number }>;
}

/** What became of a question on one card, the oldest first. */
interface CardHistory {
  readonly all: readonly Occurrence[];
  /** For each place: the last one up to it that passed, -1 if none did. */
  readonly lastPass: readonly number[];
  /** For each place: the first one from it on that failed; past the end if none did. */
  readonly nextFailure: readonly number[];
}

/** At most this many occurrences are named; the others are counted. */
const SHOWN = 2;

/** Made once for a library, since every run asks. */
export const lineageIndex = once((library): LineageIndex => {
  const probes = probeBook(library);
  const keys = new Map<Result, Keys>();
  const byQuestion = new Map<string, Occurrence[]>();
  const points = new Map<string, Map<string, Occurrence[]>>();
  for (const { results } of library.run.values()) {
    for (const result of results) {
      keys.set(result, { question: questionKey(result, probes), point: pointKey(result, probes) });
    }
  }
  for (const run of oldestFirst(standingRuns(library))) {
    for (const result of run.results) {
      const found = keys.get(result);
      if (found === undefined) continue;
      const { question, point } = found;
      add(byQuestion, question, { run, result });
      if (result.outcome !== 'pass' || point === undefined) continue;
      const there = points.get(point) ?? new Map<string, Occurrence[]>();
      add(there, question, { run, result });
      points.set(point, there);
    }
  }
  return {
    keys,
    questions: new Map([...byQuestion].map(([question, all]) => [question, askedOf(all)])),
    points: new Map([...points].map(([point, passes]) => [point, passedAt(passes)])),
  };
});

function askedOf(all: readonly Occurrence[]): Asked {
  const passes = all.filter(passed);
  return {
    all,
    passes,
    failures: all.filter(({ result }) => isFailing(result)),
    byCard: new Map(
      [...Map.groupBy(all, ({ run }) => cardKey(run))].map(([card, here]) => [card, history(here)]),
    ),
    byRun: new Map(
      [...Map.groupBy(all, ({ run }) => run)].map(([run, own]) => [
        run,
        { count: own.length, passes: own.filter(passed).length },
      ]),
    ),
  };
}

function passedAt(byQuestion: ReadonlyMap<string, readonly Occurrence[]>): PassedAt {
  const all = [...byQuestion]
    .flatMap(([question, passes]) => passes.map((one) => ({ question, one })))
    .toSorted((a, b) => byAge(a.one.run, b.one.run));
  let other = -1;
  const otherBefore = all.map(({ question }, index) => {
    if (index > 0 && all[index - 1]?.question !== question) other = index - 1;
    return other;
  });
  return { all, byQuestion, otherBefore };
}

function history(all: readonly Occurrence[]): CardHistory {
  let last = -1;
  const lastPass = all.map((one, index) => (passed(one) ? (last = index) : last));
  let next = all.length;
  const nextFailure = all
    .toReversed()
    .map(({ result }, index) => (isFailing(result) ? (next = all.length - 1 - index) : next))
    .toReversed();
  return { all, lastPass, nextFailure };
}

const passed = ({ result }: Occurrence) => result.outcome === 'pass';

/** Whether a result is one whose lineage a reader asks for. */
export function isFailing(result: Result): boolean {
  return saysOf(result.outcome) === 'bad';
}

/** Last good, first bad and elsewhere, for one failing result. */
export function lineageOf(run: Run, result: Result, index: LineageIndex): Lineage {
  const { question, point } = keysOf(result, index);
  const asked = index.questions.get(question);
  const own = asked?.byRun.get(run) ?? { count: 0, passes: 0 };
  const elsewhere = (list: readonly Occurrence[]) => newestElsewhere(list, run);
  const date = runDate(run);
  const until = (list: readonly Occurrence[] = []) => countUntil(list, date, runOf);
  const there = point === undefined ? undefined : index.points.get(point);
  const akinOwn = run.results.filter((one) => {
    const keys = keysOf(one, index);
    return one.outcome === 'pass' && keys.point === point && keys.question !== question;
  });
  const untilThere = countUntil(there?.all ?? [], date, ({ one }) => one.run);
  const akin = untilThere - until(there?.byQuestion.get(question));
  return {
    ...goodAndBad(run, result, asked),
    elsewhere: {
      count: until(asked?.all) - own.count,
      passes: until(asked?.passes) - own.passes,
      shown: [...elsewhere(asked?.passes ?? []), ...elsewhere(asked?.failures ?? [])].toReversed(),
    },
    akin: {
      passes: point === undefined ? 0 : akin - akinOwn.length,
      shown: there === undefined ? [] : newestAkin(there, untilThere, question, run),
    },
  };
}

function keysOf(result: Result, { keys }: LineageIndex): Keys {
  const found = keys.get(result);
  if (found === undefined) throw new Error(`The result ${result.id} is in no run of the index.`);
  return found;
}

function goodAndBad(
  run: Run,
  result: Result,
  asked: Asked | undefined,
): Pick<Lineage, 'lastGood' | 'firstBad'> {
  const here = asked?.byCard.get(cardKey(run));
  if (here === undefined) return { firstBad: { run, result } };
  const { all, lastPass, nextFailure } = here;
  const until = countUntil(all, runDate(run), runOf);
  const good = lastPass[until - 1] ?? -1;
  const bad = nextFailure[good + 1] ?? until;
  const lastGood = all[good];
  return {
    ...(lastGood === undefined ? {} : { lastGood }),
    firstBad: (bad < until ? all[bad] : undefined) ?? { run, result },
  };
}

/** How many of them are no later than a date. */
function countUntil<T>(all: readonly T[], date: string, runOfOne: (one: T) => Run): number {
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = all[middle];
    if (one !== undefined && runDate(runOfOne(one)) <= date) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The newest of a list until a run that are of others, the oldest first. Those of one run stand together. */
function newestElsewhere(list: readonly Occurrence[], run: Run): Occurrence[] {
  const found: Occurrence[] = [];
  for (
    let at = countUntil(list, runDate(run), runOf) - 1;
    at >= 0 && found.length < SHOWN;
    at -= 1
  ) {
    const one = list[at];
    if (one !== undefined && one.run !== run) found.unshift(one);
  }
  return found;
}

/** The newest of so many passes at a point that answer other questions, in other runs; the newest first. */
function newestAkin(
  { all, otherBefore }: PassedAt,
  until: number,
  question: string,
  run: Run,
): Occurrence[] {
  const found: Occurrence[] = [];
  let at = until - 1;
  while (found.length < SHOWN) {
    const here = all[at];
    if (here === undefined) break;
    const isOther = here.question !== question;
    if (isOther && here.one.run !== run) found.push(here.one);
    at = isOther ? at - 1 : (otherBefore[at] ?? -1);
  }
  return found;
}

const runOf = ({ run }: Occurrence) => run;

/** What tells one card from another: its name, or the best that was recorded in its place. */
export function cardKey(run: Run): string {
  const names = run.machine.gpus.map(({ name, gfx, family }) => name ?? gfx ?? family ?? 'unknown');
  return names.toSorted().join(', ');
}

/** Oldest first; runs of the same date in the order of their ids. */
export function oldestFirst(runs: Iterable<Run>): Run[] {
  return [...runs].toSorted(byAge);
}

const byAge = (a: Run, b: Run) => order(runDate(a), runDate(b)) || order(a.id, b.id);

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function add(map: Map<string, Occurrence[]>, key: string, occurrence: Occurrence): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [occurrence]);
  else list.push(occurrence);
}
