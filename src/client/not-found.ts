/** A missing page offers those whose names are nearest to its address. */
import { missingPath } from '../publish/search-state.ts';
import { searchIndex } from './search-index.ts';
import { resultItem } from './search-results.ts';

const OFFERED = 5;

const place = document.querySelector<HTMLElement>('[data-nearest]');
if (place) void offer(place, place.querySelector('ul'));

async function offer(around: HTMLElement, list: HTMLElement | null): Promise<void> {
  const index = await searchIndex();
  const path = missingPath(location.pathname, import.meta.env.BASE_URL);
  // The runs of a large archive are many; only an address of one needs them.
  if (/^(?:runs|compare)\//.test(path)) await index.readFor({});
  const hits = index.nearest(path).slice(0, OFFERED);
  list?.replaceChildren(...hits.map(resultItem));
  around.hidden = hits.length === 0;
}
