import type { Library } from '../model/library.ts';
import { versionsOf } from '../model/stack-versions.ts';
import { type Strength, supportOf } from '../model/support.ts';
import type { Verdict } from '../model/tally.ts';
import type { Run } from '../schema/run.ts';
import { rowAnchor, wordsAnchor } from './anchor-names.ts';
import { runDateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import type { OutcomeCount } from './outcomes.ts';
import { inOneLine } from './quotation.ts';
import { leadingComponents } from './run-facets.ts';
import { cardOf, newestStanding } from './run-row.ts';
import type { Link } from './urls.ts';

/** A card with one stack. */
export interface SupportRow {
  /** Of the oldest run with them: a newer one moves no link, and other words neither. */
  readonly anchor: string;
  /** The row in one sentence. */
  readonly quote: string;
  readonly stack: string;
  readonly worst: Verdict;
  readonly counts: readonly OutcomeCount[];
  readonly lastVerified: string;
  readonly latest: Link;
  readonly runs: number;
  readonly strength: Strength;
}

/** A card with every stack that it was seen with, the latest first. */
export interface SupportCard {
  readonly anchor: string;
  readonly card: string;
  readonly family?: Link;
  readonly rows: readonly SupportRow[];
}

/** Card by stack: the worst that came of it, when it was last seen, how well that is recorded. */
export interface SupportMatrix {
  readonly cards: readonly SupportCard[];
  /** Combinations that are not shown: there are more than a page can bear. */
  readonly others: number;
}

/** At most this many combinations stand on a page; those seen last. */
const SHOWN = 60;

export function supportMatrix(library: Library): SupportMatrix {
  const runs = newestStanding(library);
  const combinations = [
    ...Map.groupBy(runs, (run) => `${cardOf(run, library)}\n${stackOf(run, library)}`).values(),
  ];
  const shown = combinations.slice(0, SHOWN);
  const byCard = Map.groupBy(shown, ([run]) => (run === undefined ? '' : cardOf(run, library)));
  return {
    cards: [...byCard].map(([card, list]) => ({
      anchor: wordsAnchor(card),
      card,
      ...familyOf(list[0]?.[0], library),
      rows: list.flatMap(([first, ...rest]): SupportRow[] =>
        first === undefined ? [] : [supportRow([first, ...rest], library)],
      ),
    })),
    others: combinations.length - shown.length,
  };
}

function supportRow(runs: readonly [Run, ...Run[]], library: Library): SupportRow {
  const { worst, counts, latest, strength } = supportOf(runs);
  const stack = stackOf(latest, library);
  const outcomes = counts.map(({ outcome, count }) => `${count} ${outcome}`).join(', ');
  return {
    anchor: rowAnchor('seen', runs.at(-1)?.id ?? latest.id),
    quote: inOneLine(
      `${cardOf(latest, library)} with ${stack}: ${outcomes}; last verified ${runDateInWords(latest)}, ${strength}`,
    ),
    stack,
    worst,
    counts,
    lastVerified: runDateInWords(latest),
    latest: linkTo(library, 'run', latest.id),
    runs: runs.length,
    strength,
  };
}

function familyOf(run: Run | undefined, library: Library): Pick<SupportCard, 'family'> {
  const id = run?.machine.gpus[0]?.family;
  return id === undefined ? {} : { family: linkTo(library, 'gpu', id) };
}

/** The versions of the components that most runs give; what a run does not give is said to be so. */
function stackOf(run: Run, library: Library): string {
  const versions = versionsOf(run);
  const known = leadingComponents(library).flatMap((name) => {
    const all = versions.get(name) ?? [];
    return all.length === 0 ? [] : [`${name} ${all.join(' and ')}`];
  });
  return known.length === 0 ? 'stack not recorded' : known.join(', ');
}
