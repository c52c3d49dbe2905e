import type { APIRoute } from 'astro';
import { Feed } from 'feed';
import { changesPage } from '../publish/changes-page.ts';
import { changesInWords } from '../publish/changes-words.ts';
import { urlOf } from '../publish/urls.ts';
import { archive } from '../site.ts';

/** Atom addresses everything in full, so there is a feed only where the site knows its own address. */
export function getStaticPaths() {
  return (import.meta.env.SITE as string | undefined) === undefined
    ? []
    : [{ params: { feed: 'feed' } }];
}

/** An Atom feed of editions: an entry for each, with what changed in it. */
export const GET: APIRoute = ({ site }) => {
  const base = import.meta.env.BASE_URL;
  const absolute = (path: string) => new URL(path, site).href;
  const newest = archive.editions.at(-1)?.manifest.frozenOn ?? '1970-01-01';
  const feed = new Feed({
    id: absolute(base),
    title: 'Faultline: editions',
    link: absolute(base),
    copyright: '',
    updated: new Date(`${newest}T00:00:00Z`),
    generator: 'Faultline',
  });
  for (const edition of archive.editions.toReversed()) {
    const { manifest } = edition;
    const link = absolute(urlOf({ changes: manifest.id }, { base }));
    feed.addItem({
      id: link,
      link,
      title: `Edition ${manifest.id}: ${manifest.title}`,
      description: `${manifest.summary} ${changesInWords(changesPage(edition, archive))}`,
      date: new Date(`${manifest.frozenOn}T00:00:00Z`),
    });
  }
  return new Response(feed.atom1(), { headers: { 'content-type': 'application/atom+xml' } });
};
