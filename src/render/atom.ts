import { Feed } from 'feed';
import { plainText } from '../model/plain-text.ts';
import { visible } from '../model/visible.ts';

/** What an Atom feed is made of. Addresses are in full; titles and summaries may hold Markdown. */
export interface AtomSource {
  readonly title: string;
  readonly url: string;
  /** The page that the feed is about. */
  readonly page: string;
  readonly entries: readonly {
    readonly url: string;
    readonly title: string;
    readonly summary: string;
    /** A calendar day, or a moment in UTC. */
    readonly date: string;
  }[];
}

/** An Atom feed as XML. The date of the newest entry is its own. */
export function atomXml({ title, url, page, entries }: AtomSource): string {
  const newest = entries.map(({ date }) => date).reduce((a, b) => (a > b ? a : b), '1970-01-01');
  const feed = new Feed({
    id: page,
    title,
    author: { name: 'Faultline' },
    link: page,
    feedLinks: { atom: url },
    copyright: '',
    updated: moment(newest),
    generator: 'Faultline',
  });
  for (const entry of entries) {
    feed.addItem({
      id: entry.url,
      link: entry.url,
      title: text(entry.title),
      description: text(entry.summary),
      date: moment(entry.date),
    });
  }
  return feed.atom1();
}

/** Plain text as HTML, which is what the feed says its texts are. */
function text(markdown: string): string {
  return plainText(visible(markdown)).replace(
    /[&<>]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;' })[character] ?? '&gt;',
  );
}

function moment(date: string): Date {
  return new Date(date.includes('T') ? date : `${date}T00:00:00Z`);
}
