import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { comparisonPairs } from '../../src/model/comparison-pairs.ts';
import { accountsOf } from '../../src/publish/accounts.ts';
import { answerTables } from '../../src/publish/answer-table.ts';
import { cacheFigure } from '../../src/publish/cache-figure.ts';
import { interpretiveBadges, runBadges } from '../../src/publish/badge.ts';
import { changesPage } from '../../src/publish/changes-page.ts';
import { changesInWords } from '../../src/publish/changes-words.ts';
import { viewsOf } from '../../src/publish/companion.ts';
import { comparisonList } from '../../src/publish/comparison-list.ts';
import { comparisonOf } from '../../src/publish/comparison-of.ts';
import { editionSite } from '../../src/publish/edition-site.ts';
import { editionsPage } from '../../src/publish/editions-page.ts';
import { citationView, evidenceInWords, evidenceView } from '../../src/publish/evidence-view.ts';
import { errorPage, errorsPage } from '../../src/publish/error-page.ts';
import { experimentPage, experimentsPage } from '../../src/publish/experiment-page.ts';
import { explainerPage } from '../../src/publish/explainer-page.ts';
import { feeds } from '../../src/publish/feeds.ts';
import { findingPage } from '../../src/publish/finding-page.ts';
import { findingsPage } from '../../src/publish/findings-page.ts';
import { gpuPage, gpusPage } from '../../src/publish/gpu-page.ts';
import { homePage } from '../../src/publish/home-page.ts';
import { layerPage } from '../../src/publish/layer-page.ts';
import { llmsText } from '../../src/publish/llms-text.ts';
import { memoryTypePage, memoryTypesPage } from '../../src/publish/memory-types-page.ts';
import { optionFigure } from '../../src/publish/option-figure.ts';
import { optionPage } from '../../src/publish/option-page.ts';
import { optionsPage } from '../../src/publish/options-page.ts';
import { preview } from '../../src/publish/preview.ts';
import { probePage, probesPage } from '../../src/publish/probe-page.ts';
import { quotedPage, quotedRun } from '../../src/publish/quoted-page.ts';
import { facetsOf, facetedRun } from '../../src/publish/run-facets.ts';
import { runDescription, runPage } from '../../src/publish/run-page.ts';
import { runResults } from '../../src/publish/run-results.ts';
import { runsPage } from '../../src/publish/runs-page.ts';
import { runDocuments, searchDocuments } from '../../src/publish/search-documents.ts';
import { settingPage, settingsPage } from '../../src/publish/setting-page.ts';
import { sitemap } from '../../src/publish/sitemap.ts';
import { sourcePage, sourcesPage } from '../../src/publish/source-page.ts';
import { stackPage } from '../../src/publish/stack-page.ts';
import { supportMatrix } from '../../src/publish/support-matrix.ts';
import { type Target, urlOf } from '../../src/publish/urls.ts';
import { ALL_KINDS } from '../../src/schema/kinds.ts';
import { libraryOf } from '../library-of.ts';
import { archiveOfEditions, smallArchive } from './small-archive.ts';

const archive = smallArchive();
const { library } = archive;
const location = { base: '/' };

const items = new Map<unknown, string>(
  ALL_KINDS.flatMap((kind) =>
    [...library[kind]].map(([id, item]) => [item, `${kind} ${id}`] as const),
  ),
);

/** A view as it is read: links as words with their addresses, items of the library by their ids, no view twice. */
function readable(value: unknown, seen = new Set<unknown>()): unknown {
  if (value === undefined) return '(undefined)';
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value && seen.has(value)) return `(${String(value.id)}, as above)`;
  seen.add(value);
  const item = items.get(value);
  if (item !== undefined) return `(${item})`;
  if (value instanceof Map) return readable(Object.fromEntries(value), seen);
  if (value instanceof Set) return readable([...value], seen);
  if (Array.isArray(value)) return value.map((part) => readable(part, seen));
  const parts = Object.entries(value);
  const rest = Object.fromEntries(
    parts
      .filter(([name]) => name !== 'target' && name !== 'label')
      .map(([name, part]) => [name, readable(part, seen)]),
  );
  const { label, target } = value as { label?: unknown; target?: unknown };
  if (typeof target !== 'object' || target === null) {
    return label === undefined ? rest : { label: readable(label, seen), ...rest };
  }
  const address = urlOf(target as Target, location);
  const link = typeof label === 'string' ? `${label} → ${address}` : `→ ${address}`;
  return Object.keys(rest).length === 0 ? link : { link, ...rest };
}

const written = (views: Readonly<Record<string, unknown>>) =>
  stringify(readable(views), { lineWidth: 0, aliasDuplicateObjects: false });

const each = <T extends { readonly id: string }>(
  of: ReadonlyMap<string, T>,
  view: (item: T) => unknown,
) => Object.fromEntries([...of.values()].map((item) => [item.id, view(item)]));

test('what pages of all things show', async () => {
  const views = {
    home: homePage(library),
    stack: stackPage(library),
    'memory types': memoryTypesPage(library),
    explainer: explainerPage(library),
    accounts: accountsOf(library),
    findings: findingsPage(library),
    options: optionsPage(library),
    'figure of options': optionFigure([...library.option.values()], library),
    errors: errorsPage(library),
    probes: probesPage(library),
    gpus: gpusPage(library),
    'support matrix': supportMatrix(library),
    settings: settingsPage(library),
    experiments: experimentsPage(library),
    sources: sourcesPage(library),
    runs: runsPage(library),
    facets: facetsOf(library),
    comparisons: comparisonList(library),
    editions: editionsPage(archive),
  };
  await expect(written(views)).toMatchFileSnapshot('golden/views.yaml.txt');
});

test('what pages show where there is nothing', async () => {
  const empty = libraryOf({});
  const views = {
    home: homePage(empty),
    stack: stackPage(empty),
    'memory types': memoryTypesPage(empty),
    accounts: accountsOf(empty),
    findings: findingsPage(empty),
    options: optionsPage(empty),
    'support matrix': supportMatrix(empty),
    runs: runsPage(empty),
    facets: facetsOf(empty),
    comparisons: comparisonList(empty),
    editions: editionsPage({ library: empty, editions: [] }),
  };
  await expect(written(views)).toMatchFileSnapshot('golden/views-of-nothing.yaml.txt');
});

test('what machines are told', async () => {
  const full = { ...location, origin: 'https://example.org' };
  const views = viewsOf(archive, full).map((view) => ({
    edition: view.location.edition ?? 'today',
    badges: [...interpretiveBadges(view)].map(({ path, badge }) => ({ path, badge: badge() })),
    previews: [...view.library.finding.keys(), ...view.library.option.keys()].map((id) =>
      preview({ kind: view.library.finding.has(id) ? 'finding' : 'option', id }, view),
    ),
    'for language models': llmsText(view, archive),
  }));
  const told = {
    'search, things': searchDocuments(library),
    'search, runs': runDocuments(library),
    feeds: feeds(archive, full),
    sitemap: sitemap(archive, full, editionSite(archive)),
    badges: [...runBadges(library, full)].map(({ path, badge }) => ({ path, badge: badge() })),
    views,
  };
  await expect(written(told)).toMatchFileSnapshot('golden/views-for-machines.yaml.txt');
});

test('what changed from one edition to the next', async () => {
  const several = archiveOfEditions();
  const views = several.editions.map((edition) => {
    const page = changesPage(edition, several);
    return { page, words: changesInWords(page) };
  });
  await expect(written({ changes: views, editions: editionsPage(several) })).toMatchFileSnapshot(
    'golden/views-of-changes.yaml.txt',
  );
});

test('what the page of each thing shows', async () => {
  const site = editionSite(archive);
  const views = {
    layers: each(library.layer, (item) => layerPage(item, library)),
    'memory types': each(library['memory-type'], (item) => ({
      page: memoryTypePage(item, library),
      figure: cacheFigure(item, library),
    })),
    gpus: each(library.gpu, (item) => gpuPage(item, library)),
    settings: each(library.setting, (item) => settingPage(item, library)),
    errors: each(library.signature, (item) => errorPage(item, library)),
    probes: each(library.probe, (item) => probePage(item, library)),
    findings: each(library.finding, (item) => findingPage(item, library)),
    options: each(library.option, (item) => optionPage(item, library)),
    experiments: each(library.experiment, (item) => experimentPage(item, library)),
    sources: each(library.source, (item) => sourcePage(item, library)),
    decisions: each(library.decision, (item) => answerTables(item, library)),
    runs: each(library.run, (item) => {
      const page = runPage(item, library);
      return {
        page,
        description: runDescription(page, item, library),
        results: runResults(item, library),
        facets: facetedRun(item, library),
      };
    }),
    comparisons: comparisonPairs(library).map(({ a, b }) => comparisonOf(library, a, b)),
    'evidence in words': each(library.finding, ({ supports, contradicts, assertedBy }) => [
      ...supports.map((link) => evidenceInWords(evidenceView(link, library), 'for')),
      ...contradicts.map((link) => evidenceInWords(evidenceView(link, library), 'against')),
      ...assertedBy.map((citation) => evidenceInWords(citationView(citation, library), 'by')),
    ]),
    'quoted runs': each(library.run, (item) =>
      quotedPage(
        { title: 'A run', path: `/runs/${item.id}/`, run: quotedRun(runPage(item, library)) },
        location,
      ),
    ),
    quoted: {
      finding: quotedPage(
        {
          ...{ title: 'A finding', path: '/findings/crashes/' },
          about: { kind: 'finding', id: 'crashes' },
          versioned: { kind: 'finding', id: 'crashes' },
          frame: site.frameOf({ kind: 'finding', id: 'crashes' }, undefined),
        },
        location,
      ),
      'its edition': quotedPage(
        {
          ...{ title: 'A finding', path: '/v/then/findings/crashes/' },
          about: { kind: 'finding', id: 'crashes' },
          versioned: { kind: 'finding', id: 'crashes' },
          frame: site.frameOf({ kind: 'finding', id: 'crashes' }, 'then'),
        },
        { ...location, edition: 'then' },
      ),
      home: quotedPage({ title: 'Home', path: '/', about: { page: 'home' } }, location),
      stack: quotedPage({ title: 'Stack', path: '/stack/', about: { page: 'stack' } }, location),
      changes: quotedPage(
        { title: 'X', path: '/v/then/changes/', about: { changes: 'then' } },
        location,
      ),
      comparison: quotedPage(
        { title: 'X', path: '/compare/first/second/', about: { comparison: ['first', 'second'] } },
        location,
      ),
      other: quotedPage({ title: 'Two\nlines', path: '/search/' }, location),
    },
  };
  await expect(written(views)).toMatchFileSnapshot('golden/views-of-things.yaml.txt');
});
