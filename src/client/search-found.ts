/** What a search found: how it is counted, and the list. */
import { urlOf } from '../publish/urls.ts';
import type { LogHit } from './log-reader.ts';
import { element } from './nodes.ts';
import type { Hit, SearchEngine } from './search-engine.ts';
import { logItem, resultItem } from './search-results.ts';

const SHOWN = 15;

interface Found {
  /** Read out. */
  readonly words: string;
  readonly nodes: readonly Node[];
}

/** The pages that words find. */
export function hitsFound({ hits, partly }: ReturnType<SearchEngine['find']>): Found {
  const some = partly ? ' with some of these words, none with all' : '';
  return {
    words: `${counted(hits.length, 'result', 'results')}${some}`,
    nodes: [hits.length === 0 ? nothing() : list(hits)],
  };
}

/** What a log names: the errors in it first. */
export function logFound(hits: readonly LogHit[]): Found {
  const isError = ({ document: { target } }: Hit) =>
    'kind' in target && target.kind === 'signature';
  const errors = hits.filter(isError);
  const others = hits.filter((hit) => !isError(hit));
  return {
    words: `${counted(errors.length, 'known error', 'known errors')} in this log`,
    nodes: [
      errors.length === 0
        ? nothing('Try the one line that says what broke.')
        : element('ul', 'search-results', ...errors.map(logItem)),
      ...(others.length === 0
        ? []
        : [
            element('h2', '', 'Also named in it'),
            element('ul', 'search-results', ...others.map(logItem)),
          ]),
    ],
  };
}

function list(hits: readonly Hit[]): HTMLElement {
  const items = element('ol', 'search-results', ...hits.slice(0, SHOWN).map(resultItem));
  if (hits.length <= SHOWN) return items;
  const more = element('button', '', `Show the other ${hits.length - SHOWN}`);
  more.type = 'button';
  more.addEventListener('click', () => {
    const rest = hits.slice(SHOWN).map(resultItem);
    items.append(...rest);
    more.remove();
    rest[0]?.querySelector('a')?.focus();
  });
  return element('div', '', items, more);
}

function nothing(advice = 'Fewer or other words may find more.'): HTMLElement {
  const link = (page: 'errors' | 'gpus' | 'settings', words: string) => {
    const made = element('a', '', words);
    made.href = urlOf({ page }, { base: import.meta.env.BASE_URL });
    return made;
  };
  return element(
    'p',
    '',
    `Nothing that this site knows. ${advice} Or look through the `,
    link('errors', 'errors'),
    ', the ',
    link('gpus', 'cards'),
    ' and the ',
    link('settings', 'settings'),
    '.',
  );
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count === 0 ? 'No' : count} ${many}`;
}
