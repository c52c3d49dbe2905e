import type { RunRow } from '../publish/run-row.ts';
import { counts, drawLink, runHint, type Surface } from './marks.ts';
import { h, type Tree } from './tree.ts';

/** Runs in a list, each with its date, card and outcomes. */
export function drawRuns(rows: readonly RunRow[], surface: Surface): Tree {
  return h(
    'ul',
    { class: 'runs' },
    rows.map((row) =>
      h(
        'li',
        {},
        drawLink(row.link, surface, 'run-title'),
        h('p', { class: 'hint' }, runHint(row)),
        counts(row.counts, row.completeness, 'Outcomes', surface),
      ),
    ),
  );
}
