import { expect, test } from 'vitest';
import { comparisonMarkdown } from '../../src/publish/markdown/comparison-markdown.ts';

test('a comparison is reported with what changed first, hostile values as text', () => {
  const run = (letter: string, id: string) => ({
    letter,
    link: { label: `Run \`${id}\``, target: { kind: 'run' as const, id } },
    date: '6 November 2025',
    card: 'RDNA1',
    completeness: 'complete: 1 of 1 ran',
  });
  const side = (id: string, outcome: 'crash' | 'pass') => ({
    outcome,
    link: { label: 'Does it run?', target: { kind: 'run' as const, id, anchor: 'r' } },
  });
  const text = comparisonMarkdown(
    {
      title: 'Two runs',
      headline: 'One result changed.',
      runs: [run('A', 'a'), run('B', 'b')],
      may: ['The change goes with `X`.'],
      mayNot: [],
      groups: [
        {
          title: 'Settings',
          rows: [{ name: '`X`', aspect: 'requested', a: 'a|b @me' }],
          same: [{ name: 'Card', a: 'x', b: 'x' }],
        },
      ],
      changes: [
        { word: 'mended', rows: [{ a: side('a', 'crash'), b: side('b', 'pass') }] },
        { word: 'new', rows: [{ b: side('b', 'pass') }] },
      ],
    },
    'https://example.org/compare/a/b/',
    { base: '/', origin: 'https://example.org' },
  );
  expect(text).toBe(`## [Two runs](https://example.org/compare/a/b/)

One result changed.

- **A**: [Run \`a\`](https://example.org/runs/a/) (6 November 2025, RDNA1; complete: 1 of 1 ran)
- **B**: [Run \`b\`](https://example.org/runs/b/) (6 November 2025, RDNA1; complete: 1 of 1 ran)

### What became of each result

|  | A | B | Probe |
| --- | --- | --- | --- |
| mended | **crash** | **pass** | [Does it run?](https://example.org/runs/b/#r) |
| new | *not asked* | **pass** | [Does it run?](https://example.org/runs/b/#r) |

### What differs

| Settings | A | B |
| --- | --- | --- |
| \`X\`, requested | <code>a&#124;b @<!-- -->me</code> | *not recorded* |

<details><summary>Settings: the same</summary>

| Settings | A | B |
| --- | --- | --- |
| Card | \`x\` | \`x\` |

</details>

### What follows

- The change goes with \`X\`.
`);
});

test('a long comparison is cut until an issue takes it, and says how much it left out', () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    name: `SETTING_${index}`,
    a: 'x'.repeat(2_000),
    b: `${'y'.repeat(299)}\u{1f600}`,
  }));
  const url = 'https://example.org/compare/a/b/';
  const text = comparisonMarkdown(
    {
      title: 'Two runs',
      headline: 'Much differs.',
      runs: [],
      may: [],
      mayNot: [],
      groups: [
        { title: 'Machine', rows, same: rows },
        { title: 'Settings', rows, same: rows },
      ],
      changes: [],
    },
    url,
    { base: '/', origin: 'https://example.org' },
  );
  expect(text.length).toBeLessThan(60_000);
  expect(text.length).toBeGreaterThan(20_000);
  const more = [...text.matchAll(/^(\d+) more: \[the whole comparison\]\((.+)\)$/gm)];
  expect(more).toHaveLength(4);
  const shown = [...text.matchAll(/^\| SETTING/gm)].length;
  const left = more.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(shown + left).toBe(4 * rows.length);
  expect(more.every(([, , to]) => to === url)).toBe(true);
  expect(text).toContain(`${'x'.repeat(300)}…`);
  expect(text.isWellFormed()).toBe(true);
});
