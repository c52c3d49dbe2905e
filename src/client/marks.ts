import type { Verdict } from '../model/tally.ts';
import { CORRECTED } from '../publish/correction-words.ts';
import { OUTCOME_MEANING } from '../publish/outcomes.ts';
import type { RunRow } from '../publish/run-row.ts';
import type { Link, Target } from '../publish/urls.ts';
import { h, label, type Tree } from './tree.ts';

/** What a drawing needs of the page it stands on. */
export interface Surface {
  readonly hrefOf: (target: Target) => string;
  /** The address of the file that holds the glyphs of outcomes. */
  readonly glyphs: string;
}

/** An outcome: glyph, word and colour, never colour alone. */
export function mark(outcome: Verdict, { glyphs }: Surface, count?: number): Tree {
  const word = outcome === 'no-result' ? 'no result' : outcome;
  return h(
    'span',
    {
      class: `mark mark-${outcome}${count === undefined ? '' : ' chip'}`,
      title: OUTCOME_MEANING[outcome],
    },
    h('svg', { 'aria-hidden': 'true' }, h('use', { href: `${glyphs}#${outcome}` })),
    ` ${count === undefined ? word : `${count} ${word}`}`,
  );
}

/** How many results had each outcome, and whether all that was planned ran. */
export function counts(
  list: readonly { readonly outcome: Verdict; readonly count: number }[],
  completeness: string,
  name: string,
  surface: Surface,
): Tree {
  return h(
    'ul',
    { class: 'counts', 'aria-label': name },
    list.map(({ outcome, count }) => h('li', {}, mark(outcome, surface, count))),
    h('li', {}, h('span', { class: 'chip completeness' }, completeness)),
  );
}

/** When and on what card a run took place, how it was recorded, and whether it stands. */
export function runHint({
  date,
  card,
  recordedFrom,
  corrected,
}: Pick<RunRow, 'date' | 'card' | 'recordedFrom' | 'corrected'>): string {
  const known = [date, card, recordedFrom];
  return [...known, ...(corrected ? [CORRECTED] : [])].join(' · ');
}

export function drawLink({ label: text, target }: Link, { hrefOf }: Surface, name?: string): Tree {
  return h('a', { href: hrefOf(target), class: name }, label(text));
}
