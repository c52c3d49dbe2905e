import { type Archive, counterpart, type FrozenEdition, oldIdsOf } from '../model/archive.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Library } from '../model/library.ts';
import type { Outcome } from '../schema/run.ts';
import type { Retirement } from '../schema/retirement.ts';
import { ALL_KINDS } from '../schema/kinds.ts';
import { question } from '../model/trace.ts';
import { dateInWords } from './dates.ts';
import { factsOfPages } from './facts.ts';
import { linksTo, nameOf } from './links.ts';
import { hasPages, type Link, type PageKind, pathOf, type Target } from './urls.ts';

/** A page that editions have: an index page, or the page of one thing. */
export type VersionedTarget = Extract<Target, { page: unknown } | { kind: unknown }>;

/** One entry of the edition switcher. */
export interface EditionLink {
  /** Left out: the pages of today. */
  readonly edition?: string;
  readonly label: string;
  readonly hint: string;
  readonly target: VersionedTarget;
  readonly here: boolean;
  /** The page says that the edition does not have it. */
  readonly absent: boolean;
}

/** What a page shows of the editions around it. */
export interface EditionFrame {
  readonly links: readonly EditionLink[];
  /** On a page of an edition: what it is, and the same page today. */
  readonly banner?: {
    readonly edition: string;
    readonly title: string;
    readonly asOf: string;
    readonly draft: boolean;
    readonly reconstructed: boolean;
    readonly newest: boolean;
    readonly today: VersionedTarget;
  };
  /** On a page of today: the newest edition that says the same, or since which one it has changed. */
  readonly cite?: {
    readonly edition: string;
    readonly title: string;
    readonly same: boolean;
    readonly draft: boolean;
  };
}

/** An address that once led to a thing, or that somebody may try, and does not hold its page. */
export type Elsewhere =
  | {
      readonly is: 'absent';
      readonly edition: string;
      readonly kind: PageKind;
      readonly id: string;
      readonly name: string;
      readonly since: string;
      readonly sinceEdition?: string;
      readonly renamedTo?: Link;
    }
  | { readonly is: 'moved'; readonly kind: PageKind; readonly id: string; readonly to: Link }
  | {
      readonly is: 'retired';
      readonly kind: PageKind;
      readonly id: string;
      readonly on: string;
      readonly reason: string;
      readonly sha256?: string;
      readonly became: readonly Link[];
      /** The results of a run that may still be told: their anchors stay. */
      readonly results: readonly { readonly id: string; readonly outcome: Outcome }[];
    };

/** Everything that pages need to know of the editions. */
export interface EditionSite {
  readonly frameOf: (target: VersionedTarget, edition: string | undefined) => EditionFrame;
  /** The day since when editions say what the page of today says; undefined where none does. */
  readonly sameSince: (target: VersionedTarget) => string | undefined;
  readonly elsewhere: readonly Elsewhere[];
  /** The same entry, looked up anew. */
  readonly elsewhereAt: (page: Elsewhere) => Elsewhere;
}

/** Works out, once for a whole site, which edition has which page and says what on it. */
export function editionSite(archive: Archive): EditionSite {
  const today = factTexts(archive.library);
  const texts = new Map(
    archive.editions.map(({ manifest, library }) => [manifest.id, factTexts(library)]),
  );
  const frame = question('frame', (of: string, edition: string | null) =>
    frameOf(JSON.parse(of) as VersionedTarget, edition ?? undefined),
  );
  const since = question('same-since', (of: string) =>
    sameSince(JSON.parse(of) as VersionedTarget),
  );
  const all = elsewhere(archive);
  const keyOf = (page: Elsewhere) => `${page.is === 'absent' ? page.edition : ''} ${pathOf(page)}`;
  const at = question('elsewhere', (key: string) => all.find((page) => keyOf(page) === key));
  return {
    frameOf: (target, edition) => frame(JSON.stringify(target), edition ?? null),
    sameSince: (target) => since(JSON.stringify(target)),
    elsewhere: all,
    elsewhereAt: (page) => at(keyOf(page)) ?? page,
  };

  function frameOf(target: VersionedTarget, edition: string | undefined): EditionFrame {
    const links = editionLinks(archive, target, edition);
    const frozen = archive.editions.find(({ manifest }) => manifest.id === edition);
    if (frozen !== undefined) return { links, banner: banner(archive, frozen, target) };
    const path = pathOf(target);
    const cited = archive.editions
      .toReversed()
      .find(({ manifest }) => texts.get(manifest.id)?.get(path) === today.get(path));
    const since = archive.editions
      .toReversed()
      .find(({ manifest }) => texts.get(manifest.id)?.has(path));
    const shown = cited ?? since;
    if (shown === undefined || !today.has(path)) return { links };
    const { id, title, state } = shown.manifest;
    return {
      links,
      cite: { edition: id, title, same: cited !== undefined, draft: state === 'draft' },
    };
  }

  function sameSince(target: VersionedTarget): string | undefined {
    const path = pathOf(target);
    const said = archive.editions
      .toReversed()
      .map(({ manifest }) => ({ manifest, text: texts.get(manifest.id)?.get(path) }));
    const changed = said.findIndex(({ text }) => text !== today.get(path));
    const same = changed === -1 ? said : said.slice(0, changed);
    return same.at(-1)?.manifest.frozenOn;
  }
}

/** The facts of each page as a text, made when it is asked for. */
function factTexts(library: Library): Pick<ReadonlyMap<string, string>, 'has' | 'get'> {
  const pages = new Map(factsOfPages(library).map((page) => [page.path, page]));
  const made = new Map<string, string>();
  const get = (path: string) => {
    const page = pages.get(path);
    if (page === undefined) return undefined;
    const text = made.get(path) ?? canonicalJson(page.facts);
    made.set(path, text);
    return text;
  };
  return { has: (path) => pages.has(path), get };
}

function editionLinks(
  archive: Archive,
  target: VersionedTarget,
  edition: string | undefined,
): EditionLink[] {
  const from =
    archive.editions.find(({ manifest }) => manifest.id === edition)?.library ?? archive.library;
  const entry = (
    library: Library,
    id: string | undefined,
    label: string,
    hint: string,
  ): EditionLink => {
    const same = 'kind' in target ? counterpart(target.kind, target.id, from, library) : undefined;
    const absent = 'kind' in target && same === undefined;
    return {
      ...(id === undefined ? {} : { edition: id }),
      label,
      hint,
      target: 'kind' in target && same !== undefined ? { kind: target.kind, id: same } : target,
      here: id === edition,
      absent,
    };
  };
  return [
    entry(archive.library, undefined, 'Today', 'what is known now'),
    ...archive.editions.toReversed().map(({ manifest, library }) => {
      const draft = manifest.state === 'draft' ? ', draft' : '';
      return entry(library, manifest.id, manifest.id, `${manifest.title}${draft}`);
    }),
  ];
}

function banner(
  archive: Archive,
  { manifest, library }: FrozenEdition,
  target: VersionedTarget,
): NonNullable<EditionFrame['banner']> {
  const id =
    'kind' in target ? counterpart(target.kind, target.id, library, archive.library) : undefined;
  return {
    edition: manifest.id,
    title: manifest.title,
    asOf: dateInWords(manifest.asOf),
    draft: manifest.state === 'draft',
    reconstructed: manifest.asOf !== manifest.frozenOn,
    newest: archive.editions.at(-1)?.manifest.id === manifest.id,
    today: 'kind' in target && id !== undefined ? { kind: target.kind, id } : target,
  };
}

function elsewhere(archive: Archive): Elsewhere[] {
  const { library, editions } = archive;
  const libraries = [...editions.map((edition) => edition.library), library];
  return ALL_KINDS.filter(hasPages).flatMap((kind) => {
    const retired = [...library.retirement.values()].filter((r) => r.kind === kind);
    const old = [...(library[kind] as ReadonlyMap<string, object>).values()].flatMap(oldIdsOf);
    const known = libraries.flatMap((one) => [...one[kind].keys()]);
    const ids = [...new Set([...known, ...old, ...retired.map(({ was }) => was)])].toSorted();
    return ids.flatMap((id): Elsewhere[] => [
      ...gone(archive, kind, id, retired),
      ...(kind === 'run' || !known.includes(id)
        ? []
        : editions.flatMap((edition) => absentFrom(archive, edition, kind, id))),
    ]);
  });
}

/** What stands at an address of today whose thing is not in the library. */
function gone(
  { library }: Archive,
  kind: PageKind,
  id: string,
  retired: readonly Retirement[],
): Elsewhere[] {
  if (library[kind].has(id)) return [];
  const became = counterpart(kind, id, library, library);
  if (became !== undefined) {
    const to = { label: nameOf(library, kind, became), target: { kind, id: became } };
    return [{ is: 'moved', kind, id, to }];
  }
  const retirement = retired.find(({ was }) => was === id);
  if (retirement === undefined) return [];
  const { on, reason, becameIds, sha256, remains } = retirement;
  return [
    {
      is: 'retired',
      kind,
      id,
      on: dateInWords(on),
      reason,
      became: linksTo(library, kind, becameIds),
      results: (remains?.results ?? []).map(({ id: result, outcome }) => ({ id: result, outcome })),
      ...(sha256 === undefined ? {} : { sha256 }),
    },
  ];
}

/** What stands in an edition at the address of a thing that another one has. */
function absentFrom(
  { library, editions }: Archive,
  edition: FrozenEdition,
  kind: PageKind,
  id: string,
): Elsewhere[] {
  if (edition.library[kind].has(id)) return [];
  const first = editions.find((other) => other.library[kind].has(id));
  const holder = first?.library ?? library;
  const renamed = counterpart(kind, id, holder, edition.library);
  return [
    {
      is: 'absent',
      edition: edition.manifest.id,
      kind,
      id,
      name: nameOf(holder, kind, id),
      since:
        first === undefined
          ? 'the pages of today, which have it'
          : `edition ${first.manifest.id}, which has it`,
      ...(first === undefined ? {} : { sinceEdition: first.manifest.id }),
      ...(renamed === undefined
        ? {}
        : {
            renamedTo: {
              label: nameOf(edition.library, kind, renamed),
              target: { kind, id: renamed },
            },
          }),
    },
  ];
}
