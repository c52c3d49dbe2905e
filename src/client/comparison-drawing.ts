import type {
  ComparedRun,
  ComparisonPage,
  DifferenceRow,
  PairRow,
  ResultSide,
} from '../publish/comparison-page.ts';
import type { LineageRow, OccurrenceView } from '../publish/lineage-view.ts';
import { counts, drawLink, mark, type Surface } from './marks.ts';
import { h, label, type Part, type Tree } from './tree.ts';

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
    h('p', { class: 'hint' }, `${run.date} · ${run.card} · ${run.recordedFrom}`),
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

function drawGroups({ groups }: ComparisonPage, surface: Surface): Tree[] {
  return groups.flatMap(({ id, title, rows, same, neither }) => [
    h('h3', { id }, title),
    rows.length === 0
      ? h('p', { class: 'absent' }, 'Nothing that was recorded in both differs.')
      : scroll(title, drawDifferences(rows, surface)),
    ...(same.length === 0
      ? []
      : [
          h(
            'details',
            {},
            h('summary', {}, `Same in both: ${same.length}`),
            scroll(`${title}, same in both`, drawDifferences(same, surface)),
          ),
        ]),
    ...(neither.length === 0
      ? []
      : [h('p', { class: 'hint' }, `Recorded in neither: ${neither.join('; ')}.`)]),
  ]);
}

function drawDifferences(rows: readonly DifferenceRow[], surface: Surface): Tree {
  return table(
    ['', 'A', 'B', ''],
    rows.map(({ name, aspect, link, a, b, agreement, words }) =>
      h(
        'tr',
        { class: `agreement-${agreement}` },
        h(
          'th',
          { scope: 'row' },
          link === undefined ? label(name) : drawLink(link, surface),
          aspect !== undefined && [' ', h('span', { class: 'hint' }, aspect)],
        ),
        h('td', {}, value(a)),
        h('td', {}, value(b)),
        h('td', { class: 'hint' }, words),
      ),
    ),
  );
}

function drawPairs(rows: readonly PairRow[], surface: Surface): Tree {
  return table(
    ['Question', 'A', 'B', 'What differs in the question'],
    rows.map(({ anchor, akin, a, b, obstacles, differences }) =>
      h(
        'tr',
        { id: anchor },
        h('th', { scope: 'row' }, questions(a, b)),
        h('td', {}, side(a, surface)),
        h('td', {}, side(b, surface)),
        h(
          'td',
          { class: 'apart' },
          apart(akin, obstacles, differences, a !== undefined && b !== undefined),
        ),
      ),
    ),
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

function drawLineage(
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
    'Last good: the latest pass of the same question on the same card, up to that run. First bad: the earliest failure since. A pass at the same point by other means is no pass of the same question.';
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
        {},
        h('th', { scope: 'row' }, mark(row.outcome, surface), ' ', label(row.link.label)),
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

function value(text: string | undefined): Tree {
  return text === undefined
    ? h('em', { class: 'absent' }, 'not recorded')
    : h('span', { class: 'value' }, text);
}

function section(id: string, title: string, children: readonly Part[]): Tree {
  return h('section', { 'aria-labelledby': id }, h('h2', { id }, title), children);
}

function scroll(name: string, child: Tree): Tree {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': name }, child);
}

function table(heads: readonly string[], rows: readonly Tree[]): Tree {
  const cells = heads.map((head) => (head === '' ? h('td', {}) : h('th', { scope: 'col' }, head)));
  return h('table', {}, h('thead', {}, h('tr', {}, cells)), h('tbody', {}, rows));
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
