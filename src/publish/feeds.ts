import type { Archive } from '../model/archive.ts';
import { runDate } from '../model/run-time.ts';
import { tallyOf } from '../model/tally.ts';
import { type ChangesPage, changesPage } from './changes-page.ts';
import { changesInWords } from './changes-words.ts';
import { cardOf, newestRuns, replacementOf } from './run-row.ts';
import { CORRECTED } from './correction-words.ts';
import { completeness } from './completeness.ts';
import { asSentence, verdictSentence } from './outcomes.ts';
import { runDateInWords } from './dates.ts';
import { type Location, urlOf } from './urls.ts';

/** Something that a reader may subscribe to. Every address is in full. */
export interface FeedView {
  /** Below the root of the site. */
  readonly path: string;
  readonly title: string;
  /** The page that it is about. */
  readonly page: string;
  readonly entries: readonly FeedEntry[];
}

/** One entry of a feed. Texts are plain. */
export interface FeedEntry {
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** A calendar day, or a moment in UTC. */
  readonly date: string;
}

const FEEDS = [
  { path: 'feed.xml', title: 'Faultline: editions', page: 'home' },
  { path: 'runs/feed.xml', title: 'Faultline: runs', page: 'runs' },
  {
    path: 'findings/feed.xml',
    title: 'Faultline: findings that changed their status',
    page: 'findings',
  },
] as const;

/** All runs stand in their lists; a feed has the latest. */
const RUNS_SHOWN = 100;

/** Atom names everything by its full address, so there are feeds only where the site knows its own. */
export function feedLinks(location: Location): { label: string; url: string }[] {
  if (location.origin === undefined) return [];
  const root = urlOf({ page: 'home' }, { ...location, edition: undefined });
  return FEEDS.map(({ path, title }) => ({ label: title, url: `${root}${path}` }));
}

/** Every feed of the site; none where the site does not know its address. */
export function feeds(archive: Archive, location: Location): FeedView[] {
  if (location.origin === undefined) return [];
  const entries = {
    home: () => editionEntries(archive, location),
    runs: () => runEntries(archive, location),
    findings: () => findingEntries(archive, location),
  };
  return FEEDS.map(({ path, title, page }) => ({
    path,
    title,
    page: urlOf({ page }, location),
    entries: entries[page](),
  }));
}

function editionEntries(archive: Archive, location: Location): FeedEntry[] {
  return archive.editions.toReversed().map((edition) => {
    const { id, title, summary, frozenOn } = edition.manifest;
    return {
      url: urlOf({ changes: id }, location),
      title: `Edition ${id}: ${title}`,
      summary: `${summary} ${changesInWords(changesPage(edition, archive))}`,
      date: frozenOn,
    };
  });
}

function runEntries({ library, editions }: Archive, location: Location): FeedEntry[] {
  const frozen = new Set(editions.at(-1)?.manifest.runs.map(({ id }) => id));
  const runs = newestRuns(library);
  // An old run may have been taken in yesterday: what no edition knows comes first.
  return runs
    .toSorted((a, b) => Number(frozen.has(a.id)) - Number(frozen.has(b.id)))
    .slice(0, RUNS_SHOWN)
    .map((run) => {
      const tally = tallyOf(run);
      return {
        url: urlOf({ kind: 'run', id: run.id }, location),
        title: run.title,
        summary: [
          `${runDateInWords(run)}, ${cardOf(run, library)}.`,
          verdictSentence(tally),
          asSentence(completeness(tally)),
          ...(replacementOf(library, run.id) === undefined ? [] : [asSentence(CORRECTED)]),
        ].join(' '),
        date: runDate(run),
      };
    });
}

/** A status changes in an edition: an entry leads to the finding as that edition has it. */
function findingEntries(archive: Archive, location: Location): FeedEntry[] {
  return archive.editions.toReversed().flatMap((edition) => {
    const { id, frozenOn } = edition.manifest;
    const within = { ...location, edition: id };
    return changesPage(edition, archive).statusChanged.map((change) => {
      const { link, from, to } = change;
      return {
        url: urlOf(link.target, within),
        title: `${to.words} (was ${from.words}): ${link.label}`,
        summary: [
          `In edition ${id} this finding is ${to.words}; before it was ${from.words}.`,
          ...whatDecided(change),
        ].join(' '),
        date: frozenOn,
      };
    });
  });
}

function whatDecided({
  because,
  setByHand,
  supersededBy,
  noEvidence,
}: ChangesPage['statusChanged'][number]): string[] {
  if (setByHand !== undefined) {
    return [`It was set by hand by ${setByHand.by} on ${setByHand.on}.`];
  }
  if (supersededBy !== undefined) return [`What replaces it: ${supersededBy.label}`];
  if (noEvidence === true) return ['Nothing here weighs for it or against it.'];
  if (because?.link === undefined) return [];
  return [`What decided it: ${because.link.label}, ${because.weightWhy}.`];
}
