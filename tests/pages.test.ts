import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { siteFiles } from '../scripts/site-files.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import { type PageKind, kindOf, kindsOf, ofEdition } from './pages/kinds.ts';
import { lookAt, messagesOf, withEach } from './pages/looking.ts';
import { BY_TOUCH, type Kept, moving, WITH_SCRIPT, WITHOUT_SCRIPT } from './pages/promises.ts';
import { STATES } from './pages/states.ts';
import { BASE, realSite } from './real-site.ts';

const RUN = 'runs/2025-11-06-rdna1-mtype-nc/';
let out: string;
let server: StaticServer;
let browser: Browser;
let kinds: readonly PageKind[] = [];

beforeAll(async () => {
  out = await realSite();
  server = await serve(out, BASE);
  browser = await launchBrowser();
  kinds = kindsOf(out, siteFiles(out).pages);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const at = (path: string) => server.home + path;

/** What is found wrong, by the promise that it breaks. */
const broken = new Map<string, string[]>();

/** Opens a page of each kind, once, and notes which of its promises it breaks. */
const visit = (promises: readonly Kept[], options?: Parameters<Browser['newContext']>[0]) =>
  withEach(
    browser,
    kinds.filter((kind) => !ofEdition(kind) || promises.some(({ ofEditions }) => ofEditions)),
    async (page, kind) => {
      const messages = messagesOf(page);
      await page.goto(at(kind.path), { waitUntil: 'load' });
      for (const { promise, ofEditions, broken: breaks } of promises) {
        if (ofEdition(kind) && ofEditions !== true) continue;
        const found = broken.get(promise) ?? [];
        for (const what of await breaks({ page, kind, messages })) {
          found.push(`/${kind.path}: ${what}`);
        }
        broken.set(promise, found);
      }
      return [];
    },
    options,
  );

test('kinds are told by their addresses, and none is left out', () => {
  const told = ['index.html', '404.html', 'about/index.html', 'runs/some-run/index.html'];
  const more = ['runs/page/2/index.html', 'v/1/index.html', 'v/1/findings/x/index.html'];
  expect([...told, ...more].map(kindOf)).toEqual([
    '',
    '404.html',
    'about',
    'runs/*',
    'runs/page/*',
    'v/*/',
    'v/*/findings/*',
  ]);
  const folders = new Set(
    siteFiles(out).pages.map((page) => page.replace(/^v\/[^/]+\//, '').split('/')[0]),
  );
  const known = new Set(kinds.map(({ path }) => path.replace(/^v\/[^/]+\//, '').split('/')[0]));
  for (const folder of folders) expect(known).toContain(folder?.replace(/^index\.html$/, ''));
});

describe('a page of each kind', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const visits = [
    { by: 'with script', promises: WITH_SCRIPT, options: {} },
    { by: 'without script', promises: WITHOUT_SCRIPT, options: { javaScriptEnabled: false } },
    { by: 'on a phone', promises: BY_TOUCH, options: phone },
  ];
  describe.each(visits)('$by', ({ promises, options }) => {
    beforeAll(async () => {
      await visit(promises, options);
    }, 240_000);
    test.each(promises)('$promise', ({ promise }) => {
      expect(broken.get(promise)).toEqual([]);
    });
  });

  test('moves in the explainer where a reader has nothing against it', async () => {
    const page = await browser.newPage({ reducedMotion: 'no-preference' });
    await page.goto(at('memory-types/'));
    expect((await moving(page)).length).toBeGreaterThan(0);
    await page.close();
  });
});

test('what a page becomes is sound as well', async () => {
  const wrong = await withEach(browser, STATES, async (page, { name, path, shows, act, views }) => {
    // A missing page is one by its status, too.
    const messages = messagesOf(page, /status of 404/);
    await page.setViewportSize({ width: views[0]?.width ?? 1280, height: 800 });
    await page.goto(at(path), { waitUntil: 'load' });
    await act?.(page);
    await page.locator(shows).first().waitFor();
    return lookAt(page, `state-${name}`, views, messages);
  });
  expect(wrong).toEqual([]);
}, 240_000);

test('every copy button copies what stands beside it, and says so', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(at(RUN));
  await page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });
  const buttons = await page.locator('[data-copy]').all();
  expect(buttons.length).toBeGreaterThan(2);
  for (const button of buttons) {
    const shown = await button.evaluate(
      (one) => one.parentElement?.querySelector('code')?.textContent ?? '',
    );
    const isReport = (await button.getAttribute('data-copy')) === 'markdown';
    const text = isReport ? shown.replaceAll('](/sub/', `](${new URL(at('')).origin}/sub/`) : shown;
    await button.click();
    await expect.poll(() => button.textContent()).toBe('Copied');
    expect(await page.textContent('[data-live]')).toBe('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  }
  await context.close();
});

test('the edition switch leads to the same page then, and its banner back', async () => {
  const page = await browser.newPage();
  await page.goto(at('findings/cc-request-causes-crash/'));
  await page.focus('.switch summary');
  await page.keyboard.press('Enter');
  await page.click('.switch a:has-text("2025-11-06")');
  await page.waitForURL('**/sub/v/2025-11-06/findings/cc-request-causes-crash/');
  expect(await page.locator('.switch summary').innerText()).toContain('2025-11-06');
  await page.click('.edition-banner a:has-text("today")');
  await page.waitForURL('**/sub/findings/cc-request-causes-crash/');
  expect(
    readFileSync(join(out, 'findings/cc-request-causes-crash/index.html'), 'utf8'),
  ).not.toContain('edition-banner');
  await page.close();
});

test('the page of what an edition changed leads into editions, and out of them to facts alone', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(at('v/2026-11/changes/'));
  const hrefs = await page.$$eval('main section a[href^="/"]', (links) =>
    links.map((one) => one.getAttribute('href') ?? ''),
  );
  expect(hrefs).toContain(`${BASE}v/2026-11/findings/cc-request-causes-crash/`);
  expect(hrefs).toContain(`${BASE}v/2025-11-06/gpus/cdna/`);
  const others = hrefs.filter((href) => !/^\/sub\/(?:v\/(?:2026-11|2025-11-06)|runs)\//.test(href));
  // Texts of the site itself have one address in all editions.
  expect(new Set(others)).toEqual(
    new Set(['about', 'add-a-run', 'contribute'].map((text) => `${BASE}${text}/`)),
  );
  await page.close();
});
