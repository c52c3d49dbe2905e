/** The search itself: a text box, a count that is read out, a list of links. */
import type { SearchState } from '../publish/search-state.ts';
import { isLog } from '../publish/search-state.ts';
import { SEARCH_HINT, SEARCH_LABEL } from '../publish/search-words.ts';
import { element } from './nodes.ts';
import type { Scope } from './search-engine.ts';
import type { LogHit } from './log-reader.ts';
import { hitsFound, logFound } from './search-found.ts';
import { searchIndex, type SearchIndex } from './search-index.ts';

const ALL = 'all';
/** Milliseconds of silence after which the number of results is read out. */
const PAUSE = 180;

export interface SearchBox {
  readonly root: HTMLElement;
  readonly focus: () => void;
}

/**
 * Builds a search.
 * @param initial what it starts with
 * @param changed is told every state that was searched for
 */
export function searchBox(
  initial: SearchState,
  changed: (state: SearchState) => void = () => undefined,
): SearchBox {
  const box = element('textarea', 'search-input');
  box.id = 'search-input';
  box.rows = 1;
  box.value = initial.query;
  box.spellcheck = false;
  box.autocapitalize = 'off';
  box.setAttribute('autocomplete', 'off');
  box.setAttribute('enterkeyhint', 'search');
  const label = element('label', 'search-label', SEARCH_LABEL);
  label.htmlFor = box.id;
  const hint = element('p', 'hint', SEARCH_HINT);
  hint.id = 'search-hint';
  box.setAttribute('aria-describedby', hint.id);
  const scope = element('select', '');
  const where = element('label', 'search-scope', element('span', '', 'Look in'), scope);
  where.hidden = true;
  const count = element('p', 'search-count');
  count.setAttribute('role', 'status');
  const results = element('div', 'search-found');
  const form = element('form', 'search', label, box, hint, where, count, results);
  form.setAttribute('role', 'search');

  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const links = () => [...results.querySelectorAll<HTMLAnchorElement>('a')];

  const state = (): SearchState => ({
    query: box.value,
    ...(scope.value === '' ? {} : { in: scope.value }),
  });

  const search = async (): Promise<void> => {
    const turn = (asked += 1);
    const now = state();
    if (now.query.trim() === '') {
      results.replaceChildren();
      count.textContent = '';
      changed(now);
      return;
    }
    try {
      if (results.childElementCount === 0) count.textContent = 'Reading the index …';
      const index = await searchIndex();
      if (turn !== asked) return;
      offerEditions(index);
      const known = state();
      where.hidden = isLog(known.query) || index.editions.length === 0;
      changed(known);
      if (isLog(known.query)) {
        const hits = await index.read(known.query);
        if (turn === asked) showLog(hits);
        return;
      }
      const within = scopeOf(known);
      if (within !== 'everywhere' && within.edition === undefined) showHits(index, known, within);
      await index.readFor(within);
      if (turn === asked) showHits(index, known, within);
    } catch (error) {
      if (turn !== asked) return;
      results.replaceChildren();
      const why = error instanceof Error ? error.message : '';
      count.textContent = `The index could not be read. ${why} Type again to try again.`;
    }
  };

  /** Results that arrive later must not take the focus from a link that is there still. */
  const show = (...found: Node[]) => {
    const focused = links().find((link) => link === document.activeElement)?.href;
    results.replaceChildren(...found);
    links()
      .find(({ href }) => href === focused)
      ?.focus();
  };

  const showHits = (index: SearchIndex, { query }: SearchState, within: Scope) => {
    const { words, nodes } = hitsFound(index.find(query, within));
    count.textContent = words;
    show(...nodes);
  };

  const showLog = (hits: readonly LogHit[]) => {
    const { words, nodes } = logFound(hits);
    count.textContent = words;
    show(...nodes);
  };

  const offerEditions = ({ editions }: SearchIndex) => {
    if (scope.options.length > 0 || editions.length === 0) return;
    const option = (text: string, value: string) => new Option(text, value);
    scope.append(
      option('today’s pages', ''),
      ...editions.map(({ id }) => option(`edition ${id}`, id)),
      option('today’s pages and all editions', ALL),
    );
    scope.value = initial.in ?? '';
    if (scope.selectedIndex < 0) scope.value = '';
  };

  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void search(), PAUSE);
  });
  scope.addEventListener('change', () => void search());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isLog(box.value)) return;
    event.preventDefault();
    clearTimeout(timer);
    void search().then(() => links()[0]?.focus());
  });
  form.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    const inBox = document.activeElement === box && !isLog(box.value) && step === 1;
    if (step === 0 || (at < 0 && !inBox)) return;
    event.preventDefault();
    const next = at + step;
    if (next < 0) box.focus();
    else all[next]?.focus();
  });
  if (initial.query !== '') void search();
  return {
    root: form,
    focus: () => {
      box.focus();
      box.select();
    },
  };
}

function scopeOf({ in: scope }: SearchState): Scope {
  if (scope === ALL) return 'everywhere';
  return scope === undefined ? {} : { edition: scope };
}
