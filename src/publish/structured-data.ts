import type { Archive } from '../model/archive.ts';
import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import type { Finding } from '../schema/finding.ts';
import type { Run } from '../schema/run.ts';
import type { View } from './companion.ts';
import { runDate, timesOf } from '../model/run-time.ts';
import { statusWords } from './finding-row.ts';
import { type PageTarget, twinUrl, urlOf } from './urls.ts';

/** What a page says of itself in the words of schema.org. */
export interface StructuredData {
  readonly '@context': 'https://schema.org';
  readonly '@type': string;
  readonly [name: string]: unknown;
}

/** The page as it is shown: title and description, both plain text. */
interface Shown {
  readonly title: string;
  readonly description: string;
}

const PUBLISHER = { '@type': 'Organization', name: 'Faultline' } as const;

/** Kinds whose pages explain something. */
const ARTICLES: ReadonlySet<string> = new Set([
  'layer',
  'memory-type',
  'gpu',
  'setting',
  'signature',
  'option',
  'experiment',
  'stack',
  'memory-types',
]);

/**
 * A page in the vocabulary of schema.org where one fits: a run or an edition is a Dataset, a finding a
 * ClaimReview, a page that explains something a TechArticle. Undefined: none fits. Nothing is said that
 * the page does not show.
 */
export function structuredData(
  target: PageTarget,
  { title, description }: Shown,
  view: View,
  archive: Archive,
): StructuredData | undefined {
  const { library, location, edition } = view;
  const url = urlOf(target, location);
  const common = { '@context': 'https://schema.org', name: title, description, url } as const;
  const part =
    edition === undefined
      ? {}
      : { isPartOf: { '@type': 'Dataset', name: `Edition ${edition.id}`, url: homeOf(view) } };
  if ('changes' in target || 'comparison' in target) return undefined;
  if ('kind' in target && target.kind === 'run') {
    const run = library.run.get(target.id);
    return run && { ...common, '@type': 'Dataset', ...runData(run, target, view) };
  }
  if ('kind' in target && target.kind === 'finding') {
    const finding = library.finding.get(target.id);
    return finding && { ...common, '@type': 'ClaimReview', ...part, ...review(finding, library) };
  }
  if ('page' in target && target.page === 'home') {
    return { ...common, '@type': 'Dataset', ...editionData(view, archive) };
  }
  if (!ARTICLES.has('kind' in target ? target.kind : target.page)) return undefined;
  return { ...common, '@type': 'TechArticle', headline: title, publisher: PUBLISHER, ...part };
}

function homeOf({ location }: View): string {
  return urlOf({ page: 'home' }, location);
}

function download(contentUrl: string) {
  return { '@type': 'DataDownload', encodingFormat: 'application/json', contentUrl };
}

function runData(run: Run, target: PageTarget, { location }: View) {
  const { start, end, notBefore, notAfter } = timesOf(run);
  const { sources } = run.provenance;
  const day = (moment: string | undefined) => moment?.slice(0, 10) ?? '..';
  const interval = `${day(start ?? notBefore)}/${day(end ?? notAfter)}`;
  return {
    identifier: run.id,
    temporalCoverage: end === undefined && start !== undefined ? runDate(run) : interval,
    distribution: download(twinUrl(target, 'json', location)),
    isBasedOn: sources.flatMap(({ url }) => (url === undefined ? [] : [url])),
  };
}

function review(finding: Finding, library: Library) {
  const { status } = standingOf(finding, library);
  const places = finding.assertedBy.map(({ source }) => library.source.get(source)?.url);
  const said = [...new Set(places)].flatMap((url) =>
    url === undefined ? [] : [{ '@type': 'CreativeWork', url }],
  );
  return {
    claimReviewed: finding.claim.replaceAll('`', ''),
    author: PUBLISHER,
    reviewRating: { '@type': 'Rating', alternateName: statusWords(finding, status) },
    ...(said.length === 0 ? {} : { itemReviewed: { '@type': 'Claim', appearance: said } }),
  };
}

function editionData(view: View, { editions }: Archive) {
  const { edition, location } = view;
  const manifest = editions.find(({ manifest: one }) => one.id === edition?.id)?.manifest;
  return {
    distribution: download(twinUrl({ page: 'home' }, 'json', location)),
    ...(manifest === undefined
      ? {}
      : {
          version: manifest.id,
          datePublished: manifest.frozenOn,
          temporalCoverage: manifest.asOf,
        }),
  };
}
