import fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/model/visible.ts';
import { runMarkdown } from '../../src/publish/markdown/run-markdown.ts';
import { stackFigure } from '../../src/publish/markdown/stack-figure.ts';
import { libraryText } from '../../src/publish/markdown/library-text.ts';
import {
  block,
  code,
  folded,
  label,
  linkTo,
  paragraphs,
  plain,
  table,
} from '../../src/publish/markdown/text.ts';
import { runPage } from '../../src/publish/run-page.ts';
import { run as runSchema } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { runs } from '../fuzz/budget.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (markdown: string) => parser.parse(markdown);

/** What a reader sees of it: the text of all nodes, raw HTML left out but for entities it shows. */
function shown(tree: Nodes): string {
  const parts: string[] = [];
  visit(tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') {
      parts.push(node.value);
    }
  });
  return parts.join('');
}

function kinds(tree: Nodes): Set<string> {
  const found = new Set<string>();
  visit(tree, (node) => void found.add(node.type));
  return found;
}

const oneLine = (text: string) => visible(text).replace(/\s+/g, ' ').trim();

/** Text made of what Markdown and forges read meaning into. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '`',
          '``',
          '|',
          '\\',
          '\\|',
          '*',
          '**',
          '_',
          '~~',
          '[',
          ']',
          '(',
          ')',
          '<',
          '>',
          '&',
          '#',
        ],
        ...['@someone', 'https://evil.example/x', 'www.evil.example', 'a@b.example', 'GH-1', '#12'],
        ...['!', '![', '](x)', '<script>', '</details>', '&amp;', '\n', '- ', '1. ', '+', '$', ' '],
        ...['\u202e', '\u200b', '\u0000', '\u001b[31m', '[^1]', '[x]', ':', '=', '---', '***'],
      ),
      fc.string({ maxLength: 4 }),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const INERT = new Set(['root', 'paragraph', 'text', 'html']);

describe('text from outside reads as it is', () => {
  test('as plain text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(plain(text));
        expect([...kinds(tree)].filter((kind) => !INERT.has(kind))).toEqual([]);
        visit(tree, 'html', ({ value }) => {
          expect(value).toBe('<!-- -->');
        });
        expect(shown(tree)).toBe(oneLine(text));
      }),
      { ...runs(2000), examples: [['.@.A'], ['a@_b.c']] },
    );
  });

  test('as code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = oneLine(text);
        const tree = parse(`x ${code(text)} y`);
        expect(shown(tree)).toBe(line === '' ? 'x  y' : `x ${line} y`);
      }),
      runs(2000),
    );
  });

  test('in the cell of a table, as text and as code', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const tree = parse(table(['a', 'b', 'c'], [[plain(one), code(two), 'end']]));
        const cells: string[] = [];
        visit(tree, 'tableCell', (cell) => void cells.push(shown(cell)));
        expect(cells).toEqual(['a', 'b', 'c', oneLine(one), oneLine(two), 'end']);
      }),
      runs(2000),
    );
  });

  test('as the words of a link', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(`see ${linkTo(label(text.replaceAll('`', '')), '/a(b)/')}.`);
        const links: string[] = [];
        visit(tree, 'link', ({ url }) => void links.push(url));
        expect(links).toEqual(['/a%28b%29/']);
      }),
      runs(1000),
    );
  });

  test('in a fence, and folded away', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tree = parse(paragraphs(folded(text, block(text)), 'after'));
        expect(tree.children.map(({ type }) => type)).toEqual([
          'html',
          'code',
          'html',
          'paragraph',
        ]);
        const [open, fence] = tree.children;
        expect(open?.type === 'html' ? open.value.match(/<[^!]/g) : []).toHaveLength(3);
        const kept = fence?.type === 'code' ? fence.value : undefined;
        expect(kept).toBe(visible(text).replace(/\n+$/, ''));
      }),
      runs(1000),
    );
  });

  test.each([
    ['@octocat', '@<!-- -->octocat'],
    ['see #12, !3 and GH-4', 'see #<!-- -->12, !<!-- -->3 and GH-<!-- -->4'],
    ['https://evil.example', 'https:<!-- -->//evil.example'],
    ['www.evil.example', 'www<!-- -->.evil.example'],
    ['2. not a list', '2\\. not a list'],
    ['# no heading', '\\# no heading'],
    ['HSA_STATUS_ERROR', 'HSA_STATUS_ERROR'],
    ['a_b _c_', 'a_b \\_c\\_'],
  ])('%s is written %s', (text, written) => {
    expect(plain(text)).toBe(written);
  });
});

describe('Markdown of the library', () => {
  const location = { base: '/sub/', edition: 'one', origin: 'https://example.org' };

  test.each([
    ['[x](finding:a)', '[x](https://example.org/sub/v/one/findings/a/)'],
    ['[x](run:r#res)', '[x](https://example.org/sub/runs/r/#res)'],
    ['[x](https://a.example/)', '[x](https://a.example/)'],
    ['`[x](finding:a)` <script>', '`[x](finding:a)` \\<script>'],
    ['a\nb `c`\nd\n\n- e\n  f\n- g', 'a b `c` d\n\n- e f\n- g'],
    ['# a\nb\n\n| c |\n| - |\nd  \ne', '# a\nb\n\n| c |\n| - |\nd  \ne'],
    ['```\na\nb <i>\n```\nc', '```\na\nb <i>\n```\nc'],
    ['<https://a.example> a < b', '<https://a.example> a < b'],
    // What is escaped already stays so: a second backslash would undo the first.
    ['\\<script>', '\\<script>'],
    ['\\\\<script>', '\\\\\\<script>'],
    ['\\`<b> `<i>` ``a`<i>``', '\\`\\<b> `<i>` ``a`<i>``'],
    ['[x](javascript:y)', '[x\\](javascript:y)'],
    ['[x\\](javascript:y)', '[x\\](javascript:y)'],
    ['![x]( <data:y>)', '![x\\]( <data:y>)'],
    ['a\u202eb', 'a⟨U+202E⟩b'],
  ])('%s becomes %s', (text, written) => {
    expect(libraryText(text, location)).toBe(written);
  });
});

describe('a run as it is reported', () => {
  const location = { base: '/', origin: 'https://example.org' };
  const report = (rest: Record<string, unknown>) => {
    const written = writtenRun('r', rest);
    const library = libraryOf({ run: [written] });
    return runMarkdown(runPage(runSchema.parse(written), library), location);
  };

  test('tells what did not pass first, and what was not recorded', () => {
    const text = report({
      results: [
        { id: 'fine', outcome: 'pass', checked: 'verified' },
        { id: 'bad', outcome: 'hang', command: { form: 'complete', argv: ['a', 'b c'] } },
      ],
      plan: { count: 3, ids: ['fine', 'bad', 'gone'] },
    });
    expect(text).toContain(
      [
        '| **hang** | [bad](https://example.org/runs/r/#bad) |  |',
        '| **no result** | `gone` |  |',
        '| **pass** (verified) | [fine](https://example.org/runs/r/#fine) |  |',
      ].join('\n'),
    );
    expect(text).toMatch(/\*Not recorded\* \| Card, GPU family, .*Kernel/);
    expect(text).toContain("```sh\na 'b c'\n```");
    expect(text).toContain('2 of 3 ran');
  });

  test('names a piece of evidence once, whatever it is called', () => {
    const piece = (id: string) => ({ id, kind: 'config', strength: 'captured', excerpt: 'a=1' });
    const text = report({ evidence: [piece('config'), piece('options')] });
    expect(text).toContain('<summary>config (captured)</summary>');
    expect(text).toContain('<summary>config options (captured)</summary>');
  });

  test('of 5,000 results with long logs still fits into an issue', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `r-${index}`);
    const text = report({
      results: ids.map((id, index) => ({
        id,
        outcome: index === 4999 ? 'crash' : 'pass',
        reason: { text: '`|@x '.repeat(700) },
        evidence: [`e-${id}`],
      })),
      evidence: ids.map((id) => ({
        id: `e-${id}`,
        kind: 'log',
        strength: 'captured',
        excerpt: 'x\n'.repeat(8000),
      })),
      settings: ids
        .slice(0, 500)
        .map((name) => ({ kind: 'env', name, requested: 'v'.repeat(900) })),
      account: ids.slice(0, 300).map((name) => `${name} ${'faulted '.repeat(60)}`),
    });
    expect(text).toMatch(/^2\d\d more on the page of the run\.$/m);
    expect(text.length).toBeLessThan(64_000);
    expect(text.indexOf('#r-4999')).toBeLessThan(text.indexOf('#r-0)'));
    expect(text).toMatch(/^49\d\d more: \[the whole run\]/m);
    expect(text).toMatch(/\d+ more stand on its page\./);
  });
});

test('a drawing of the stack holds hostile names as text', () => {
  const figure = stackFigure({
    caption: '',
    strata: [
      {
        link: { label: '`A` "x" <b>#1', target: { kind: 'layer', id: 'a' } },
        named: false,
        marks: [{ role: 'raised', basis: 'shown', outcome: 'crash' }],
      },
      {
        link: { label: 'B', target: { kind: 'layer', id: 'b' } },
        named: true,
        detail: 'B 1',
        marks: [],
      },
      { link: { label: 'C', target: { kind: 'layer', id: 'c' } }, named: false, marks: [] },
      { link: { label: 'D', target: { kind: 'layer', id: 'd' } }, named: true, marks: [] },
    ],
  });
  expect(figure).toBe(
    [
      '```mermaid',
      'flowchart TD',
      '  s0["A #quot;x#quot; #lt;b#gt;#35;1<br>crash: error raised here (shown)"]',
      '  s1["B<br>B 1"]',
      '  s2["D"]',
      '  s0 --> s1',
      '  s1 --> s2',
      '  classDef broken stroke-width:3px,stroke-dasharray:6 4',
      '  class s0 broken',
      '```',
    ].join('\n'),
  );
});
