import type { Element } from 'hast';
import { describe, expect, test } from 'vitest';
import { pageOffences } from '../../src/render/page-offences.ts';
import { attackMarkdown } from '../attack/attacks.ts';
import { highlightToHtml } from '../../src/render/code.ts';
import { breakableHtml } from '../../src/render/breaks.ts';
import { diagramFences } from '../../src/render/fences.ts';
import { labelHtml } from '../../src/render/label.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { HIDDEN, visible } from '../../src/model/visible.ts';

const hrefOf = ({ kind, id }: { kind: string; id: string }) => `/${kind}/${id}/`;
const render = (text: string, inline = false) => renderMarkdown(text, { hrefOf, inline });

describe('Markdown', () => {
  test('links into the library become addresses', () => {
    expect(render('[x](finding:a-b)')).toBe('<p><a href="/finding/a-b/">x</a></p>');
  });

  test.each([
    '[x](javascript:alert(1))',
    '[x](data:text/html,hi)',
    '[x](http://example.org/)',
    '[x](vbscript:x)',
  ])('%s leads nowhere', (text) => {
    expect(render(text)).toBe('<p><a>x</a></p>');
  });

  test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<b onclick="x">y</b>'])(
    'raw HTML is dropped: %s',
    (text) => {
      expect(render(`a ${text} b`)).not.toMatch(/<(?!\/?p>)/);
    },
  );

  test('one line stands without its paragraph', () => {
    expect(render('one *two*', true)).toBe('one <em>two</em>');
  });

  test('a heading has an anchor only where one was allocated', () => {
    expect(render('## One {#first}\n\n## Two')).toBe('<h2 id="first">One</h2>\n<h2>Two</h2>');
  });

  test('tables scroll, aligned by class', () => {
    const html = render('| a |\n|--:|\n| 1 |');
    expect(html).toContain(
      '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>',
    );
    expect(html).toContain('<td class="align-right">1</td>');
    expect(html).not.toContain('align=');
  });

  test('code is highlighted with classes, in a language that is not known as text', () => {
    expect(render('```bash\nA=1 ls\n```')).toContain('<span class="tok-string">1</span>');
    expect(render('```nonesuch\n<a>\n```')).toBe(
      '<pre class="code" tabindex="0"><code>&#x3C;a></code></pre>',
    );
    expect(render('```bash\nls\n```')).not.toContain('style=');
  });
});

test('a diagram becomes its figure, or code where nobody draws', () => {
  const text = 'Look:\n\n```mermaid\npie\n  "<a>" : 1\n```\n\n```bash\nls\n```';
  const figure: Element = { type: 'element', tagName: 'figure', properties: {}, children: [] };
  const seen: string[] = [];
  const figureOf = (diagram: string) => {
    seen.push(diagram);
    return figure;
  };
  expect(renderMarkdown(text, { hrefOf, figureOf })).toBe(
    `<p>Look:</p>\n<figure></figure>\n${render('```bash\nls\n```')}`,
  );
  expect(seen).toEqual(['pie\n  "<a>" : 1']);
  expect(seen).toEqual(diagramFences(text).map((fence) => fence.text));
  expect(render(text)).toContain('<code>pie\n  "&#x3C;a>" : 1</code>');
});

test('highlighting keeps every character', () => {
  const text = 'MIO=1 python3 -c "print(\'<&>\')" # x\n$ cat /sys';
  const plain = highlightToHtml(text, 'bash')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&');
  expect(plain).toBe(text);
});

test('an identifier may break after its separators, and is escaped', () => {
  expect(breakableHtml('HSA_STATUS_<b>')).toBe('HSA_<wbr>STATUS_&#x3C;b>');
});

test('a label marks code and escapes the rest', () => {
  expect(labelHtml('With `a_b` <i>')).toBe('With <code>a_<wbr>b</code> &#x3C;i>');
});

test('characters that could deceive a reader are shown', () => {
  expect(visible('a\u202eb\u200bc\u001b[31m\n\td')).toBe('a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩[31m\n\td');
});

test('what tries to be live HTML is not, and hides nothing', () => {
  const html = renderMarkdown(attackMarkdown('x'), { hrefOf: () => '/x/' });
  const found = pageOffences(html, '').map(({ what }) => what);
  expect(found).toEqual(['the page has no Content-Security-Policy']);
  expect(HIDDEN.test(html)).toBe(false);
  expect(html).toContain('§x§');
});
