import { type Archive, counterpart, type FrozenEdition } from '../model/archive.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Library } from '../model/library.ts';
import type { Kind } from '../schema/id.ts';
import { dateInWords } from './dates.ts';
import { type Departed, departed } from './departed.ts';
import { type FindingChanges, findingChanges } from './finding-changes.ts';
import { linkTo, linkToPage } from './links.ts';
import { optionPage } from './option-page.ts';
import { linksToPlaces } from './places.ts';
import { runLink } from './run-row.ts';
import { hasPages, type Link, listOf } from './urls.ts';

/** What changed from one edition to the next, as facts. */
export interface ChangesPage extends FindingChanges {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly asOf: string;
  readonly before?: string;
  readonly options: readonly {
    readonly link: Link;
    readonly cells: readonly {
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }[];
  }[];
  readonly things: readonly {
    readonly kind: Kind;
    /** The page that lists all of them, where there is one. */
    readonly list?: Link;
    readonly added: readonly Link[];
    readonly changed: readonly Link[];
    readonly removed: readonly string[];
    /** The same, with what they were called and why they went. */
    readonly departed: readonly Departed[];
  }[];
  readonly runs: readonly Link[];
}

/** Of more new or changed things of a kind than these, a page says how many they are: their list names them. */
export const NAMED = 40;

/** Where an option had no such cell, or was not there at all. */
export const NOT_IN_IT = 'not in it';

/** What is told of by its pages alone: that they are new, read otherwise, or are gone. */
const THINGS = [
  'layer',
  'memory-type',
  'gpu',
  'setting',
  'signature',
  'probe',
  'experiment',
  'source',
  'decision',
  'prose',
  'note',
] as const;

/** What changed in an edition since the one before it; for the first, everything is new. */
export function changesPage(edition: FrozenEdition, { editions }: Archive): ChangesPage {
  const { manifest, library: now } = edition;
  const at = editions.findIndex((other) => other.manifest.id === manifest.id);
  const before = editions[at - 1];
  const head = {
    id: manifest.id,
    title: manifest.title,
    summary: manifest.summary,
    asOf: dateInWords(manifest.asOf),
  };
  if (before === undefined) {
    return {
      ...head,
      statusChanged: [],
      sameStatus: [],
      newFindings: [],
      withdrawn: [],
      options: [],
      things: [],
      runs: [],
    };
  }
  const then = before.library;
  const known = new Set(before.manifest.runs.map(({ id }) => id));
  const options = optionChanges(then, now);
  return {
    ...head,
    before: before.manifest.id,
    ...findingChanges(then, now),
    options,
    things: [
      ...THINGS.map((kind) => thingChanges(kind, then, now)),
      furtherOptionChanges(options, then, now),
    ].filter(({ added, changed, removed }) => added.length + changed.length + removed.length > 0),
    runs: manifest.runs
      .filter(({ id }) => !known.has(id) && now.run.has(id))
      .map(({ id }) => runLink(now, id)),
  };
}

function optionChanges(then: Library, now: Library): ChangesPage['options'] {
  return [...now.option.values()]
    .map((option) => {
      const id = counterpart('option', option.id, now, then);
      const old = id === undefined ? undefined : then.option.get(id);
      const [before, after] = [
        old && cellsOf(optionPage(old, then)),
        cellsOf(optionPage(option, now)),
      ];
      return {
        link: linkTo(now, 'option', option.id),
        cells: Object.entries(after).flatMap(([name, to]) => {
          const from = before?.[name] ?? NOT_IN_IT;
          return from === to ? [] : [{ name, from, to }];
        }),
      };
    })
    .filter(({ cells }) => cells.length > 0);
}

function cellsOf(page: ReturnType<typeof optionPage>): Record<string, string> {
  const unknown = 'unknown';
  const list = (statements: readonly { text: string }[]) =>
    statements.length === 0 ? unknown : statements.map(({ text }) => text).join(' ');
  return {
    status: page.statusMeans,
    complexity: page.complexity?.value ?? unknown,
    chance: page.chance?.value ?? unknown,
    time: page.hours?.value ?? unknown,
    cost: page.costs.map(({ value }) => value).join(', ') || unknown,
    needs: list(page.requires),
    'blocked by': list(page.blockers),
  };
}

function thingChanges(
  kind: (typeof THINGS)[number] | 'option',
  then: Library,
  now: Library,
): ChangesPage['things'][number] {
  const ids = [...now[kind].keys()];
  const old = (id: string) => counterpart(kind, id, now, then);
  const differs = (id: string) => {
    const before = old(id);
    if (before === undefined) return false;
    return canonicalJson(now[kind].get(id)) !== canonicalJson(then[kind].get(before));
  };
  const gone = departed(kind, then, now);
  return {
    kind,
    ...(hasPages(kind) ? { list: linkToPage(listOf(kind)) } : {}),
    added: linksToPlaces(
      now,
      kind,
      ids.filter((id) => old(id) === undefined),
    ),
    changed: linksToPlaces(now, kind, ids.filter(differs)),
    removed: gone.map(({ id }) => id),
    departed: gone,
  };
}

/** What changed in the ways forward beyond their cells: other words, and what is gone. */
function furtherOptionChanges(
  options: ChangesPage['options'],
  then: Library,
  now: Library,
): ChangesPage['things'][number] {
  const told = new Set(options.map(({ link }) => JSON.stringify(link.target)));
  const all = thingChanges('option', then, now);
  return {
    ...all,
    added: [],
    changed: all.changed.filter(({ target }) => !told.has(JSON.stringify(target))),
  };
}
