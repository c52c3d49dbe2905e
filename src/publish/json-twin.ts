import type { Archive } from '../model/archive.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import { type TwinName, twinSchemaName } from '../schema/page-twin.ts';
import { changesPage } from './changes-page.ts';
import { shared } from '../model/kept.ts';
import { type Companion, companion, fileOf, type View, viewsOf } from './companion.ts';
import { comparisonTwins } from './comparison-twin.ts';
import { manifestPath } from './edition-files.ts';
import { editionsPage } from './editions-page.ts';
import { factsOfPages, type PageFacts } from './facts.ts';
import { feedLinks } from './feeds.ts';
import { CORRECTED } from './correction-words.ts';
import { linkToPage, nameOf } from './links.ts';
import { hasMarkdown } from './markdown/page-markdown.ts';
import { runLists, runListUrl, runSummary } from './run-lists.ts';
import { newestFirst, replacementOf } from './run-row.ts';
import { schemaLinks } from './schema-files.ts';
import { twin, withUrls } from './twin-file.ts';
import { isProsePage, type IndexPage, type Location, type PageKind, urlOf } from './urls.ts';

/** The same page for programs: `index.json` beside `index.html`, of every page. */
export function* jsonTwins(archive: Archive, location: Location): Generator<Companion> {
  for (const view of viewsOf(archive, location)) yield* interpretiveTwins(view, archive);
  yield* runTwins(archive.library, location);
  yield* comparisonTwins(archive.library, location);
  yield* editionTwins(archive, location);
  for (const page of archive.library.prose.values()) {
    if (isProsePage(page.id)) {
      const { id } = page;
      yield twin('prose-page', { page: id }, { location }, () => {
        const facts = archive.library.prose.get(id) ?? page;
        return { title: facts.title, facts };
      });
    }
  }
}

const ITEM_TWINS: Readonly<Record<Exclude<PageKind, 'run'>, TwinName>> = {
  layer: 'layer-page',
  'memory-type': 'memory-type-page',
  gpu: 'gpu-page',
  setting: 'setting-page',
  signature: 'error-page',
  probe: 'probe-page',
  finding: 'finding-page',
  option: 'option-page',
  experiment: 'experiment-page',
  source: 'source-page',
};

function* interpretiveTwins(view: View, archive: Archive): Generator<Companion> {
  for (const page of factsOfPages(view.library)) {
    const { target } = page;
    const name =
      'page' in target
        ? (`${target.page}-page` as TwinName)
        : target.kind === 'run'
          ? undefined
          : ITEM_TWINS[target.kind];
    if (name === undefined) continue;
    yield twin(name, target, view, () => {
      const { facts } = page;
      const home = 'page' in target && target.page === 'home';
      return {
        title: titleOf(target, view.library),
        facts: home ? { ...facts, ...indexOfEverything(view, archive) } : facts,
      };
    });
  }
}

/** What a page is called. Backticks mark code. */
export function titleOf(
  target: { readonly page: IndexPage } | { readonly kind: PageKind; readonly id: string },
  library: Library,
): string {
  return 'kind' in target ? nameOf(library, target.kind, target.id) : linkToPage(target.page).label;
}

function indexOfEverything({ library, location }: View, archive: Archive) {
  return {
    contents: factsOfPages(library).map(({ target }) => ({
      ...('kind' in target ? { kind: target.kind, id: target.id } : {}),
      title: titleOf(target, library),
      url: urlOf(target, location),
      status: statusOf(target, library),
      forms: hasMarkdown(target) ? ['json', 'md'] : ['json'],
    })),
    editions: archive.editions.toReversed().map(({ manifest: { id, title, asOf, state } }) => ({
      id,
      title,
      asOf,
      state,
      url: urlOf({ page: 'home' }, { ...location, edition: id }),
    })),
    also: [
      { label: 'Runs', url: urlOf({ page: 'runs' }, location) },
      { label: 'Compare runs', url: urlOf({ page: 'compare' }, location) },
      { label: 'Editions', url: urlOf({ page: 'editions' }, location) },
      ...feedLinks(location),
      ...schemaLinks(location),
    ],
  };
}

export function statusOf(target: PageFacts['target'], library: Library): string | undefined {
  if (!('kind' in target)) return undefined;
  const finding = target.kind === 'finding' ? library.finding.get(target.id) : undefined;
  if (finding !== undefined) return standingOf(finding, library).status;
  if (target.kind === 'run' && replacementOf(library, target.id) !== undefined) return CORRECTED;
  return target.kind === 'option' ? library.option.get(target.id)?.status : undefined;
}

const NEWEST_SHOWN = 20;

function* runTwins(library: Library, location: Location): Generator<Companion> {
  const lists = shared(() => runLists(library));
  yield twin('runs-page', { page: 'runs' }, { location }, () => ({
    title: linkToPage('runs').label,
    facts: {
      runs: library.run.size,
      newest: newestFirst(library.run.values())
        .slice(0, NEWEST_SHOWN)
        .map((run) => runSummary(run, library, location)),
      lists: lists().map(({ year, runs }) => ({
        year,
        runs: runs.length,
        url: runListUrl(year, location),
      })),
    },
  }));
  for (const { year } of lists()) {
    const url = runListUrl(year, location);
    yield companion(fileOf(url, location), () => {
      const runs = lists().find((list) => list.year === year)?.runs ?? [];
      return canonicalJson({
        schema: twinSchemaName('run-list'),
        url,
        title: `Runs of ${year}`,
        facts: { year, runs: runs.map((run) => runSummary(run, library, location)) },
      });
    });
  }
}

function* editionTwins(archive: Archive, location: Location): Generator<Companion> {
  const editions = () =>
    editionsPage(archive).map((row) => {
      const { id, title, summary, findings, runs, statuses } = row;
      const manifest = archive.editions.find((one) => one.manifest.id === id)?.manifest;
      return {
        ...{ id, title, summary, findings, runs, statuses },
        asOf: manifest?.asOf,
        frozenOn: manifest?.frozenOn,
        state: manifest?.state,
        url: urlOf({ page: 'home' }, { ...location, edition: id }),
        changes: urlOf({ changes: id }, location),
        manifest: `${urlOf({ page: 'home' }, location)}${manifestPath(id)}`,
      };
    });
  yield twin('editions-page', { page: 'editions' }, { location }, () => ({
    title: linkToPage('editions').label,
    facts: { editions: editions() },
  }));
  for (const edition of archive.editions) {
    const { id, asOf } = edition.manifest;
    yield twin('changes-page', { changes: id }, { location }, () => ({
      title: `What changed in edition ${id}`,
      facts: withUrls(
        { ...changesPage(edition, archive), asOf },
        {
          ...location,
          edition: id,
        },
      ) as object,
    }));
  }
}
