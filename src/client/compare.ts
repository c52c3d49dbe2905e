/**
 * Reads the records of the two runs that the address names, and shows how they compare. What compares and
 * draws is loaded when there are two.
 */
import { visible } from '../model/visible.ts';
import type { LineageRow } from '../publish/lineage-view.ts';
import { type Target, urlOf } from '../publish/urls.ts';
import { ID_FORM } from '../schema/id-form.ts';
import type { Run } from '../schema/run.ts';
import type { ComparingData } from './comparison.ts';
import { element } from './nodes.ts';

type Comparing = Promise<typeof import('./comparison.ts') | undefined>;

const NOT_LOADED = 'What compares runs could not be loaded. Reload this page to try again.';

const written = document.querySelector('[data-compare-data]')?.textContent;
const form = document.querySelector<HTMLFormElement>('[data-compare-form]');
const place = document.querySelector<HTMLElement>('[data-comparison]');
if (written && form && place) start(JSON.parse(written) as ComparingData, form, place);

function start(data: ComparingData, form: HTMLFormElement, place: HTMLElement): void {
  const { base } = data;
  const message = document.querySelector<HTMLElement>('[data-compare-message]');
  const list = document.querySelector<HTMLElement>('[data-compare-list]');
  const live = document.querySelector('[data-live]');
  const hrefOf = (target: Target) => urlOf(target, { base });
  const inputs = ['a', 'b'].map((name) => form.elements.namedItem(name) as HTMLInputElement);
  let asked = 0;
  let search: string | undefined;

  const tell = (sentences: readonly string[]) => {
    if (!message) return;
    message.hidden = sentences.length === 0;
    message.replaceChildren(...sentences.map((sentence) => element('p', '', sentence)));
  };

  const show = async () => {
    const turn = ++asked;
    search = location.search;
    const params = new URLSearchParams(location.search);
    const ids = ['a', 'b'].map((name) => params.get(name)?.trim() ?? '');
    inputs.forEach((input, index) => (input.value = ids[index] ?? ''));
    place.replaceChildren();
    if (list) list.hidden = false;
    const missing = ids.map((id, index) => (id === '' ? 'AB'[index] : undefined)).filter(Boolean);
    if (missing.length === 2) {
      tell([]);
      return;
    }
    if (missing.length === 1) {
      tell([`Choose a run for ${missing[0] ?? ''}, too: its id is the last part of its address.`]);
      return;
    }
    if (ids[0] === ids[1]) {
      tell(['A and B are the same run. Choose another for one of them.']);
      return;
    }
    const comparing = import('./comparison.ts').catch(() => undefined);
    const found = await Promise.all(ids.map((id) => readRun(id, comparing)));
    const loaded = await comparing;
    if (turn !== asked) return;
    if (loaded === undefined) {
      tell([NOT_LOADED]);
      return;
    }
    const problems = found.filter((one) => typeof one === 'string');
    const [a, b] = found;
    if (typeof a !== 'object' || typeof b !== 'object') {
      tell(problems);
      return;
    }
    const lineage = await Promise.all([a, b].map(readLineage));
    if (turn !== asked) return;
    tell([]);
    const { headline, source, nodes } = loaded.compared([a, b], lineage, data);
    place.replaceChildren(...nodes);
    if (list) list.hidden = true;
    if (live) live.textContent = visible(headline);
    place.dataset['source'] = source;
    place.dispatchEvent(new Event('drawn', { bubbles: true }));
    // What the address points to was not there when the page was loaded.
    if (location.hash !== '') location.replace(location.href);
  };

  const readRun = async (id: string, comparing: Comparing): Promise<Run | string> => {
    if (!ID_FORM.test(id))
      return `“${id}” is not the id of a run: an id has lower-case letters, digits and single hyphens.`;
    const record = await readJson(hrefOf({ record: id }));
    if (record === 'missing')
      return `There is no run “${id}” on this site. The list of runs has every id.`;
    if (record === 'unreadable')
      return `The record of “${id}” could not be read. Try again, or open its page.`;
    return (
      (await comparing)?.publishedRun(record) ??
      `The record of “${id}” is of another version than this page can read. Open its page instead.`
    );
  };

  const readLineage = async ({ id }: Run): Promise<readonly LineageRow[]> => {
    const rows = await readJson(hrefOf({ lineage: id }));
    return Array.isArray(rows) ? (rows as LineageRow[]) : [];
  };

  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [a, b] = inputs.map(({ value }) => value.trim());
    history.pushState(null, '', hrefOf({ compare: { a: a ?? '', b: b ?? '' } }));
    void show();
  });
  window.addEventListener('popstate', () => {
    // A link to a part of the page asks for nothing else.
    if (location.search !== search) void show();
  });
  void show();
}

async function readJson(address: string): Promise<unknown> {
  try {
    const response = await fetch(address);
    if (response.status === 404) return 'missing';
    return response.ok ? ((await response.json()) as unknown) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
