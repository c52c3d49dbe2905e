import { corrections, standingRuns } from '../model/correction.ts';
import type { Library } from '../model/library.ts';
import { once } from '../model/kept.ts';
import { runDate } from '../model/run-time.ts';
import { tallyOf, type Verdict } from '../model/tally.ts';
import { lookup } from '../model/traced-library.ts';
import type { Run } from '../schema/run.ts';
import { CORRECTED } from './correction-words.ts';
import { runDateInWords } from './dates.ts';
import { completeness } from './completeness.ts';
import { type OutcomeCount } from './outcomes.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** A run in one line. */
export interface RunRow {
  readonly link: Link;
  readonly date: string;
  readonly card: string;
  readonly counts: readonly OutcomeCount[];
  readonly worst: Verdict;
  readonly completeness: string;
  readonly recordedFrom: string;
  /** Another run corrects it. */
  readonly corrected?: true;
}

/** The id of the run that corrects one; undefined where none does. */
export const replacementOf = lookup('replacement', (library, run) => corrections(library).get(run));

/** A link to a run, which says so where another corrects it. */
export function runLink(library: Library, id: string): Link {
  const link = linkTo(library, 'run', id);
  return replacementOf(library, id) === undefined
    ? link
    : { ...link, label: `${link.label} (${CORRECTED})` };
}

/** A run in one line. */
export function runRow(run: Run, library: Library): RunRow {
  const tally = tallyOf(run);
  return {
    link: { label: run.title, target: { kind: 'run', id: run.id } },
    date: runDateInWords(run),
    card: cardOf(run, library),
    counts: tally.counts,
    worst: tally.worst,
    completeness: completeness(tally),
    recordedFrom: run.provenance.recordedFrom,
    ...(replacementOf(library, run.id) === undefined ? {} : { corrected: true }),
  };
}

/** The families of GPUs, as far as a card that has no name is called by one. */
export interface Families {
  readonly gpu: ReadonlyMap<string, { readonly name: string }>;
}

/** The card of a run by the best name that was recorded. */
export function cardOf(run: Run, library: Families): string {
  const names = run.machine.gpus.map(
    ({ name, gfx, family }) =>
      name ?? (family === undefined ? gfx : (library.gpu.get(family)?.name ?? family)) ?? 'GPU',
  );
  return names.length === 0 ? 'card not recorded' : names.join(', ');
}

/** Newest first; runs of the same date in the order of their ids. */
export function newestFirst(runs: Iterable<Run>): Run[] {
  return [...runs].toSorted((a, b) => compare(runDate(b), runDate(a)) || compare(a.id, b.id));
}

/** All runs of a library, the newest first. Sorted once. */
export const newestRuns = once((library): readonly Run[] => newestFirst(library.run.values()));

/** Those that no other corrects, the newest first. */
export const newestStanding = once((library): readonly Run[] => newestFirst(standingRuns(library)));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
