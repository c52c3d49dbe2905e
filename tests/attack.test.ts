import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import { readLibrary } from '../src/library.ts';
import { stringsIn } from '../src/model/string-walk.ts';
import { HIDDEN, visible } from '../src/model/visible.ts';
import { PAGE_CONTENT_POLICY } from '../src/publish/security-headers.ts';
import { pageOffences } from '../src/render/page-offences.ts';
import { acceptedMarkdown, attackLine, attackMarkdown, attackText } from './attack/attacks.ts';
import { writeAttacks } from './attack/content.ts';
import { ID } from './attack/filled.ts';
import { script } from './warm/script.ts';

const scratch = mkdtempSync(join(tmpdir(), 'faultline-attack-'));
const content = join(scratch, 'content');
const site = join(scratch, 'site');
let server: StaticServer;
let browser: Browser;
let items: ReturnType<typeof writeAttacks>;

beforeAll(async () => {
  items = writeAttacks(content, acceptedMarkdown);
  const env = { FAULTLINE_CONTENT: content, SITE: 'https://attack.example' };
  const built = script('build', ['--out', site], { env });
  expect(built.stderr).toBe('');
  server = await serve(site, '/');
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

const filesEnding = (ending: string) =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending));

/** A context that notes whatever an attack may do: run, ask another host, open a dialog, break the policy. */
async function watched(bypassCSP: boolean) {
  const context = await browser.newContext({ bypassCSP });
  const seen: string[] = [];
  await context.exposeFunction(
    'pwned',
    (number: unknown) => void seen.push(`ran ${String(number)}`),
  );
  context.on('request', (request) => {
    if (!request.url().startsWith(server.home)) seen.push(`asked ${request.url()}`);
  });
  context.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('weberror', (error) => seen.push(`error ${error.error().message}`));
  context.on('console', (message) => {
    const missing = message.text().includes('404 (Not Found)');
    if (message.type() === 'error' && !missing) seen.push(message.text());
  });
  return { context, seen };
}

/** What is wrong with a page as it stands in the browser, its scripts having run. */
async function wrongWith(page: Page): Promise<string[]> {
  // A script that loads others asks for them by their whole addresses.
  const own = `href="${new URL(server.home).origin}/`;
  const html = (await page.content()).replaceAll(own, 'href="/');
  const offences = pageOffences(html, PAGE_CONTENT_POLICY).map(({ what }) => what);
  const text = await page.evaluate(() => document.documentElement.textContent);
  return HIDDEN.test(text) ? [...offences, 'characters that are not seen'] : offences;
}

/** Pages that lead on by themselves, to where a thing is now. */
const MOVED = /tostring|old-/;

async function visit(page: Page, path: string, then?: (page: Page) => Promise<void>) {
  await page.goto(server.home + path, { waitUntil: then ? 'networkidle' : 'load' });
  if (MOVED.test(path)) await page.waitForURL((url) => !MOVED.test(url.pathname));
  await then?.(page);
  return (await wrongWith(page)).map((what) => `${what}: ${path}`);
}

test('every text of every kind is an attack, and the content is valid', () => {
  expect(readLibrary(content).problems).toEqual([]);
  for (const [kind, made] of items) {
    const texts = made.flatMap((item) => [...stringsIn(item)].map(({ text }) => text));
    expect([kind, texts.filter((text) => text.includes('<script>pwned(')).length]).not.toEqual([
      kind,
      0,
    ]);
  }
});

/** Of all kinds, what is shown in other words, or may not remain. */
const NOWHERE = [
  // The provenance of the run names the format; a line and a byte say more than a pointer.
  /^run\.results\.\d+\.raw\.(?:format|pointer)$/,
  // The names of parameters by which results of several probes are laid out.
  /^probe\.subject\.at\.\d+$/,
  /^retirement\.remains\./,
];

test('every text of every kind stands on a page, to be read', () => {
  const read = filesEnding('.html')
    .filter((path) => !path.startsWith('v/'))
    .map((path) => readFileSync(join(site, path), 'utf8'))
    .map((html) => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ''))
    .join('\n');
  const lost: string[] = [];
  for (const [kind, made] of items) {
    for (const item of made) {
      for (const { text, path } of stringsIn(item)) {
        const place = [kind, ...path].join('.');
        const name = /§[^§]+§(?: other:)?/.exec(text)?.[0];
        if (name === undefined || NOWHERE.some((one) => one.test(place))) continue;
        if (!read.includes(name)) lost.push(place);
      }
    }
  }
  expect(lost).toEqual([]);
});

test('nothing that is published is live where it stands', () => {
  const { stdout } = script('guard', ['--dir', site, '--content', content]);
  expect(stdout).toMatch(/^\d+ pages, \d+ other files, 0 problems$/m);
});

test('no page, twin, feed or badge holds a character that is not seen', () => {
  const holding = ['.html', '.md', '.xml', '.svg', '.txt'].flatMap(filesEnding).filter((path) => {
    return HIDDEN.test(readFileSync(join(site, path), 'utf8'));
  });
  expect(holding).toEqual([]);
});

describe('in a browser', () => {
  test.each([
    ['with the policy of the pages', false],
    ['without any policy', true],
  ])(
    'no page runs, asks or shows anything of an attack, %s',
    async (_, bypassCSP) => {
      const { context, seen } = await watched(bypassCSP);
      const pages = filesEnding('index.html')
        .map((path) => path.replace(/index\.html$/, ''))
        .filter((path) => bypassCSP || !MOVED.test(path));
      expect(pages.length).toBeGreaterThan(28);
      const wrong: string[] = [];
      await Promise.all(
        Array.from({ length: 2 }, async () => {
          const page = await context.newPage();
          for (let path = pages.pop(); path !== undefined; path = pages.pop()) {
            wrong.push(...(await visit(page, path)));
          }
        }),
      );
      expect({ wrong, seen }).toEqual({ wrong: [], seen: [] });
      await context.close();
    },
    120_000,
  );

  const hostile = encodeURIComponent(attackLine('query'));
  test.concurrent.each([
    ['a search', `search/?q=pwned`, /results/],
    ['a search for an attack', `search/?q=${hostile}&in=${hostile}`, undefined],
    ['a comparison', `compare/?a=${ID}&b=script-alert-1-1`, undefined],
    ['a comparison of nothing', `compare/?a=${hostile}&b=javascript:pwned(70)`, undefined],
    ['a list of runs', `runs/?q=pwned&outcome=${hostile}&gpu=${hostile}`, undefined],
    ['the options', `options/?w=${hostile}&a=${hostile}`, undefined],
    ['the explainer', `memory-types/?gpu=${hostile}&request=${hostile}`, undefined],
    ['a missing page', `${hostile}/"><script>pwned(71)</script>/#${hostile}`, undefined],
  ])('%s in the address', async (_, path, says) => {
    const { context, seen } = await watched(true);
    const wrong = await visit(await context.newPage(), path, async (page) => {
      if (says !== undefined) await page.locator('.search-count', { hasText: says }).waitFor();
    });
    expect({ wrong, seen }).toEqual({ wrong: [], seen: [] });
    await context.close();
  });

  test('a pasted log', async () => {
    const { context, seen } = await watched(true);
    const log = `${attackText('log')}\n${attackLine('text')}\n`;
    const wrong = await visit(await context.newPage(), 'search/', async (page) => {
      await page.fill('[role="search"] textarea', log);
      await page.locator('.search-count', { hasText: /known error/ }).waitFor();
      expect(await page.innerText('.search-line')).toContain('<script>pwned(1)</script>');
    });
    expect({ wrong, seen }).toEqual({ wrong: [], seen: [] });
    await context.close();
  });
});

/** Of a run, what its page does not show as it is written, and why. */
const NOT_SHOWN: readonly RegExp[] = [
  // Where a link stands under a name of its own.
  /^provenance\.sources\.\d+\.(?:title|url)$/,
  // As a shell would need it: quotes within are written otherwise.
  /\.command\.(?:argv\.\d+|env\.\w+)$/,
  // The provenance of the run names the format; a line and a byte say more than a pointer.
  /\.raw\.(?:format|pointer)$/,
];

test('a run page shows every text of its record, as text', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.home}runs/${ID}/`);
  const shown = squeezed(await page.evaluate(() => document.body.textContent));
  await context.close();
  const record = items.get('run')?.[0];
  const hidden = [...stringsIn(record)]
    .filter(({ text }) => text.includes('pwned'))
    .filter(({ text }) => !shown.includes(squeezed(visible(text))))
    .map(({ path }) => path.join('.'));
  expect(hidden.filter((path) => !NOT_SHOWN.some((pattern) => pattern.test(path)))).toEqual([]);
});

function squeezed(text: string): string {
  return text.replaceAll(/[\s`]+/g, '');
}

test('the Markdown beside pages makes no live HTML where raw HTML is let through', () => {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeStringify, { allowDangerousHtml: true });
  // What moved has the same twin at its old address.
  const twins = filesEnding('.md').filter((path) => !MOVED.test(path));
  expect(twins.length).toBeGreaterThan(10);
  const wrong = twins.flatMap((path) => {
    const html = String(processor.processSync(readFileSync(join(site, path), 'utf8')));
    return pageOffences(html, PAGE_CONTENT_POLICY)
      .filter(({ what }) => what !== 'the page has no Content-Security-Policy')
      .map(({ what }) => `${path}: ${what}`);
  });
  expect(wrong).toEqual([]);
});

describe('the check of content', () => {
  test('refuses Markdown that would be live or lead astray, each place by file and line', () => {
    const refused = join(scratch, 'refused');
    writeAttacks(refused, attackMarkdown);
    const { problems } = readLibrary(refused);
    const codes = new Set(problems.map(({ code }) => code));
    expect(codes).toEqual(new Set(['markdown-html', 'markdown-link', 'markdown-image']));
    const files = new Set(problems.map(({ file }) => file));
    expect(files.size).toBeGreaterThan(10);
    expect(problems.filter(({ line }) => line === undefined)).toEqual([]);
  });
});
