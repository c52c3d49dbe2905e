import { visible } from '../model/visible.ts';
import type { DifferenceRow, PairRow, ResultSide } from '../publish/comparison-page.ts';
import { pairInWords } from '../publish/comparison-quotes.ts';
import { value } from './difference-drawing.ts';
import { mark, type Surface } from './marks.ts';
import { table } from './table-drawing.ts';
import { h, label, type Part, type Tree } from './tree.ts';

/** Answers of two runs side by side, with what differs in the question. */
export function drawPairs(rows: readonly PairRow[], surface: Surface): Tree {
  return table(
    ['Question', 'A', 'B', 'What differs in the question'],
    rows.map((row) => {
      const { anchor, akin, a, b, obstacles, differences } = row;
      return h(
        'tr',
        { id: anchor, 'data-quote': visible(pairInWords(row)) },
        h('th', { scope: 'row' }, questions(a, b)),
        h('td', {}, side(a, surface)),
        h('td', {}, side(b, surface)),
        h(
          'td',
          { class: 'apart' },
          apart(akin, obstacles, differences, a !== undefined && b !== undefined),
        ),
      );
    }),
  );
}

/** One question, or the two of answers that are only akin. */
function questions(a: ResultSide | undefined, b: ResultSide | undefined): Part {
  if (a === undefined || b === undefined || a.link.label === b.link.label) {
    return label((b ?? a)?.link.label ?? '');
  }
  return [
    h('span', { class: 'block' }, 'A: ', label(a.link.label)),
    h('span', { class: 'block' }, 'B: ', label(b.link.label)),
  ];
}

function apart(
  akin: boolean,
  obstacles: string | undefined,
  differences: readonly DifferenceRow[],
  both: boolean,
): Part {
  const list = h(
    'ul',
    { class: 'bare' },
    differences.map((one) => h('li', {}, `${one.name}: `, value(one.a), ' → ', value(one.b))),
  );
  const means = akin && h('p', { class: 'hint' }, 'Akin: the same point, asked by other means.');
  if (obstacles !== undefined) {
    return h('details', {}, h('summary', {}, obstacles), means, list);
  }
  if (differences.length > 0) return list;
  return both ? 'nothing on record' : undefined;
}

function side(answer: ResultSide | undefined, surface: Surface): Part {
  if (answer === undefined) return h('em', { class: 'absent' }, 'not asked');
  const { outcome, link, times, said } = answer;
  return [
    h('a', { href: surface.hrefOf(link.target), class: 'outcome-link' }, mark(outcome, surface)),
    times.map((time) => h('span', { class: 'hint block' }, time)),
    said !== undefined && h('span', { class: 'hint block said' }, said),
  ];
}
