import { describe, expect, test } from 'vitest';
import { directivesIn, wordsOf } from '../../src/model/diagram-text.ts';

const found = (text: string) =>
  [...directivesIn(text)].map(({ line, found: words }) => [line, words]);

describe('what is not drawn is found with its line', () => {
  test.each([
    ['%%{init: {"theme": "dark"}}%%\nflowchart TB', [[1, '%%{init']]],
    ['---\nconfig:\n  theme: dark\n---\nflowchart TB', [[1, '---']]],
    ['flowchart TB\n  a --> b\n  click a "https://example.org"', [[3, 'click a']]],
    ['flowchart TB\n  a; click b call alert()', [[2, 'click b']]],
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

test('a diagram says what it is and what it shows', () => {
  const text = 'pie\n  accTitle: Outcomes\n  accDescr {\n    Three passed,\n    one hung.\n  }\n';
  expect(wordsOf(text)).toEqual({ title: 'Outcomes', description: 'Three passed, one hung.' });
  expect(wordsOf('pie\n accDescr: One line')).toEqual({ description: 'One line' });
  expect(wordsOf('flowchart TB\n a[accTitle]')).toEqual({});
});
