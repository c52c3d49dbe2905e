import type { ChangesPage } from './changes-page.ts';
import { inSequence } from './outcomes.ts';

/** What changed in an edition, counted, in one sentence. */
export function changesInWords(page: ChangesPage): string {
  if (page.before === undefined) return 'The first edition.';
  const others = page.things.map(({ added, changed, removed }) =>
    [added, changed, removed].reduce((sum, { length }) => sum + length, 0),
  );
  const counts: [number, string, string][] = [
    [page.statusChanged.length, 'finding changed its status', 'findings changed their status'],
    [
      page.sameStatus.length,
      'finding changed and kept its status',
      'findings changed and kept their status',
    ],
    [page.newFindings.length, 'finding is new', 'findings are new'],
    [page.withdrawn.length, 'finding was withdrawn', 'findings were withdrawn'],
    [page.options.length, 'way forward changed', 'ways forward changed'],
    [page.runs.length, 'run was added', 'runs were added'],
    [
      others.reduce((sum, count) => sum + count, 0),
      'other entry was added, changed or removed',
      'other entries were added, changed or removed',
    ],
  ];
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  if (parts.length === 0) return `Nothing changed since edition ${page.before}.`;
  return `Since edition ${page.before}, ${inSequence(parts)}.`;
}
