import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';

/** How many addresses one sitemap may list. */
const MAX_URLS = 50_000;

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A site’s address in full, and a way from a path below its root to a full address. */
interface Addressed {
  readonly addressOf: (path: string) => string;
}

/** A sitemap index and the sitemaps that it names, by their paths below the root of the site. */
export function sitemapFiles(
  entries: readonly { readonly url: string; readonly lastmod?: string }[],
  { addressOf }: Addressed,
): { path: string; content: string }[] {
  const parts = Array.from({ length: Math.ceil(entries.length / MAX_URLS) }, (_, index) => ({
    path: `sitemap-${index}.xml`,
    entries: entries.slice(index * MAX_URLS, (index + 1) * MAX_URLS),
  }));
  const index = x(
    'sitemapindex',
    { xmlns: SITEMAP },
    parts.map(({ path }) => x('sitemap', {}, x('loc', addressOf(path)))),
  );
  return [
    { path: 'sitemap-index.xml', content: document(index) },
    ...parts.map((part) => ({ path: part.path, content: document(urlset(part.entries)) })),
  ];
}

function urlset(entries: readonly { readonly url: string; readonly lastmod?: string }[]) {
  return x(
    'urlset',
    { xmlns: SITEMAP },
    entries.map(({ url, lastmod }) =>
      x('url', {}, x('loc', url), ...(lastmod === undefined ? [] : [x('lastmod', lastmod)])),
    ),
  );
}

/** What a browser needs to search the site from its address bar. */
export function openSearchXml({ addressOf }: Addressed): string {
  return document(
    x('OpenSearchDescription', { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }, [
      x('ShortName', 'Faultline'),
      x('Description', 'Errors, cards, settings and findings of GPU stacks'),
      x('InputEncoding', 'UTF-8'),
      x('Image', { height: '32', width: '32', type: 'image/svg+xml' }, addressOf('favicon.svg')),
      x('Url', { type: 'text/html', template: `${addressOf('search/')}?q={searchTerms}` }),
    ]),
  );
}

function document(root: ReturnType<typeof x>): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${toXml(root)}\n`;
}
