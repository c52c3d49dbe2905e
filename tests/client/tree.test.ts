import fc from 'fast-check';
import { ElementType, parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { type ElementNode, h, htmlOf, label, type Tree } from '../../src/client/tree.ts';
import '../fuzz/budget.ts';

/** What a parser makes of HTML, in the terms of a tree; texts side by side are one. */
function parsed(html: string): Tree[] {
  return parseDocument(html).children.map(treeOf);
}

function treeOf(node: ReturnType<typeof parseDocument>['children'][number]): Tree {
  if (node.type === ElementType.Text) return { type: 'text', value: node.data };
  if (node.type !== ElementType.Tag) throw new Error(`No tree has a ${node.type}.`);
  const { name, attribs } = node;
  return {
    type: 'element',
    tagName: name,
    properties: attribs,
    children: node.children.map(treeOf),
  };
}

/** A tree as it comes back: no empty text, no two texts side by side, an attribute without a value is empty. */
function normal(trees: readonly Tree[]): Tree[] {
  const found: Tree[] = [];
  for (const tree of trees) {
    const last = found.at(-1);
    if (tree.type === 'element') {
      const properties = Object.entries(tree.properties).map(([name, value]) => [
        name,
        value === true ? '' : String(value),
      ]);
      found.push({
        ...tree,
        properties: Object.fromEntries(properties) as ElementNode['properties'],
        children: normal(tree.children),
      });
    } else if (last?.type === 'text') {
      found[found.length - 1] = { type: 'text', value: last.value + tree.value };
    } else if (tree.value !== '') {
      found.push(tree);
    }
  }
  return found;
}

const words = fc.string({
  unit: fc.constantFrom('<', '>', '&', '"', '=', '/', '-', ';', ' ', 'amp', '#x3c', '‮', 'é'),
});
const { tree } = fc.letrec<{ tree: Tree; element: Tree; words: string }>((tie) => ({
  words,
  tree: fc.oneof(
    { maxDepth: 4 },
    words.map((text) => h('b', {}, text)),
    tie('element'),
  ),
  element: fc
    .tuple(
      fc.constantFrom('div', 'span', 'details', 'br'),
      fc.dictionary(fc.constantFrom('class', 'href', 'title'), fc.oneof(words, fc.boolean())),
      fc.array(fc.oneof(words, tie('tree')), { maxLength: 4 }),
    )
    .map(([name, properties, parts]) => h(name, properties, ...(name === 'br' ? [] : parts))),
}));

describe('a tree is written', () => {
  test('so that a parser finds it again, whatever its texts and attributes hold', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), (trees) => {
        expect(normal(parsed(htmlOf(trees)))).toEqual(normal(trees));
      }),
    );
  });

  test('with code marked, and what is not seen made visible', () => {
    expect(htmlOf([h('p', { hidden: true, id: undefined }, ...label('`a<b` \u202e"c"'))])).toBe(
      '<p hidden><code>a&lt;b</code> ⟨U+202E⟩"c"</p>',
    );
  });
});
