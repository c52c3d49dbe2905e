import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import { BASE, realSite } from './real-site.ts';

let out: string;
let server: StaticServer;
let browser: Browser;
let page: Page;
let asked: string[] = [];

beforeAll(async () => {
  out = await realSite();
  server = await serve(out, BASE);
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('request', (request) => asked.push(request.url()));
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const go = async (path: string) => {
  await page.goto(server.home + path, { waitUntil: 'load' });
  asked = [];
};
const box = '[role="search"] textarea';
const first = () => page.locator('.search-results a').first();
const status = (text: RegExp) => page.locator('.search-count', { hasText: text }).waitFor();
const indexesAsked = () => asked.filter((url) => url.includes('/sub/search/'));

describe('the search on any page', () => {
  test('opens by its key, reads nothing before, and finds a page', async () => {
    await go('runs/2025-11-06-rdna1-mtype-nc/');
    expect(indexesAsked()).toEqual([]);
    await page.keyboard.press('/');
    await page.locator('dialog[open]').waitFor();
    expect(indexesAsked()).toEqual([]);
    await page.keyboard.type('0x29');
    await status(/results/);
    expect(await page.inputValue(box)).toBe('0x29');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.tagName === 'A');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sub/errors/hsa-status-error-memory-aperture-violation/');
  });

  test('closes by Escape and gives the focus back', async () => {
    await go('settings/');
    await page.focus('a.brand');
    await page.keyboard.press('/');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('brand');
  });

  test('can be left without its key', async () => {
    await go('search/');
    await page.uncheck('[data-search-key-choice]');
    await go('settings/');
    await page.keyboard.press('/');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.isVisible('[data-search-key]')).toBe(false);
    await go('search/');
    await page.check('[data-search-key-choice]');
  });
});

describe('the page of the search', () => {
  test.each([
    ['rx 5700', 'gpus/rdna1/'],
    ['HSA_OVERRIDE_GFX_VERSION=10.3.0', 'settings/hsa-override-gfx-version/'],
    ['conv2d crash', 'findings/conv2d-crashes-with-aperture-violation/'],
  ])('finds %s by its address', async (query, path) => {
    await go(`search/?q=${encodeURIComponent(query)}`);
    await status(/results/);
    expect(await first().getAttribute('href')).toBe(`/sub/${path}`);
  });

  test('says kind, status and edition of a result', async () => {
    await go('search/?q=cc+request+causes+the+crash');
    await status(/results?/);
    const facts = page.locator('.search-results li').first().locator('.search-facts span');
    expect(await facts.allInnerTexts()).toEqual(['finding', 'refuted', 'today']);
  });

  test('moves through results by the arrow keys', async () => {
    await go('search/');
    await page.fill(box, 'mtype_local');
    await status(/results/);
    await page.focus(box);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('mtype_local');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).not.toBe('mtype_local');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  });

  test('keeps the focus when results of runs arrive later', async () => {
    let arrive: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route('**/runs-*.json', async (route) => {
      await held;
      await route.continue();
    });
    await go('search/?q=rx+5700');
    await status(/results/);
    const before = await page.textContent('.search-count');
    await page.focus(box);
    await page.keyboard.press('ArrowDown');
    arrive();
    await page.waitForFunction(
      (was) => document.querySelector('.search-count')?.textContent !== was,
      before,
    );
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('RDNA1');
    await page.unroute('**/runs-*.json');
  });

  test('finds old editions only when asked, and keeps that in its address', async () => {
    await go('search/?q=mtype_local');
    await status(/results/);
    const old = page.locator('.search-results a[href*="/v/"]');
    expect(await old.count()).toBe(0);
    expect(asked.filter((url) => url.includes('edition-'))).toEqual([]);
    await page.selectOption('.search-scope select', '2025-11-06');
    await old.first().waitFor();
    expect(await first().getAttribute('href')).toBe('/sub/v/2025-11-06/settings/mtype-local/');
    expect(new URL(page.url()).search).toBe('?q=mtype_local&in=2025-11-06');
    await page.reload();
    await old.first().waitFor();
    expect(await page.inputValue('.search-scope select')).toBe('2025-11-06');
  });

  test('says that it found nothing, and where to look', async () => {
    await go('search/?q=zzyzx');
    await status(/^No results$/);
    expect(await page.locator('.search-found a').count()).toBe(3);
  });

  test('finds the errors of a pasted log, which stays here', async () => {
    await go('search/');
    const log = [
      'user@machine:~/private$ HSA_OVERRIDE_GFX_VERSION=10.3.0 python3 t.py',
      ':0:rocdevice.cpp:2881: HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: The agent <b>',
      'Memory access fault by GPU node-1 on address 0x7f00. Reason: Unknown.',
    ].join('\n');
    await page.fill(box, log);
    await status(/^2 known errors in this log$/);
    const links = await page
      .locator('.search-results a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual([
      '/sub/errors/hsa-status-error-memory-aperture-violation/',
      '/sub/errors/hsa-status-error-memory-fault/',
      '/sub/settings/hsa-override-gfx-version/',
    ]);
    expect(await page.locator('.search-line').first().innerText()).toBe(log.split('\n')[1]);
    expect(page.url()).toBe(`${server.home}search/`);
    expect(asked.join(' ')).not.toMatch(/private|APERTURE|rocdevice/);
    for (const url of asked) expect(url.startsWith(server.home)).toBe(true);
  });

  test('says when the index cannot be read, and tries again', async () => {
    await page.route('**/today.json', (route) => route.abort());
    await go('search/?q=gfx1010');
    await status(/could not be read/);
    await page.unroute('**/today.json');
    await page.fill(box, 'gfx1010 ');
    await status(/results/);
  });

  test('without script names the lists instead', async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    const without = await still.newPage();
    await without.goto(`${server.home}search/`);
    expect(await without.innerText('main')).toContain('Searching needs script');
    expect(await without.isVisible(box)).toBe(false);
    const links = await without
      .locator('main a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(
      expect.arrayContaining(['/sub/errors/', '/sub/gpus/', '/sub/settings/', '/sub/findings/']),
    );
    await still.close();
  });
});

describe('a missing page', () => {
  test.each([
    [
      'errors/hsa-status-error-memory-apperture-violation/',
      'errors/hsa-status-error-memory-aperture-violation/',
    ],
    ['v/2025-11-06/settings/mtype_local.html', 'settings/mtype-local/'],
    ['gpu/rx5700xt', 'gpus/rdna1/'],
    ['runs/2025-11-06-rdna1-mtype/', 'runs/2025-11-06-rdna1-mtype-nc/'],
  ])('%s offers %s', async (path, nearest) => {
    await go(path);
    await page.locator('[data-nearest]:not([hidden])').waitFor();
    expect(await first().getAttribute('href')).toBe(`/sub/${nearest}`);
  });
});

test('every file of the search is there, and a page loads none of its script', () => {
  const files = readdirSync(join(out, 'search'));
  const today = JSON.parse(readFileSync(join(out, 'search/today.json'), 'utf8')) as {
    runs: string[];
    editions: { file: string }[];
  };
  const named = [...today.runs, ...today.editions.map(({ file }) => file)];
  expect(named.length).toBeGreaterThan(2);
  for (const name of named) expect(files).toContain(`${name}.json`);
  const run = readFileSync(join(out, 'runs/2025-11-06-rdna1-mtype-nc/index.html'), 'utf8');
  const scripts = [...run.matchAll(/(?:src|href)="\/sub\/([^"]+\.js)"/g)].map(([, path]) => path);
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) {
    expect(existsSync(join(out, script ?? ''))).toBe(true);
    expect(readFileSync(join(out, script ?? ''), 'utf8').length).toBeLessThan(6000);
  }
});
