import type { Library } from '../model/library.ts';
import { cardKey, type Occurrence } from '../model/lineage.ts';
import { mostTelling } from '../model/telling.ts';
import type { Result, Run } from '../schema/run.ts';
import { runDateInWords } from './dates.ts';
import { attemptsInWords, questionOf } from './result-view.ts';
import { cardOf, newestFirst } from './run-row.ts';
import { didWords, type OutcomeCount } from './outcomes.ts';
import type { Link, Target } from './urls.ts';

/** A result away from its run: in the page of its probe, its error or its setting. */
export interface Appearance {
  readonly result: Link;
  /** The same in one sentence. */
  readonly said: string;
  readonly outcome: OutcomeCount['outcome'];
  /** What was checked, if it passed, and what attempts it took. */
  readonly means?: string;
  readonly run: Link;
  readonly date: string;
  readonly card: string;
  readonly stack: string;
  /** The same, each component with its version by itself. */
  readonly components: readonly string[];
  /** What was set for it: the settings of its run, and the variables of its own command. */
  readonly tried: readonly string[];
  /** In which layers it was raised or placed, and how that is known. */
  readonly faults: readonly { readonly layer: string; readonly words: string }[];
}

/** The most telling of some results, and how many there are in all. */
export interface Appearances {
  /** The newest run first. */
  readonly rows: readonly Appearance[];
  readonly total: number;
  /** Where a script can look for all of them. */
  readonly all: Target;
}

/** At most this many results away from their runs stand on one page. */
const SHOWN = 60;

/** The most telling of some results, given with the oldest run first. */
export function appearances(
  found: readonly Occurrence[],
  all: Target,
  library: Library,
): Appearances {
  const shown = mostTelling(found, SHOWN, ({ run, result }) => ({
    series: `${cardKey(run)}\n${result.probe ?? result.question ?? result.id}`,
    outcome: result.outcome,
  }));
  return {
    rows: newestRunFirst(shown).map(({ run, result }) => appearance(result, run, library)),
    total: found.length,
    all,
  };
}

/** Results with those of the newest run first, those of one run in their order. */
export function newestRunFirst(found: readonly Occurrence[]): Occurrence[] {
  const byRun = Map.groupBy(found, ({ run }) => run);
  return newestFirst(byRun.keys()).flatMap((run) => byRun.get(run) ?? []);
}

function appearance(result: Result, run: Run, library: Library): Appearance {
  const target = { kind: 'run' as const, id: run.id };
  const components = componentsOf(run);
  const question = questionOf(result, library);
  const date = runDateInWords(run);
  const card = cardOf(run, library);
  const stack = components.length === 0 ? 'stack not recorded' : components.join(', ');
  return {
    said: `${question}${question.endsWith('?') ? ' It' : ':'} ${didWords(result.outcome)} on ${card}, ${stack}, ${date}`,
    result: { label: question, target: { ...target, anchor: result.id } },
    outcome: result.outcome,
    ...meaning(result),
    run: { label: run.title, target },
    date,
    card,
    stack: stackInWords(run),
    components,
    tried: triedFor({ run, result }),
    faults: (result.fault ?? []).map(({ layer, role, basis }) => ({
      layer,
      words: `${role} here, ${basis}`,
    })),
  };
}

function meaning({ outcome, checked, attempts }: Result): Pick<Appearance, 'means'> {
  const tried = attemptsInWords(attempts);
  const parts = [
    ...(outcome === 'pass' && checked !== undefined ? [checked] : []),
    ...(tried === undefined ? [] : [`attempts: ${tried}`]),
  ];
  return parts.length === 0 ? {} : { means: parts.join('; ') };
}

/** What was set for a result: the settings of its run, and the variables of its own command, which come last. */
export function triedFor({ run, result }: Occurrence): string[] {
  const own = result.command?.env ?? {};
  const settings = run.settings.flatMap(({ kind, name, requested }) => {
    const isOverridden = kind === 'env' && Object.hasOwn(own, name);
    return requested === undefined || isOverridden ? [] : [`${name}=${requested}`];
  });
  return [...settings, ...Object.entries(own).map(([name, value]) => `${name}=${value}`)];
}

/** The components whose version was recorded, in one line. */
export function stackInWords(run: Run): string {
  const components = componentsOf(run);
  return components.length === 0 ? 'not recorded' : components.join(', ');
}

/** The components whose version was recorded. */
export function componentsOf(run: Run): string[] {
  return run.stack.flatMap(({ component, loaded, installed }) => {
    const version = loaded === undefined ? installed : `${loaded} (loaded)`;
    return version === undefined ? [] : [`${component} ${version}`];
  });
}
