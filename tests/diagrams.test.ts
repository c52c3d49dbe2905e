import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { readArchive } from '../src/archive.ts';
import { diagramProblems } from '../src/diagram-problems.ts';
import { drawDiagrams } from '../src/drawings.ts';
import { formatProblem } from '../src/model/problem.ts';
import { quotedLabel } from '../src/publish/mermaid-text.ts';
import { DrawingCache, drawingKey } from '../src/render/drawing-cache.ts';
import { RENDER_ID } from '../src/render/drawing-config.ts';
import { DrawingPage } from '../src/render/drawing-page.ts';
import { elementsOf, parseSvg, textOf } from '../src/render/svg.ts';
import { cleanSvg } from '../src/render/svg-cleaning.ts';
import { contentCopy, temporaryFolder } from './content-copy.ts';

let browser: Browser;
let page: DrawingPage;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await DrawingPage.open(browser);
});
afterAll(async () => {
  await browser.close();
});

/** A content folder with more files in it. */
function contentWith(files: Readonly<Record<string, string>>) {
  const content = contentCopy();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, path)), { recursive: true });
    writeFileSync(join(content, path), text);
  }
  const { archive, problems } = readArchive(content);
  if (archive === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  return { content, archive };
}

const about = (...lines: readonly string[]) =>
  ['---', 'id: about', 'title: About', 'summary: This.', '---', ...lines, ''].join('\n');
const fence = (text: string) => ['```mermaid', text, '```'].join('\n');

describe('a mistake in a diagram is told with file and line', () => {
  const told = async (files: Readonly<Record<string, string>>) => {
    const { content, archive } = contentWith(files);
    const problems = await diagramProblems(content, archive.library);
    return problems.map(({ code, file, line }) => [code, file, line]);
  };

  test('in prose, blank lines before the text or not', async () => {
    const text = about(
      '',
      '',
      'Look:',
      '',
      fence('sequenceDiagram\n  A->>B: x\n  A->>B x\n  B->>A: y'),
    );
    expect(await told({ 'prose/about.md': text })).toEqual([
      ['syntax', 'content/prose/about.md', 13],
    ]);
  });

  test('in Markdown within YAML, each of them', async () => {
    const layer = [
      'id: extra',
      'name: Extra',
      'role: |',
      '',
      '  Its role.',
      '',
      '  ```mermaid',
      '  flowchart TB',
      '    a -->',
      '  ```',
      '',
      '  ```mermaid',
      '  flowchart TB',
      '    a --> b',
      '    click a "javascript:alert(1)"',
      '  ```',
      '',
    ];
    expect(await told({ 'layers/extra.yaml': layer.join('\n') })).toEqual([
      ['syntax', 'content/layers/extra.yaml', 9],
      ['diagram-directive', 'content/layers/extra.yaml', 15],
    ]);
  });

  test('and none where there is none', async () => {
    expect(await told({ 'prose/about.md': about(fence('pie\n "a" : 1')) })).toEqual([]);
  });
});

describe('diagrams are drawn', () => {
  const prose = {
    'prose/about.md': about(fence('pie\n "a" : 1'), fence('flowchart TB\n a --> b')),
  };
  /** Launches a browser that others go on to use. */
  const launching = () => {
    const calls = { count: 0 };
    const launch = () => {
      calls.count += 1;
      return launchBrowser();
    };
    return { calls, launch };
  };

  test('once, with one browser, and again where the drawing kept is damaged', async () => {
    const { content, archive } = contentWith(prose);
    const folder = temporaryFolder();
    const cache = new DrawingCache(folder);
    const { calls, launch } = launching();
    const draw = () => drawDiagrams(content, archive, cache, launch);

    expect(await draw()).toEqual({ drawn: 2, problems: [], warnings: [] });
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(await draw()).toEqual({ drawn: 0, problems: [], warnings: [] });
    expect(calls.count).toBe(1);

    const damaged = join(folder, readdirSync(folder)[1] ?? '');
    writeFileSync(damaged, readFileSync(damaged, 'utf8').replace('<svg', '<svg onload="x()"'));
    expect(await draw()).toEqual({ drawn: 1, problems: [], warnings: [] });
    expect(calls.count).toBe(2);
    const again = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(again).toEqual(kept);
  });

  test.each([
    ['browserType.launch: Failed to launch.\nCall log', 'Failed to launch'],
    [
      'browserType.launch: Closed\n[err] chromium: error while loading shared libraries: libnss3.so: cannot open',
      'the library libnss3.so is missing',
    ],
  ])('not where no browser can be started, which is said once: %s', async (message, cause) => {
    const { content, archive } = contentWith(prose);
    const cache = new DrawingCache(temporaryFolder());
    const launch = () => Promise.reject(new Error(message));
    const { drawn, problems, warnings } = await drawDiagrams(content, archive, cache, launch);
    expect([drawn, problems]).toEqual([0, []]);
    expect(warnings.map(({ code, says }) => [code, says])).toEqual([
      ['no-browser', `No browser could be started to draw 2 diagrams: ${cause}.`],
    ]);
    expect(cache.read(drawingKey('pie\n "a" : 1'))).toBeUndefined();
  });

  test('but one that cannot be is a problem, and the others are drawn', async () => {
    const journey = 'flowchart TB\n  a@{ shape: nonesuch } --> b';
    const { content, archive } = contentWith({
      'prose/about.md': about('', fence('pie\n "a" : 1'), '', fence(journey)),
    });
    const cache = new DrawingCache(temporaryFolder());
    const { drawn, problems } = await drawDiagrams(content, archive, cache, launchBrowser);
    expect(drawn).toBe(1);
    expect(problems.map(({ code, file, line }) => [code, file, line])).toEqual([
      ['diagram-not-drawn', 'content/prose/about.md', 13],
    ]);
  });
});

const TEXTS = [
  'flowchart TB\n  a(["one"]) -->|two| b{three}\n  subgraph s\n    c[(four)]\n  end\n  b -.-> c',
  'sequenceDiagram\n  A->>B: x\n  Note over A,B: y',
  'gantt\n  dateFormat YYYY-MM-DD\n  section S\n  A :a1, 2025-01-01, 30d',
  'stateDiagram-v2\n  [*] --> a\n  a --> [*]',
  'mindmap\n  root((x))\n    a\n    b',
  'gitGraph\n  commit id: "a"\n  branch b\n  commit id: "c"',
];

async function drawn(texts: readonly string[], on = page): Promise<Map<string, string>> {
  const drawings = new Map<string, string>();
  for (const text of texts) {
    const { svg, lost } = cleanSvg(await on.draw(text), RENDER_ID);
    expect(lost).toEqual([]);
    drawings.set(text, svg);
  }
  return drawings;
}

test('the same text gives the same bytes, in any order, at any time', async () => {
  const first = await drawn(TEXTS);
  const second = await drawn(TEXTS.toReversed(), await DrawingPage.open(browser));
  for (const [text, svg] of first) expect(second.get(text)).toBe(svg);
});

test('a drawing holds no style, no script and nothing of another host', async () => {
  for (const svg of (await drawn(TEXTS)).values()) {
    expect(svg).not.toMatch(
      /style=|<style|<script|\son[a-z]+=|foreignObject|href="[^#]|url\((?!#\d)/,
    );
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toContain('//');
    expect(svg).toMatch(/viewBox="[-\d. ]+" width="\d+" height="\d+"/);
  }
});

test('a label shows every character that it was given', async () => {
  const labels = [
    '1. one',
    '- two',
    '**bold** _x_ `code`',
    'HSA_DISABLE_CACHE=1',
    '<b>x</b> & "y" <br/>',
    '#35; #quot; # a',
    '[x](https://example.org)',
    '3×3 → “漢字” \\n $$x$$',
    'fa:fa-car ~x~ %% z',
  ];
  const texts = labels.map((label) => `flowchart TB\n  a[${quotedLabel(label)}]`);
  const drawings = await drawn(texts);
  const shown = texts.map((text) => {
    const root = parseSvg(drawings.get(text) ?? '');
    return root === undefined ? '' : textOf(root);
  });
  expect(shown).toEqual(labels);
});

test('hostile text comes out as text', async () => {
  const text = 'flowchart TB\n  a["<img src=x onerror=alert(1)><script>alert(2)</script>"] --> b';
  const root = parseSvg((await drawn([text])).get(text) ?? '');
  const names = new Set(
    [...(root === undefined ? [] : elementsOf(root))].map(({ tagName }) => tagName),
  );
  expect([...names].toSorted()).toEqual(['g', 'marker', 'path', 'rect', 'svg', 'text', 'tspan']);
});

test('what breaks one drawing does not touch the next', async () => {
  const [text = ''] = TEXTS;
  const before = await page.draw(text);
  await expect(page.draw('flowchart TB\n  a@{ shape: nonesuch }')).rejects.toThrow(/nonesuch/);
  expect(await page.draw(text)).toBe(before);
});
