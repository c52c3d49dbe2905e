import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { currentArchive } from './archive.ts';
import { previewPath } from './preview-path.ts';
import { diagramTexts } from './diagrams.ts';
import type { Archive } from './model/archive.ts';
import type { Library } from './model/library.ts';
import { formatProblem } from './model/problem.ts';
import { note } from './model/trace.ts';
import type { Item } from './schema/kinds.ts';
import { handedOver } from './handover.ts';
import { type View, viewsOf } from './publish/companion.ts';
import { badgeUrl, resultBadgePath } from './publish/badge.ts';
import { editionSite } from './publish/edition-site.ts';
import { promisedWords } from './publish/former-anchors.ts';
import { hasMarkdown, isReported } from './publish/markdown/page-markdown.ts';
import { DEFAULT_CACHE, DrawingCache, drawingKey } from './render/drawing-cache.ts';
import { label, linkTo } from './publish/markdown/text.ts';
import { reportOf } from './publish/markdown-twin.ts';
import { preview } from './publish/preview.ts';
import { type StructuredData, structuredData } from './publish/structured-data.ts';
import { type Location, type PageKind, type PageTarget, twinUrl, urlOf } from './publish/urls.ts';

const given = handedOver();

const folder = process.env['FAULTLINE_CONTENT'] ?? 'content';

const drawings = new DrawingCache(process.env['FAULTLINE_CACHE'] ?? DEFAULT_CACHE);

/** Everything that this site is built from, read once. */
export const archive: Archive = load();

/** What is known today. */
export const library: Library = archive.library;

/** What every page must know of the editions: which have it, and what they say on it. */
export const editionsOfSite = given?.editions ?? editionSite(archive);

/** The anchors of words that editions promised on a page, by which links to them still land. */
export const promisedWordsOf = promisedWords(archive);

function load(): Archive {
  if (given !== undefined) return given.archive;
  const reading = currentArchive(folder);
  if (reading.archive) return reading.archive;
  throw new Error(
    `${folder}/ has problems:\n\n${reading.problems.map(formatProblem).join('\n\n')}`,
  );
}

/** The interpretations as of today and as of every edition, each with the route parameter it is served under. */
const views: readonly { readonly edition: string | undefined; readonly library: Library }[] = [
  { edition: undefined, library },
  ...archive.editions.map(({ manifest, library: frozen }) => ({
    edition: `v/${manifest.id}`,
    library: frozen,
  })),
];

/** The static paths of a page that every edition has. */
export function editionPaths() {
  return views.map(({ edition, library: of }) => ({ params: { edition }, props: { library: of } }));
}

/**
 * Props of a page, each read when the page is drawn and not when its path is listed: so that it is known
 * what the page was made from.
 */
export function propsOf<T extends object>(props: { readonly [K in keyof T]: () => T[K] }): T {
  const get = Object.entries(props).map(([name, read]) => [name, { get: read, enumerable: true }]);
  return Object.defineProperties({}, Object.fromEntries(get) as PropertyDescriptorMap) as T;
}

/** The static paths of the pages of one kind, in every edition. */
export function itemPaths<K extends PageKind>(kind: K) {
  return views.flatMap(({ edition, library: of }) =>
    [...of[kind].keys()].map((id) => ({
      params: { edition, id },
      props: propsOf({ library: () => of, item: () => itemOf(of, kind, id) }),
    })),
  );
}

function itemOf<K extends PageKind>(of: Library, kind: K, id: string): Item<K> {
  const item = of[kind].get(id);
  if (item === undefined) throw new Error(`There is no ${kind} ${id}.`);
  return item;
}

/** A run that there is. */
export function runNamed(id: string): Item<'run'> {
  return itemOf(library, 'run', id);
}

/** The static paths of runs. */
export function runPaths() {
  return [...library.run.keys()].map((id) => ({
    params: { id },
    props: propsOf({ run: () => runNamed(id) }),
  }));
}

/** The props of the page of two runs. */
export function pairProps(a: string, b: string) {
  return propsOf({ a: () => runNamed(a), b: () => runNamed(b) });
}

/** The names of all evidence files that a run names. */
export function evidenceFiles(): string[] {
  const paths = [...library.run.values()].flatMap((run) => run.evidence.map(({ path }) => path));
  return [...new Set(paths.filter((path) => path !== undefined).map((path) => basename(path)))];
}

/** The bytes of one evidence file. */
export function readEvidence(file: string): Uint8Array<ArrayBuffer> {
  note(`evidence:${basename(file)}`);
  return new Uint8Array(readFileSync(join(folder, 'evidence', basename(file))));
}

/** Other forms of a page, and where they stand. */
export interface PageForms {
  readonly json: string;
  /** The address of the page in Markdown, where it has one. */
  readonly markdown?: string;
  /** The same text, on pages that issues are about. */
  readonly report?: string;
  readonly data?: StructuredData;
  readonly badge?: BadgeLink;
  /** The picture by which a link is announced, in full; only where the site knows its address. */
  readonly picture?: { readonly url: string; readonly alt: string };
}

/** The forms of a page beside its HTML. Links between pages have no origin, texts for elsewhere have. */
export function formsOf(
  target: PageTarget,
  shown: { readonly title: string; readonly description: string },
  location: Location,
): PageForms {
  const here = { base: location.base, edition: location.edition };
  const view = viewAt(location);
  const report = isReported(target) ? reportOf(target, view, editionsOfSite) : undefined;
  const data = structuredData(target, shown, view, archive);
  return {
    json: twinUrl(target, 'json', here),
    ...(hasMarkdown(target) ? { markdown: twinUrl(target, 'md', here) } : {}),
    ...(report === undefined ? {} : { report }),
    ...(data === undefined ? {} : { data }),
    ...badgeLink(target, shown.title, location),
    ...pictureOf(target, view),
  };
}

function pictureOf(target: PageTarget, view: View): Pick<PageForms, 'picture'> {
  const { base, origin } = view.location;
  if (origin === undefined) return {};
  const shown = preview(target, view);
  const url = `${urlOf({ page: 'home' }, { base, origin })}${previewPath(shown)}`;
  return { picture: { url, alt: `${shown.kind}: ${shown.title}: ${shown.verdict}` } };
}

/** The badge of a page, and the Markdown that shows it elsewhere. */
export interface BadgeLink {
  readonly src: string;
  readonly markdown: string;
}

/** So many results of a run are given with their badge, what did not pass first. */
const RESULT_BADGES = 12;

function badgeLink(
  target: PageTarget,
  title: string,
  location: Location,
): Pick<PageForms, 'badge'> {
  const url = badgeUrl(target, location);
  if (url === undefined) return {};
  const { base, edition } = location;
  const src = `${badgeUrl(target, { base, edition }) ?? ''}.svg`;
  const page = urlOf(target, location);
  const run = 'kind' in target && target.kind === 'run' ? library.run.get(target.id) : undefined;
  const root = urlOf({ page: 'home' }, { ...location, edition: undefined });
  const results = (run?.results ?? [])
    .toSorted((a, b) => Number(a.outcome === 'pass') - Number(b.outcome === 'pass'))
    .slice(0, RESULT_BADGES)
    .map((result) =>
      badgeMarkdown(result.id, `${root}${resultBadgePath(result)}`, `${page}#${result.id}`),
    );
  return { badge: { src, markdown: [badgeMarkdown(title, url, page), ...results].join('\n') } };
}

function badgeMarkdown(title: string, url: string, page: string): string {
  return linkTo(`![${label(title)}](${url}.svg)`, page);
}

function viewAt(location: Location): View {
  const { base, origin, edition } = location;
  if (edition === undefined) return { library, location: { base, origin } };
  const all = viewsOf(archive, { base, origin });
  return all.find((view) => view.location.edition === edition) ?? { library, location };
}

/** A diagram as it was drawn before the build; undefined where that could not be done. */
export function drawingOf(text: string): string | undefined {
  const key = drawingKey(text);
  note(`drawing:${key}`);
  return drawings.read(key);
}

let drawable: ReadonlySet<string> | undefined;

/** The same for a diagram made from data, which must be among those that were to be drawn. */
export function madeDrawingOf(text: string): string | undefined {
  drawable ??= diagramTexts(archive);
  if (drawable.has(text)) return drawingOf(text);
  throw new Error(
    `Nobody draws this diagram, since publish/diagrams.ts does not name it:\n${text}`,
  );
}
