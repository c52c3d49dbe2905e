import { describe, expect, test } from 'vitest';
import { contentHtml, diagramFigure } from '../../src/render/diagram-figure.ts';
import { placedDrawing } from '../../src/render/drawing.ts';
import { svgText } from '../../src/render/svg.ts';

const KEPT =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9">' +
  '<marker id="1"><path d="M0 0" /></marker><path d="M1 1" marker-end="url(#1)" /><use href="#1" />' +
  '<g data-node="a"><text>A</text></g><g data-node="constructor"><text>B</text></g></svg>';
const place = { id: 'drawn-0', title: 'A <title>' };

describe('a drawing in its place', () => {
  test('is an image with a name, its ids its own', () => {
    expect(svgText(placedDrawing(KEPT, place))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9" class="drawing" role="img" aria-labelledby="drawn-0-title">' +
        '<title id="drawn-0-title">A &#x3C;title></title>' +
        '<marker id="drawn-0-1"><path d="M0 0" /></marker><path d="M1 1" marker-end="url(#drawn-0-1)" /><use href="#drawn-0-1" />' +
        '<g data-node="a"><text>A</text></g><g data-node="constructor"><text>B</text></g></svg>',
    );
  });

  test('is a group with links where nodes lead somewhere, and described', () => {
    const hrefs = { a: '/stack/a/?x="&y', gone: '/nowhere/' };
    const text = svgText(placedDrawing(KEPT, { ...place, description: 'It shows A.', hrefs }));
    expect(text).toContain(
      'role="group" aria-labelledby="drawn-0-title" aria-describedby="drawn-0-desc"',
    );
    expect(text).toContain('<desc id="drawn-0-desc">It shows A.</desc>');
    expect(text).toContain(
      '<a href="/stack/a/?x=&#x22;&#x26;y"><g data-node="a"><text>A</text></g></a>',
    );
    expect(text.match(/<a /g)).toHaveLength(1);
  });

  test('scrolls where it is wide', () => {
    const wide = KEPT.replace('width="9"', 'width="900"');
    const figure = (drawing: string) =>
      contentHtml([diagramFigure({ ...place, text: 'pie', drawing }, undefined)]);
    expect(figure(wide)).toContain(
      '<div class="scroll" tabindex="0" role="group" aria-label="Diagram: A <title>"><svg',
    );
    expect(figure(KEPT)).toContain('<figure class="diagram"><svg');
  });
});

test('a figure without a drawing shows the text in its place, and lets it be copied', () => {
  const text = 'flowchart TB\n  a["<b>"]';
  const html = contentHtml([diagramFigure({ ...place, text, drawing: undefined }, 'A caption')]);
  expect(html).toBe(
    '<figure class="diagram"><figcaption>A caption</figcaption>' +
      '<p class="hint">This diagram was not drawn when the site was built. This is its text.</p>' +
      '<pre class="code" tabindex="0"><code>flowchart TB\n  a["&#x3C;b>"]</code></pre>' +
      '<button type="button" class="copy" data-copy="" hidden>Copy as Mermaid</button></figure>',
  );
});
