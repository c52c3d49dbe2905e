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
