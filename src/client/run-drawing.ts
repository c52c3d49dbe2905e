import type { RunRow } from '../publish/run-row.ts';
import { counts, drawLink, type Surface } from './marks.ts';
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
        h('p', { class: 'hint' }, hintOf(row)),
        counts(row.counts, row.completeness, 'Outcomes', surface),
      ),
    ),
  );
}

function hintOf({ date, card, recordedFrom, corrected }: RunRow): string {
  const parts = [date, card, recordedFrom];
  return [...parts, ...(corrected ? ['corrected by another run'] : [])].join(' · ');
}
