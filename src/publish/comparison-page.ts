import { type Comparison, compareRuns } from '../model/comparison.ts';
import type { Change, ComparedPair } from '../model/compared-pair.ts';
import type { Answer } from '../model/matching.ts';
import type { Agreement, Difference } from '../model/difference.ts';
import { type ProbeBook, probeBook } from '../model/question.ts';
import { startedBefore } from '../model/run-time.ts';
import { once } from '../model/kept.ts';
import { tallyOf, type Verdict } from '../model/tally.ts';
import type { Run } from '../schema/run.ts';
import {
  AGREEMENT_WORDS,
  CHANGE_WORDS,
  CHANGES,
  conclusionSentence,
  counted,
  obstacleWords,
} from './comparison-words.ts';
import { runDateInWords } from './dates.ts';
import { completeness } from './completeness.ts';
import { inSequence, type OutcomeCount } from './outcomes.ts';
import { paramInWords } from './param-words.ts';
import { attemptsInWords, measurementInWords } from './result-view.ts';
import { cardOf } from './run-row.ts';
import type { Link, Target } from './urls.ts';

/** What a comparison has to know beside the two records; small, and the same for every pair. */
export interface ComparisonContext {
  readonly probes: ProbeBook;
  /** By kind and name, as in "env HSA_XNACK": the id of the page of a setting. */
  readonly settings: Readonly<Record<string, string>>;
  /** The names of GPU families, by id. */
  readonly families: Readonly<Record<string, string>>;
}

/** One of the two runs. */
export interface ComparedRun {
  readonly letter: 'A' | 'B';
  readonly link: Link;
  readonly date: string;
  readonly card: string;
  readonly recordedFrom: string;
  readonly counts: readonly OutcomeCount[];
  readonly completeness: string;
  readonly record: Target;
  /** Another run corrects it; two records alone do not tell. */
  readonly corrected?: true;
}

/** One circumstance, side by side; absent values were not recorded. */
export interface DifferenceRow {
  readonly name: string;
  readonly aspect?: string;
  readonly link?: Link;
  readonly a?: string;
  readonly b?: string;
  readonly agreement: Agreement;
  readonly words: string;
}

export interface ResultSide {
  readonly outcome: Verdict;
  readonly link: Link;
  readonly times: readonly string[];
  readonly said?: string;
}

/** Two answers side by side; a side that is absent was not asked. */
export interface PairRow {
  readonly anchor: string;
  readonly akin: boolean;
  readonly a?: ResultSide;
  readonly b?: ResultSide;
  /** Why the two cannot be compared. */
  readonly obstacles?: string;
  readonly differences: readonly DifferenceRow[];
}

/** Two runs side by side: the answer, what differs, what became of each result. */
export interface ComparisonPage {
  readonly title: string;
  readonly runs: readonly [ComparedRun, ComparedRun];
  /** Absent where the dates tell which came first. */
  readonly order?: string;
  readonly headline: string;
  readonly counts: readonly { readonly change: Change; readonly words: string }[];
  readonly may: readonly string[];
  readonly mayNot: readonly string[];
  readonly groups: readonly {
    readonly id: string;
    readonly title: string;
    /** What is not the same in both, and what goes with it. */
    readonly rows: readonly DifferenceRow[];
    readonly same: readonly DifferenceRow[];
    /** Names of what neither recorded. */
    readonly neither: readonly string[];
  }[];
  readonly changes: readonly {
    readonly change: Change;
    readonly word: string;
    readonly means: string;
    readonly rows: readonly PairRow[];
  }[];
}

/** The context of every comparison in a library. */
export const comparisonContext = once((library): ComparisonContext => {
  return {
    probes: probeBook(library),
    settings: Object.fromEntries(
      [...library.setting.values()].map(({ id, kind, name }) => [`${kind} ${name}`, id]),
    ),
    families: Object.fromEntries([...library.gpu.values()].map(({ id, name }) => [id, name])),
  };
});

/** The same, and each run that another corrects is called so, and concluded from with less. */
export function withCorrected(
  page: ComparisonPage,
  runs: readonly [Run, Run],
  isCorrected: (run: string) => boolean,
): ComparisonPage {
  const [first, second] = page.runs;
  const marked = (compared: ComparedRun, { id }: Run): ComparedRun =>
    isCorrected(id) ? { ...compared, corrected: true } : compared;
  const both = [marked(first, runs[0]), marked(second, runs[1])] as const;
  const doubted = both
    .filter(({ corrected }) => corrected)
    .map(({ letter }) => `Anything that hangs on what ${letter} records: another run corrects it.`);
  return { ...page, runs: both, mayNot: [...doubted, ...page.mayNot] };
}

const GROUPS = [
  ['machine', 'Machine'],
  ['stack', 'Stack: installed and loaded'],
  ['settings', 'Settings'],
] as const;

/** The comparison of two runs. */
export function comparisonPage(a: Run, b: Run, context: ComparisonContext): ComparisonPage {
  const comparison = compareRuns(a, b, context.probes);
  const rows = (list: readonly Difference[]) =>
    list.map((one) => differenceRow(one, a, b, context));
  return {
    title: `A: ${a.title}; B: ${b.title}`,
    runs: [comparedRun('A', a, context), comparedRun('B', b, context)],
    ...orderOf(a, b),
    headline: headline(comparison),
    counts: CHANGES.flatMap((change) => {
      const count = comparison.pairs.filter((pair) => pair.change === change).length;
      return count === 0 ? [] : [{ change, words: `${count} ${CHANGE_WORDS[change].word}` }];
    }),
    may: comparison.conclusions.may.map((one) => conclusionSentence(one, context.probes)),
    mayNot: comparison.conclusions.mayNot.map((one) => conclusionSentence(one, context.probes)),
    groups: GROUPS.map(([id, title]) => {
      const group = comparison.differences.filter((one) => one.group === id);
      const apart = ({ agreement }: Difference) =>
        agreement !== 'same' && agreement !== 'unrecorded';
      const shown = new Set(group.filter(apart).map(({ name }) => name));
      const beside = (one: Difference) =>
        apart(one) || (one.aspect === 'loaded' && shown.has(one.name));
      const neither = group.filter((one) => one.agreement === 'unrecorded' && !beside(one));
      return {
        id,
        title,
        rows: rows(group.filter(beside)),
        same: rows(group.filter((one) => one.agreement === 'same' && !beside(one))),
        neither: neither.map(({ name, aspect }) =>
          aspect === undefined ? name : `${name}, ${aspect}`,
        ),
      };
    }),
    changes: CHANGES.flatMap((change) => {
      const pairs = comparison.pairs.filter((pair) => pair.change === change);
      return pairs.length === 0
        ? []
        : [
            {
              change,
              ...CHANGE_WORDS[change],
              rows: pairs.map((pair) => pairRow(pair, a, b, context)),
            },
          ];
    }),
  };
}

function comparedRun(letter: 'A' | 'B', run: Run, { families }: ComparisonContext): ComparedRun {
  const tally = tallyOf(run);
  const gpu = new Map(Object.entries(families).map(([id, name]) => [id, { name }]));
  return {
    letter,
    link: { label: run.title, target: { kind: 'run', id: run.id } },
    date: runDateInWords(run),
    card: cardOf(run, { gpu }),
    recordedFrom: run.provenance.recordedFrom,
    counts: tally.counts,
    completeness: completeness(tally),
    record: { record: run.id },
  };
}

function orderOf(a: Run, b: Run): Pick<ComparisonPage, 'order'> {
  if (startedBefore(a, b) || startedBefore(b, a)) return {};
  return { order: 'Which of the two came first is not recorded; A and B are names, no more.' };
}

/** At most this many differences are named in the first sentence. */
const NAMED = 3;

function headline({ differences, pairs }: Comparison): string {
  const of = (agreement: readonly Agreement[]) => {
    const found = differences.filter((one) => agreement.includes(one.agreement));
    return new Map(found.map((one) => [`${one.group} ${one.name}`, one]));
  };
  const differing = [...of(['differs']).values()];
  const named = differing.map(
    ({ name, aspect, a, b }) =>
      `\`${name}\`${aspect === undefined ? '' : ` ${aspect}`} (A: ${a ?? ''}, B: ${b ?? ''})`,
  );
  const verb = differing.length === 1 ? 'differs' : 'differ';
  const first =
    differing.length === 0
      ? 'Nothing that both recorded differs'
      : differing.length > NAMED
        ? `${differing.length} things that both recorded differ`
        : `${inSequence(named)} ${verb}`;
  const untold = counted(
    of(['one-sided', 'inexact']).size,
    'thing is not recorded alike in both',
    'things are not recorded alike in both',
  );
  const same = pairs.filter(({ match }) => match === 'same').length;
  const akin = pairs.filter(({ match }) => match === 'akin').length;
  const questions = counted(same, 'question is common to both', 'questions are common to both');
  const nearby = counted(akin, 'pair of answers meets', 'pairs of answers meet');
  return [
    `${first}.`,
    ...(untold === undefined ? [] : [`${untold}.`]),
    `${questions ?? 'No question is common to both'}.`,
    ...(nearby === undefined ? [] : [`${nearby} at the same point by other means.`]),
  ].join(' ');
}

function differenceRow(
  { name, aspect, a, b, agreement }: Difference,
  left: Run,
  right: Run,
  context: ComparisonContext,
): DifferenceRow {
  const setting = [...left.settings, ...right.settings].find((one) => one.name === name);
  const id = setting === undefined ? undefined : context.settings[`${setting.kind} ${name}`];
  return {
    name: setting === undefined ? paramInWords(name) : name,
    ...(aspect === undefined ? {} : { aspect }),
    ...(id === undefined
      ? {}
      : { link: { label: `\`${name}\``, target: { kind: 'setting' as const, id } } }),
    ...(a === undefined ? {} : { a }),
    ...(b === undefined ? {} : { b }),
    agreement,
    words: AGREEMENT_WORDS[agreement],
  };
}

function pairRow(pair: ComparedPair, a: Run, b: Run, context: ComparisonContext): PairRow {
  const { match, change, differences, obstacles } = pair;
  const apart = differences.filter(({ agreement }) => agreement !== 'same');
  return {
    anchor: `${pair.a?.id ?? '_'}.${pair.b?.id ?? '_'}`,
    akin: match === 'akin',
    ...(pair.a === undefined ? {} : { a: resultSide(pair.a, a, context) }),
    ...(pair.b === undefined ? {} : { b: resultSide(pair.b, b, context) }),
    ...(change === 'not-comparable' ? { obstacles: obstacleWords(obstacles) } : {}),
    differences: apart.map((one) => differenceRow(one, a, b, context)),
  };
}

function resultSide(answer: Answer, run: Run, { probes }: ComparisonContext): ResultSide {
  const { id, outcome, result } = answer;
  const probe = result?.probe === undefined ? undefined : probes[result.probe];
  const tried = attemptsInWords(result?.attempts);
  const words = [
    result?.reason?.signature ?? result?.reason?.text,
    tried === undefined ? undefined : `attempts: ${tried}`,
  ].filter((part) => part !== undefined);
  return {
    outcome,
    link: {
      label: result?.question ?? probe?.question ?? id,
      target: { kind: 'run', id: run.id, ...(result === undefined ? {} : { anchor: id }) },
    },
    times: (result?.measurements ?? []).map(measurementInWords),
    ...(words.length === 0 ? {} : { said: words.join('; ') }),
  };
}
