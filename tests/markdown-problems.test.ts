import { expect, test } from 'vitest';
import { refusedIn } from '../src/markdown-problems.ts';

test.each([
  ['<b>x</b>', 'markdown-html <b>'],
  ['a\n\n<!-- c -->', 'markdown-html <!--'],
  ['<script>alert(1)</script>', 'markdown-html <script>alert(1)</script>'],
  ['![a](https://example.org/a.png)', 'markdown-image https://example.org/a.png'],
  ['![a](data:image/png;base64,x)', 'markdown-image data:image/png;base64,x'],
  ['![a][b]\n\n[b]: https://example.org/a.png', 'markdown-image b'],
  ['[a](javascript:alert(1))', 'markdown-link javascript:alert(1)'],
  ['[a]( <java\tscript:x> )', 'markdown-link java\tscript:x'],
  ['[a](&#106;avascript:x)', 'markdown-link javascript:x'],
  ['[a]\n\n[a]: JavaScript:x', 'markdown-link JavaScript:x'],
  ['<vbscript:x>', 'markdown-link vbscript:x'],
  ['[a](data:text/html,x)', 'markdown-link data:text/html,x'],
  ['[a](http://example.org/)', 'markdown-link http://example.org/'],
  ['see http://example.org/ there', 'markdown-link http://example.org/'],
  ['see www.example.org there', 'markdown-link http://www.example.org'],
  ['[a](//example.org/)', 'markdown-link //example.org/'],
  ['[a](/runs/x/)', 'markdown-link /runs/x/'],
  ['[a](https://kernel.org@example.org/)', 'markdown-link https://kernel.org@example.org/'],
  ['[a](https://example.org/\u202e)', 'markdown-link https://example.org/\u202e'],
])('%j is refused', (text, told) => {
  const found = refusedIn(`First.\n\n${text}`);
  expect(`${found[0]?.code} ${Object.values(found[0]?.args ?? {}).join(' ')}`).toBe(told);
  expect(found[0]?.line).toBeGreaterThanOrEqual(3);
});

test.each([
  'a < b, a &lt; b, `<b>`, \\<b>, `![a](b)` and "![" alone',
  '[a](finding:x) [b](run:x#y) <finding:x> [c](#anchor)',
  '[a](https://example.org/?a=javascript:x) <https://example.org> https://例え.jp/ä',
  '[a](mailto:list@example.org) list@example.org',
  '```html\n<script>x</script>\n```\n\n    <b>code</b>',
])('%j is not', (text) => {
  expect(refusedIn(text)).toEqual([]);
});
