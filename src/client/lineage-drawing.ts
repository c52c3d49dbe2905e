import { visible } from '../model/visible.ts';
import { rowAnchor } from '../publish/anchor-names.ts';
import type { ComparisonPage } from '../publish/comparison-page.ts';
import { lineageInWords } from '../publish/comparison-quotes.ts';
import type { LineageRow, OccurrenceView } from '../publish/lineage-view.ts';
import { drawLink, mark, type Surface } from './marks.ts';
import { scroll, section, table } from './table-drawing.ts';
import { h, label, type Tree } from './tree.ts';

/** Where the failing results of both runs stand elsewhere. */
export function drawLineage(
  page: ComparisonPage,
  lineage: readonly (readonly LineageRow[])[],
  surface: Surface,
): Tree[] {
  if (lineage.every((rows) => rows.length === 0)) return [];
  const tables = lineage.flatMap((rows, index) => {
    const letter = page.runs[index]?.letter ?? '';
    if (rows.length === 0) return [];
    const title = `Failing in ${letter}: ${rows.length}`;
    return [
      h(
        'details',
        { open: letter === 'B' },
        h('summary', {}, title),
        scroll(title, drawLineageTable(rows, surface)),
      ),
    ];
  });
  const means =
    'Last good: the latest pass of the same question on the same card, up to that run. First bad: the earliest failure since. A pass at the same point by other means is no pass of the same question. All of it until the day of that run: what came later stands on the page of the probe.';
  return [
    section('lineage', 'Last good, first bad, elsewhere', [
      h('p', { class: 'hint' }, means),
      ...tables,
    ]),
  ];
}

function drawLineageTable(rows: readonly LineageRow[], surface: Surface): Tree {
  const none = h('em', { class: 'absent' }, 'none on this card');
  return table(
    ['Result', 'Last good', 'First bad', 'Elsewhere', 'Akin, by other means'],
    rows.map((row) =>
      h(
        'tr',
        {
          id: rowAnchor('lineage', row.link),
          'data-quote': visible(lineageInWords(row)),
        },
        h(
          'th',
          { scope: 'row' },
          mark(row.outcome, surface),
          ' ',
          row.probe === undefined
            ? label(row.link.label)
            : drawLink({ ...row.probe, label: row.link.label }, surface),
        ),
        h('td', {}, row.lastGood === undefined ? none : occurrence(row.lastGood, surface)),
        h('td', {}, occurrence(row.firstBad, surface)),
        h(
          'td',
          {},
          row.elsewhere,
          row.shown.map((one) => occurrence(one, surface)),
        ),
        h(
          'td',
          {},
          row.akin,
          row.akinShown.map((one) => occurrence(one, surface)),
        ),
      ),
    ),
  );
}

function occurrence({ outcome, link, date }: OccurrenceView, surface: Surface): Tree {
  return h(
    'span',
    { class: 'occurrence' },
    mark(outcome, surface),
    ' ',
    drawLink(link, surface),
    h('span', { class: 'hint' }, ` ${date}`),
  );
}
