import { describe, expect, test } from 'vitest';
import { cleanSvg } from '../../src/render/svg-cleaning.ts';

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10.001 20" style="max-width: 10px" onload="x()">${inside}</svg>`;
const FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20" width="10" height="20">';
const clean = (inside: string) => cleanSvg(svg(inside), 'drawn');
const rect = '<rect width="1" height="2" />';

describe('of a hostile SVG stays what is harmless', () => {
  test.each([
    ['script', `<script>alert(1)</script>${rect}`, rect, ['script']],
    ['script in another case', `<SCRIPT>alert(1)</SCRIPT>${rect}`, rect, ['SCRIPT']],
    ['a handler', '<rect width="1" height="2" onclick="x()" onload="y()"/>', rect, []],
    ['HTML', `<foreignObject><img src="x" onerror="y()"/></foreignObject>`, '', ['foreignObject']],
    ['a picture', `<image href="https://example.org/x.png"/>${rect}`, rect, ['image']],
    ['a link', `<a href="javascript:alert(1)">${rect}</a>`, rect, []],
    ['a part of elsewhere', '<use href="https://example.org/x.svg#a"/>', '', ['use']],
    ['data', '<use xlink:href="data:image/svg+xml,x"/>', '', ['use']],
    ['a style', `<style>@import "https://example.org"</style>${rect}`, rect, []],
    ['styles', '<rect width="1" height="2" style="fill: url(https://example.org)"/>', rect, []],
    ['a paint of elsewhere', '<rect width="1" height="2" fill="url(https://x.org/#a)"/>', rect, []],
    [
      'a filter of elsewhere',
      '<rect width="1" height="2" filter="url(https://x.org/#a)"/>',
      rect,
      [],
    ],
    ['a changing address', '<a><set attributeName="href" to="javascript:x()"/></a>', '', ['set']],
    ['an animation', `<animate attributeName="x"/>${rect}`, rect, ['animate']],
    [
      'a value with more in it',
      '<rect width="1&quot; onload=&quot;x()" height="2"/>',
      '<rect height="2" />',
      [],
    ],
    ['a class', '<rect width="1" height="2" class="nav" id="main"/>', rect, []],
  ])('%s', (_, inside, left, lost) => {
    const cleaned = clean(inside);
    const whole = left === '' ? `${FRAME.slice(0, -1)} />` : `${FRAME}${left}</svg>`;
    expect(cleaned.svg).toBe(whole);
    expect(cleaned.lost).toEqual(lost);
  });

  test('text is escaped, what is invisible shown', () => {
    expect(clean('<text>&lt;b&gt; a\u202eb</text>').svg).toContain(
      '<text>&#x3C;b> a⟨U+202E⟩b</text>',
    );
  });

  test('what offers text beside HTML gives the text', () => {
    const { svg: text, lost } = clean(
      '<switch><foreignObject><div>x</div></foreignObject><text>x</text></switch>',
    );
    expect(text).toBe(`${FRAME}<text>x</text></svg>`);
    expect(lost).toEqual([]);
  });

  test('what is no SVG is all lost', () => {
    expect(cleanSvg('<html><body/></html>', 'drawn')).toEqual({ svg: '', lost: ['svg'] });
  });
});

describe('what Mermaid draws becomes small and the same every time', () => {
  test('only ids that something refers to stay, numbered in order', () => {
    const { svg: text } = clean(
      '<defs><marker id="drawn_b"><path d="M0 0"/></marker><marker id="unused"><path d="M1 1"/></marker>' +
        '<marker id="drawn_a"><path d="M2 2"/></marker></defs>' +
        '<path id="edge" d="M3 3" marker-end="url(#drawn_a)" marker-start="url(&quot;#drawn_b&quot;)"/>',
    );
    expect(text).toBe(
      `${FRAME}<defs><marker id="1"><path d="M0 0" /></marker><marker id="2"><path d="M2 2" /></marker></defs>` +
        '<path d="M3 3" marker-end="url(#2)" marker-start="url(#1)" /></svg>',
    );
  });

  test('coordinates are rounded', () => {
    const path = '<path d="M-0.001 1.23456L1e-7 2" transform="translate(0.005, -3.999)"/>';
    expect(clean(path).svg).toContain('<path d="M0 1.23L0 2" transform="translate(0.01, -4)" />');
  });

  test('colours become parts of the theme, others tones in the order of their appearance', () => {
    const shape = (fill: string, stroke: string) =>
      `<path d="M0 0" data-fill="${fill}" data-stroke="${stroke}"/>`;
    const { svg: text } = clean(
      shape('rgb(254, 254, 2)', 'rgb(254, 254, 3)') +
        shape('rgb(9, 8, 7)', 'none') +
        shape('rgb(1, 2, 3)', 'rgb(9, 8, 7)') +
        shape('rgb(0, 0, 0)', 'rgb(255, 255, 255)') +
        '<text data-fill="rgb(200, 0, 0)">x</text>',
    );
    expect([...text.matchAll(/class="([^"]*)"/g)].map((match) => match[1])).toEqual([
      'fill-node stroke-border',
      'fill-tone-1 stroke-none',
      'fill-tone-2 stroke-tone-1',
      'fill-ink stroke-paper',
      'fill-ink',
    ]);
  });

  test('a node keeps its name, and its lines a space between them', () => {
    const { svg: text } = clean(
      '<g class="node" id="drawn-flowchart-hip_flags-12"><text><tspan x="0"><tspan>HIP</tspan><tspan> asks</tspan></tspan>' +
        '<tspan x="0"><tspan>by flags</tspan></tspan></text></g>',
    );
    expect(text).toContain(
      '<g data-node="hip_flags"><text><tspan x="0">HIP asks</tspan><tspan font-size="0"> </tspan><tspan x="0">by flags</tspan></text></g>',
    );
  });

  test('what is hidden or empty is left out', () => {
    const { svg: text } = clean(
      `<g data-hidden=""><text>x</text></g><rect/><path d=""/><g><g/></g><title>t</title>${rect}`,
    );
    expect(text).toBe(`${FRAME}${rect}</svg>`);
  });
});
