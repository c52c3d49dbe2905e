import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { factsFile } from './archive.ts';
import type { Archive } from './model/archive.ts';
import { runYear } from './model/run-time.ts';
import {
  badgesElsewhere,
  interpretiveBadges,
  type PlacedBadge,
  runBadges,
} from './publish/badge.ts';
import { shared } from './model/kept.ts';
import { note } from './model/trace.ts';
import {
  type Companion,
  companion,
  fileOf,
  viewsOf,
  withOldAddresses,
} from './publish/companion.ts';
import { manifestPath, recordedFacts, recordedFactsPath } from './publish/edition-files.ts';
import { editionSite } from './publish/edition-site.ts';
import { feeds } from './publish/feeds.ts';
import { jsonTwins } from './publish/json-twin.ts';
import { llmsText } from './publish/llms-text.ts';
import { markdownTwins } from './publish/markdown-twin.ts';
import { schemaFiles } from './publish/schema-files.ts';
import { headersFile } from './publish/security-headers.ts';
import { sitemap } from './publish/sitemap.ts';
import { type Location, twinUrl, urlOf } from './publish/urls.ts';
import { atomXml } from './render/atom.ts';
import { badgeEndpoint, badgeSvg } from './render/badge-svg.ts';
import { openSearchXml, sitemapFiles } from './render/machine-xml.ts';

/**
 * Every file of a site that is neither a page nor drawn for one: twins, feeds, badges, schemas. Made
 * one after the other, so that not all need be in memory.
 * @param root the folder of `content/`
 */
export function* companions(
  root: string,
  archive: Archive,
  location: Location,
  editions = editionSite(archive),
): Generator<Companion> {
  yield* records(root, archive, location);
  yield* editionFiles(root, archive);
  yield* withOldAddresses(jsonTwins(archive, location), editions.elsewhere);
  yield* withOldAddresses(markdownTwins(archive, location, editions), editions.elsewhere);
  yield* schemaFiles(location);
  yield { path: '_headers', content: headersFile(archive, location) };
  for (const view of viewsOf(archive, location)) {
    const home = fileOf(urlOf({ page: 'home' }, view.location), location);
    yield companion(`${home}llms.txt`, () => llmsText(view, archive));
    yield* bothForms(interpretiveBadges(view));
  }
  yield* bothForms(runBadges(archive.library, location));
  const today = { library: archive.library, location };
  yield* bothForms(badgesElsewhere(editions.elsewhere, today));
  const all = shared(() => feeds(archive, location));
  for (const { path } of all()) {
    const url = `${urlOf({ page: 'home' }, location)}${path}`;
    yield companion(path, () => {
      const feed = all().find((one) => one.path === path);
      if (feed === undefined) throw new Error(`There is no feed ${path}.`);
      return atomXml({ ...feed, url });
    });
  }
  yield* forCrawlers(archive, location, editions);
}

/** The record of each run, byte for byte, so that its digest is the one that editions name. */
function* records(root: string, { library }: Archive, location: Location): Generator<Companion> {
  for (const run of library.run.values()) {
    const path = fileOf(twinUrl({ kind: 'run', id: run.id }, 'json', location), location);
    const file = join(root, 'runs', runYear(run), `${run.id}.json`);
    yield companion(path, () => {
      note(`run/${run.id}`);
      return readFileSync(file);
    });
  }
}

/** What each edition promised: its manifest, and the facts that it recorded. */
function* editionFiles(root: string, { editions }: Archive): Generator<Companion> {
  for (const { manifest } of editions) {
    const folder = join(root, 'editions', manifest.id);
    const { id, pages } = manifest;
    yield companion(manifestPath(id), () => {
      note(`edition:${id}`);
      return `${JSON.stringify(manifest, null, 2)}\n`;
    });
    yield companion(recordedFactsPath(id), () => {
      note(`edition:${id}`);
      const facts = pages.map(({ path }): [string, unknown] => [
        path,
        JSON.parse(readFileSync(join(folder, factsFile(path)), 'utf8')),
      ]);
      return recordedFacts(id, new Map(facts));
    });
  }
}

function* bothForms(badges: Iterable<PlacedBadge>): Generator<Companion> {
  for (const { path, badge } of badges) {
    yield companion(`${path}.svg`, () => badgeSvg(badge()));
    yield companion(`${path}.json`, () => badgeEndpoint(badge()));
  }
}

function* forCrawlers(
  archive: Archive,
  location: Location,
  editions: ReturnType<typeof editionSite>,
): Generator<Companion> {
  const addressOf = (path: string) => `${urlOf({ page: 'home' }, location)}${path}`;
  const robots = ['User-agent: *', 'Allow: /'];
  if (location.origin !== undefined) {
    robots.push('', `Sitemap: ${addressOf('sitemap-index.xml')}`);
    const maps = shared(() => sitemapFiles(sitemap(archive, location, editions), { addressOf }));
    for (const [index, { path }] of maps().entries()) {
      yield companion(path, () => maps()[index]?.content ?? '');
    }
    yield companion('opensearch.xml', () => openSearchXml({ addressOf }));
  }
  yield companion('robots.txt', () => `${robots.join('\n')}\n`);
}

/** Writes every companion of a site into its folder; says how many there are. */
export function writeCompanions(folder: string, files: Iterable<Companion>): number {
  const made = new Set<string>();
  let count = 0;
  for (const { path, content } of files) {
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    // Two things at one address would be a fault of the generator: neither may win silently.
    writeFileSync(file, content, { flag: 'wx' });
    count += 1;
  }
  return count;
}
