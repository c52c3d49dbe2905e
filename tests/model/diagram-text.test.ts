import { describe, expect, test } from 'vitest';
import { directivesIn, drawnText, nodeLinksIn, wordsOf } from '../../src/model/diagram-text.ts';

const found = (text: string) =>
  [...directivesIn(text)].map(({ line, found: words }) => [line, words]);

describe('what is not drawn is found with its line', () => {
  test.each([
    ['%%{init: {"theme": "dark"}}%%\nflowchart TB', [[1, '%%{init']]],
    ['---\nconfig:\n  theme: dark\n---\nflowchart TB', [[1, '---']]],
    ['flowchart TB\n  a\n  click a "javascript:x()"', [[3, 'click a "javascript:x()"']]],
    [
      'flowchart TB\n  a\n  click a href "data:text/html,x"',
      [[3, 'click a href "data:text/html,x"']],
    ],
    ['flowchart TB\n  a\n  click a "http://example.org"', [[3, 'click a "http://example.org"']]],
    ['flowchart TB\n  a; click b call alert()', [[2, 'click b call alert()']]],
    ['flowchart TB\n  click b f "tip"', [[2, 'click b f "tip"']]],
    ['gantt\n  click a href "https://example.org"', [[2, 'click a href "https://example.org"']]],
    ['classDiagram\n  class A\n  callback A "f"', [[3, 'callback A']]],
    ['classDiagram\n  link A "https://example.org"', [[2, 'link A "']]],
    ['sequenceDiagram\n  links A: {"x": "https://example.org"}', [[2, 'links A:']]],
    ['flowchart TB\n  a@{ img: "https://example.org/x.png" }', [[2, '@{ img:']]],
    ['flowchart TB\n  a[fa:fa-car Car]', [[2, 'fa:fa-car']]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    'flowchart TB\n  link --> links\n  link2[one] --> b',
    'flowchart TB\n  a["one click is enough; a --- line"]',
    'sequenceDiagram\n  Linker->>Loader: link: the rest',
    'flowchart TB\n  %% a comment on init\n  a@{ shape: cyl }',
  ])('and nothing else: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a node of a flowchart may lead somewhere', () => {
  const text = [
    'flowchart LR',
    '  a --> b-c --> d',
    '  click a "finding:some-id"',
    '  click b-c href "https://example.org/x#y" "A hint" _blank;',
    '  click d "run:first-run#conv"',
  ].join('\n');

  test('into the library or to a safe address', () => {
    expect(nodeLinksIn(text)).toEqual({
      a: 'finding:some-id',
      'b-c': 'https://example.org/x#y',
      d: 'run:first-run#conv',
    });
    expect(found(text)).toEqual([]);
  });

  test('which is not for Mermaid to draw, but keeps its lines', () => {
    expect(drawnText(text)).toBe('flowchart LR\n  a --> b-c --> d\n\n\n');
  });

  test('and nowhere else', () => {
    for (const address of ['javascript:x()', 'data:x', 'http://x', '//x', '/x', 'vbscript:x']) {
      const hostile = `graph TB\n  click a "${address}"`;
      expect(nodeLinksIn(hostile)).toEqual({});
      expect(drawnText(hostile)).toBe(hostile);
    }
  });
});

test('a diagram says what it is and what it shows', () => {
  const text = 'pie\n  accTitle: Outcomes\n  accDescr {\n    Three passed,\n    one hung.\n  }\n';
  expect(wordsOf(text)).toEqual({ title: 'Outcomes', description: 'Three passed, one hung.' });
  expect(wordsOf('pie\n accDescr: One line')).toEqual({ description: 'One line' });
  expect(wordsOf('flowchart TB\n a[accTitle]')).toEqual({});
});
