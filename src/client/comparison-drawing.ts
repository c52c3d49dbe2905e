import type { ComparedRun, ComparisonPage } from '../publish/comparison-page.ts';
import type { LineageRow } from '../publish/lineage-view.ts';
import { drawGroups } from './difference-drawing.ts';
import { drawLineage } from './lineage-drawing.ts';
import { counts, drawLink, runHint, type Surface } from './marks.ts';
import { drawPairs } from './pair-drawing.ts';
import { scroll, section } from './table-drawing.ts';
import { h, label, type Tree } from './tree.ts';

/** Two runs side by side, and where their failing results stand elsewhere. */
export function drawComparison(
  page: ComparisonPage,
  lineage: readonly (readonly LineageRow[])[],
  surface: Surface,
): Tree[] {
  return [
    h(
      'div',
      { class: 'compared' },
      page.runs.map((run) => drawRun(run, surface)),
    ),
    ...(page.order === undefined ? [] : [h('p', { class: 'hint' }, page.order)]),
    h('p', { class: 'lead' }, label(page.headline)),
    h(
      'ul',
      { class: 'counts', 'aria-label': 'What became of the results' },
      page.counts.map(({ change, words }) =>
        h('li', {}, h('a', { href: `#${change}`, class: `chip change change-${change}` }, words)),
      ),
    ),
    h(
      'div',
      { class: 'for-against' },
      sentences('may', 'What may be concluded', page.may, 'Nothing, by itself.'),
      sentences('may-not', 'What may not', page.mayNot, 'No reservation by the rules.'),
    ),
    section('differences', 'What differs', drawGroups(page, surface)),
    ...page.changes.map(({ change, word, means, rows }) =>
      section(change, capital(`${word}: ${rows.length}`), [
        h('p', { class: 'hint' }, means),
        scroll(`Results: ${word}`, drawPairs(rows, surface)),
      ]),
    ),
    ...drawLineage(page, lineage, surface),
  ];
}

function drawRun(run: ComparedRun, surface: Surface): Tree {
  return h(
    'section',
    { 'aria-labelledby': `run-${run.letter}` },
    h(
      'h2',
      { id: `run-${run.letter}` },
      h('span', { class: 'letter' }, run.letter),
      ' ',
      drawLink(run.link, surface),
    ),
    h('p', { class: 'hint' }, runHint(run)),
    counts(run.counts, run.completeness, `Outcomes of ${run.letter}`, surface),
  );
}

function sentences(id: string, title: string, list: readonly string[], none: string): Tree {
  return section(
    id,
    title,
    list.length === 0
      ? [h('p', { class: 'absent' }, none)]
      : [
          h(
            'ul',
            { class: 'conclusions' },
            list.map((one) => h('li', {}, label(one))),
          ),
        ],
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
