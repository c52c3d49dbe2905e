import { describe, expect, test } from 'vitest';
import { diagramFences } from '../../src/render/fences.ts';
import { mermaidError } from '../../src/render/mermaid-syntax.ts';

describe('without a browser Mermaid tells', () => {
  test.each([
    'flowchart TB\n  a["<b>x</b>"] --> b',
    'sequenceDiagram\n  A->>B: x',
    'stateDiagram-v2\n  a --> b\n  note right of a : x',
    'classDiagram\n  A <|-- B',
    'erDiagram\n  A ||--o{ B : has',
    'gantt\n  section S\n  A :a1, 2025-01-01, 3d',
    'pie\n  "a" : 5',
    'mindmap\n  root((x))\n    A',
  ])('what it can read: %s', async (text) => {
    expect(await mermaidError(text)).toBeUndefined();
  });

  test.each([
    ['flowchart TB\n  a --> b\n  b -->', 3, 'it ends too early'],
    ['sequenceDiagram\n  A->>B x\n  B->>A: y', 2, 'the line ends too early'],
    ['sequenceDiagram\n  A->>B: x\n  loop\n  end end', 4, /expected/],
    ['block-beta\n  a[\n', 2, 'a character here has no meaning'],
    ['pie\n  "a" 5', 2, "expecting token of type ':' but found `5`"],
    ['nonsense', 1, 'it does not begin with a kind of diagram'],
    ['', 1, 'it does not begin with a kind of diagram'],
  ])('what it cannot, where and why: %s', async (text, line, cause) => {
    const error = await mermaidError(text);
    expect(error?.line).toBe(line);
    expect(error?.cause).toMatch(cause);
    expect(error?.cause).not.toMatch(/[\n.]$/);
  });
});

test('diagrams are found in Markdown as it is rendered', () => {
  const markdown = [
    'Text ```mermaid``` in a line.',
    '```mermaid',
    'pie',
    '',
    '  "a" : 1',
    '```',
    '- in a list',
    '  ~~~mermaid',
    '  flowchart TB',
    '  ~~~',
    '````md',
    '```mermaid',
    'shown, not drawn',
    '```',
    '````',
    '```bash',
    'mermaid',
    '```',
  ].join('\n');
  expect(diagramFences(markdown)).toEqual([
    { text: 'pie\n\n  "a" : 1', line: 3 },
    { text: 'flowchart TB', line: 9 },
  ]);
});
