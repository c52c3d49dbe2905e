import type {
  ComparedRun,
  ComparisonPage,
  DifferenceRow,
  PairRow,
  ResultSide,
} from '../publish/comparison-page.ts';
import type { LineageRow, OccurrenceView } from '../publish/lineage-view.ts';
import { OUTCOME_MEANING } from '../publish/outcomes.ts';
import type { Link, Target } from '../publish/urls.ts';
import type { Verdict } from '../model/tally.ts';
import { h, label, type Part, type Tree } from './tree.ts';

/** What a drawing needs of the page it stands on. */
export interface Surface {
  readonly hrefOf: (target: Target) => string;
  /** The address of the file that holds the glyphs of outcomes. */
  readonly glyphs: string;
}

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
    h(
      'ul',
      { class: 'counts', 'aria-label': `Outcomes of ${run.letter}` },
      run.counts.map(({ outcome, count }) => h('li', {}, mark(outcome, surface, count))),
      h('li', {}, h('span', { class: 'chip completeness' }, run.completeness)),
    ),
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
          aspect !== undefined && h('span', { class: 'hint' }, aspect),
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
    ['A', 'B', 'What differs in the question'],
    rows.map(({ anchor, akin, a, b, obstacles, differences }) =>
      h(
        'tr',
        { id: anchor },
        h('td', {}, side(a, surface)),
        h('td', {}, side(b, surface)),
        h(
          'td',
          { class: 'apart' },
          obstacles !== undefined && h('p', {}, h('strong', {}, obstacles)),
          akin && h('p', { class: 'hint' }, 'Akin: the same point, asked by other means.'),
          differences.length > 0 &&
            h(
              'ul',
              { class: 'bare' },
              differences.map((one) =>
                h('li', {}, `${one.name}: `, value(one.a), ' → ', value(one.b)),
              ),
            ),
          obstacles === undefined && differences.length === 0 && a && b && 'nothing',
        ),
      ),
    ),
  );
}

function side(answer: ResultSide | undefined, surface: Surface): Part {
  if (answer === undefined) return h('em', { class: 'absent' }, 'not asked');
  return [
    mark(answer.outcome, surface),
    ' ',
    drawLink(answer.link, surface),
    answer.said !== undefined && h('span', { class: 'hint block' }, answer.said),
    answer.times.map((time) => h('span', { class: 'hint block' }, time)),
  ];
}

function drawLineage(
  page: ComparisonPage,
  lineage: readonly (readonly LineageRow[])[],
  surface: Surface,
): Tree[] {
  if (lineage.every((rows) => rows.length === 0)) return [];
  const tables = lineage.flatMap((rows, index) =>
    rows.length === 0
      ? []
      : [
          h(
            'h3',
            { id: `lineage-${page.runs[index]?.letter ?? ''}` },
            `Failing in ${page.runs[index]?.letter ?? ''}`,
          ),
          scroll(
            `Failing results of ${page.runs[index]?.letter ?? ''}`,
            table(
              ['Result', 'Last good', 'First bad', 'Elsewhere', 'Akin, by other means'],
              rows.map((row) =>
                h(
                  'tr',
                  {},
                  h(
                    'th',
                    { scope: 'row' },
                    mark(row.outcome, surface),
                    ' ',
                    drawLink(row.link, surface),
                  ),
                  h(
                    'td',
                    {},
                    occurrence(row.lastGood, surface) ??
                      h('em', { class: 'absent' }, 'none on this card'),
                  ),
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
            ),
          ),
        ],
  );
  const means =
    'Last good: the latest pass of the same question on the same card, up to that run. First bad: the earliest failure since. A pass at the same point by other means is no pass of the same question.';
  return [
    section('lineage', 'Last good, first bad, elsewhere', [
      h('p', { class: 'hint' }, means),
      ...tables,
    ]),
  ];
}

function occurrence(one: OccurrenceView | undefined, surface: Surface): Tree | undefined {
  if (one === undefined) return undefined;
  return h(
    'span',
    { class: 'occurrence' },
    mark(one.outcome, surface),
    ' ',
    drawLink(one.link, surface),
    h('span', { class: 'hint' }, ` ${one.date}, ${one.card}`),
  );
}

function mark(outcome: Verdict, { glyphs }: Surface, count?: number): Tree {
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

function drawLink({ label: text, target }: Link, { hrefOf }: Surface): Tree {
  return h('a', { href: hrefOf(target) }, label(text));
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
