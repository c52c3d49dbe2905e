import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawComparison } from '../../src/client/comparison-drawing.ts';
import type { Tree } from '../../src/client/tree.ts';
import { publishedRun } from '../../src/model/published-record.ts';
import { runYear } from '../../src/model/run-time.ts';
import { comparisonContext, comparisonPage } from '../../src/publish/comparison-page.ts';
import { lineageRows } from '../../src/publish/lineage-view.ts';
import { urlOf } from '../../src/publish/urls.ts';
import { run as schema } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';
import { type Number, realLibrary, realRun } from '../real-runs.ts';

const context = comparisonContext(realLibrary);
const surface = {
  hrefOf: (target: Parameters<typeof urlOf>[0]) => urlOf(target, { base: '/' }),
  glyphs: '/g.svg',
};

const BLOCKS = ['h2', 'h3', 'p', 'li', 'tr', 'summary'];

/** What a reader reads, a line for each block. */
function read(trees: readonly Tree[]): string {
  return trees
    .map((tree) => {
      if (tree.type === 'text') return tree.value;
      const inner = read(tree.children);
      const text = tree.tagName === 'td' || tree.tagName === 'th' ? ` | ${inner}` : inner;
      return BLOCKS.includes(tree.tagName) ? `\n${text}\n` : text;
    })
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n');
}

describe.each([
  ['R1', 'R2'],
  ['R2', 'R3'],
  ['R3', 'R4'],
] satisfies [Number, Number][])('%s beside %s', (a, b) => {
  test('reads as it should', async () => {
    const [left, right] = [realRun(a), realRun(b)];
    const page = comparisonPage(left, right, context);
    const lineage = [left, right].map((run) => lineageRows(realLibrary, run.id));
    const file = join(import.meta.dirname, 'golden', `${a}-${b}.txt`);
    await expect(`${read(drawComparison(page, lineage, surface)).trim()}\n`).toMatchFileSnapshot(
      file,
    );
  });
});

test('a browser that reads the published records says the same', () => {
  for (const run of realLibrary.run.values()) {
    const file = join(import.meta.dirname, '../../content/runs', runYear(run), `${run.id}.json`);
    expect(publishedRun(JSON.parse(readFileSync(file, 'utf8')))).toEqual(run);
  }
});

test.each([
  [null],
  [[]],
  [{}],
  [{ schema: 'faultline.run/2', provenance: {}, results: [] }],
  ['x'],
])('no record of this version: %j', (record) => {
  expect(publishedRun(record)).toBeUndefined();
});

test('what a run says is never taken for markup, and shows what it hides', () => {
  const hostile = (id: string) =>
    schema.parse(
      writtenRun(id, {
        title: '<img src=x onerror=alert(1)>\u202e',
        results: [
          { id: 'x', question: '`<b>`\u200b', outcome: 'crash', reason: { text: '<script>' } },
        ],
      }),
    );
  const trees = drawComparison(comparisonPage(hostile('a'), hostile('b'), context), [], surface);
  const tags = new Set<string>();
  const walk = (tree: Tree): void => {
    if (tree.type === 'text') return;
    tags.add(tree.tagName);
    tree.children.forEach(walk);
  };
  trees.forEach(walk);
  expect([...tags]).not.toContain('img');
  expect(read(trees)).toContain('<img src=x onerror=alert(1)>⟨U+202E⟩');
  expect(read(trees)).toContain('<b>⟨U+200B⟩');
});
