import { visible } from '../model/visible.ts';
import type { ComparisonPage, DifferenceRow } from '../publish/comparison-page.ts';
import { differenceAnchors, differenceInWords } from '../publish/comparison-quotes.ts';
import { drawLink, type Surface } from './marks.ts';
import { scroll, table } from './table-drawing.ts';
import { h, label, type Tree } from './tree.ts';

/** What differs between two runs, group by group, and folded away what does not. */
export function drawGroups({ groups }: ComparisonPage, surface: Surface): Tree[] {
  return groups.flatMap(({ id, title, rows, same, neither }) => {
    const anchors = differenceAnchors(id, [...rows, ...same]);
    return [
      h('h3', { id }, title),
      rows.length === 0
        ? h('p', { class: 'absent' }, 'Nothing that was recorded in both differs.')
        : scroll(title, drawDifferences(rows, anchors, surface)),
      ...(same.length === 0
        ? []
        : [
            h(
              'details',
              {},
              h('summary', {}, `Same in both: ${same.length}`),
              scroll(
                `${title}, same in both`,
                drawDifferences(same, anchors.slice(rows.length), surface),
              ),
            ),
          ]),
      ...(neither.length === 0
        ? []
        : [h('p', { class: 'hint' }, `Recorded in neither: ${neither.join('; ')}.`)]),
    ];
  });
}

function drawDifferences(
  rows: readonly DifferenceRow[],
  anchors: readonly string[],
  surface: Surface,
): Tree {
  return table(
    ['', 'A', 'B', ''],
    rows.map((row, index) => {
      const { name, aspect, link, a, b, agreement, words } = row;
      return h(
        'tr',
        {
          id: anchors[index],
          class: `agreement-${agreement}`,
          'data-quote': visible(differenceInWords(row)),
        },
        h(
          'th',
          { scope: 'row' },
          link === undefined ? label(name) : drawLink(link, surface),
          aspect !== undefined && [' ', h('span', { class: 'hint' }, aspect)],
        ),
        h('td', {}, value(a)),
        h('td', {}, value(b)),
        h('td', { class: 'hint' }, words),
      );
    }),
  );
}

/** What one run recorded; undefined: nothing. */
export function value(text: string | undefined): Tree {
  return text === undefined
    ? h('em', { class: 'absent' }, 'not recorded')
    : h('span', { class: 'value' }, text);
}
