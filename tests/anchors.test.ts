import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { axeComplaints } from '../scripts/inspection.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import type { QuotedPage } from '../src/publish/quotation.ts';
import { outlinePage } from '../src/render/page-outline.ts';
import { writtenRun } from './library-of.ts';
import { script } from './warm/script.ts';

const ROOT = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'faultline-anchors-'));
const out = join(scratch, 'site');
const RUN = 'runs/2025-11-06-rdna1-mtype-nc/';
const COMPARISON = 'compare/2025-11-06-rdna1-mtype-nc/2025-11-09-rx5600xt-rocm57-sizes/';
const LARGE = 'runs/large-run/';
const COUNT = 5000;

let server: StaticServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const asked: string[] = [];

/** A run with more results than any page shows, of which every 125th crashed. */
function largeRun() {
  const results = Array.from({ length: COUNT }, (_, index) => ({
    id: `test-conv2d-channels-last-groups-${index}`,
    question: `test_conv2d[channels_last-groups=${index}]`,
    ...(index % 125 === 124
      ? { outcome: 'crash', reason: { text: `Memory fault in case ${index}` } }
      : { outcome: 'pass', checked: 'verified' }),
    termination: { durationMs: 10 + (index % 50) },
  }));
  return writtenRun('large-run', { title: 'Many convolutions', results, plan: { count: COUNT } });
}

/** A run of one probe, that stands on the pages of others, too, which have not changed otherwise. */
function kinRun() {
  const probe = 'conv2d-size-boundary';
  const params = { height: 40, width: 40 };
  return writtenRun('kin-run', {
    machine: { gpus: [{ family: 'rdna1' }] },
    results: [{ id: 'at-40', question: 'At 40×40?', probe, params, outcome: 'hang' }],
  });
}

beforeAll(async () => {
  const content = join(scratch, 'content');
  cpSync(join(ROOT, 'content'), content, { recursive: true });
  mkdirSync(join(content, 'runs/2025'), { recursive: true });
  for (const run of [largeRun(), kinRun()]) {
    writeFileSync(join(content, `runs/2025/${run.id}.json`), JSON.stringify(run, null, 2));
  }
  const { status, stderr } = script('build', ['--out', out], {
    env: { BASE: '/sub/', FAULTLINE_CONTENT: content },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  server = await serve(out, '/sub/');
  browser = await launchBrowser();
  context = await newContext();
  page = await context.newPage();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function newContext(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const made = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await made.grantPermissions(['clipboard-read', 'clipboard-write']);
  made.on('request', (request) => asked.push(request.url()));
  return made;
}

const html = (path: string) => readFileSync(join(out, path, 'index.html'), 'utf8');
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const live = () => page.textContent('[data-live]');
const MENU = '.anchor-menu:popover-open';

/** What a page tells of itself for quotations; undefined where it tells nothing. */
function quotedPageIn(text: string): QuotedPage | undefined {
  const json = /<script type="application\/json" data-quoted-page>(.*?)<\/script>/s.exec(text)?.[1];
  return json === undefined ? undefined : (JSON.parse(json) as QuotedPage);
}

/** Goes on by Tab alone until an element has the focus. */
async function tabTo(selector: string): Promise<void> {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((to) => document.activeElement?.matches(to), selector)) return;
  }
  throw new Error(`Nobody gets to ${selector} by keyboard.`);
}

/** Opens the menu of an anchor and waits until every address in it is known. */
async function openMenu(on: Page, button: string): Promise<void> {
  await on.locator(button).first().focus();
  await on.keyboard.press('Enter');
  await on.locator(MENU).waitFor();
  await on.getByText('reading it…').waitFor({ state: 'detached' });
}

/** Copies by the button of one address; what the clipboard then holds. */
async function copied(where: RegExp, what: 'Copy link' | 'Copy as Markdown'): Promise<string> {
  const choice = page.locator(`${MENU} [role="group"]`).filter({ hasText: where });
  await choice.getByRole('button', { name: what }).click();
  await choice.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.getByRole('button', { name: 'Copied' }).count()).toBe(1);
  return clipboard();
}

/** Opens an address without script: whether the right element is the target, and in sight. */
async function lands(url: string): Promise<{ target: string | undefined; inSight: boolean }> {
  const still = await newContext({ javaScriptEnabled: false });
  const opened = await still.newPage();
  const response = await opened.goto(url);
  expect(response?.status()).toBe(200);
  const target = opened.locator(':target');
  const found = (await target.count()) === 1 ? await target.getAttribute('id') : undefined;
  const box = found === undefined ? null : await target.boundingBox();
  const inSight = box !== null && box.y >= 0 && box.y < 900 && box.height > 0;
  await still.close();
  return { target: found ?? undefined, inSight };
}

describe('by keyboard', () => {
  test('a result is copied, as a link and as Markdown, and it says so', async () => {
    await page.goto(server.home + RUN);
    await tabTo('#conv2d-minimal .anchor');
    const button = page.locator('#conv2d-minimal .anchor');
    expect(await button.evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
    await page.keyboard.press('Enter');
    await page.locator(MENU).waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Copy link');
    await page.keyboard.press('Enter');
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await clipboard()).toBe(`${server.home}${RUN}#conv2d-minimal`);
    expect(await live()).toBe('Copied: link, permanent');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.querySelector('[data-live]')?.textContent.startsWith('Copied: Markdown'),
    );
    const [link = '', , ...lines] = (await clipboard()).split('\n');
    expect(link).toBe(
      `[conv2d-minimal crashed: HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION (run 2025-11-06-rdna1-mtype-nc)](${server.home}${RUN}#conv2d-minimal)`,
    );
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toContain('`mtype_local=1`');

    await page.keyboard.press('Escape');
    expect(await page.locator(MENU).count()).toBe(0);
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('one menu is open at a time, at the anchor that says so', async () => {
    await page.goto(server.home + RUN);
    for (const opening of ['focus', 'click'] as const) {
      await openMenu(page, '#conv2d-minimal .anchor');
      const other = page.locator('#conv2d-cache-disabled .anchor');
      await other[opening]();
      if (opening === 'focus') await page.keyboard.press('Enter');
      await page.locator('#conv2d-cache-disabled .anchor[aria-expanded="true"]').waitFor();
      expect(await page.locator('[aria-expanded="true"].anchor').count()).toBe(1);
      expect(await page.innerText(MENU)).toContain('conv2d-cache-disabled');
      await page.keyboard.press('Escape');
      expect(await page.locator('[aria-expanded="true"].anchor').count()).toBe(0);
      expect(await other.evaluate((element) => element === document.activeElement)).toBe(true);
    }
  });

  test('a variable of its own command is in what is quoted of a result', async () => {
    await page.goto(server.home + RUN);
    await openMenu(page, '#conv2d-cache-disabled .anchor');
    expect(await copied(/permanent/, 'Copy as Markdown')).toContain(
      '- Set for this: `MIOPEN_DEBUG_DISABLE_CACHE=1`',
    );
  });
});

describe('what is quoted is one sentence', () => {
  test.each([
    ['', '.support tbody tr:not(.support-card)', /^\[Radeon .+ with .+: \d+ \w+.*; last verified /],
    [RUN, 'tr[id="_stack.rocm"]', /^\[ROCm: 7\.0\.2 installed, loaded not recorded \(run /],
    [
      'memory-types/',
      '[id="rdna1.local.coherent"]',
      /^\[The memory type on RDNA1 is UC whatever `mtype_local` is set to \(where the memory lies: /,
    ],
    [
      'stack/',
      '[id="kernel-6-12-gfx10-plain"]',
      /^\[The memory type is NC, decided by .+ \(GPU family: RDNA1 or RDNA2; what was asked for: Nothing in particular; driver: .+\) \(cited\) \(stack/i,
    ],
    [
      'probes/conv2d-size-boundary/',
      '[id="row-grid.2025-11-09-rx5600xt-rocm57-sizes.c16-32-at-32"]',
      /^\[Run 2025-11-09-rx5600xt-rocm57-sizes with channels in 16, .+: pass at 32×32, .+; unfinished at 44×44/,
    ],
    [COMPARISON, 'main tr[id^="row-"]', /^\[[^:]+: .+ in A, .+ in B \(.+\) \(comparison of runs /],
    ['v/2026-11/changes/', '#new + .findings > li', /^\[.+: new, [a-z ]+ \(changes in edition /],
    [
      'v/2026-11/changes/',
      '#same-status + .findings > li',
      /^\[.+: [a-z ]+ as before; changed: .+ \(changes in edition /,
    ],
    ['settings/hsa-disable-cache/', '#value-1', /^\[`1`: memory type UC; meaning Uncached memory /],
    ['sources/', '#row-report-2025-11-06', /^\[[^:]+: kind report; class .+; pinned to /],
    ['options/a-patch-amdgpu/', '#row-cost', /^\[Cost: unknown \(way forward a-patch-amdgpu, /],
  ])('on %s of %s', async (path, owner, sentence) => {
    await page.goto(server.home + path);
    await page.$$eval('details', (all) => {
      for (const one of all) one.open = true;
    });
    await openMenu(page, `:is(${owner}) .anchor`);
    expect(await copied(/permanent|latest|this page/, 'Copy as Markdown')).toMatch(sentence);
  });
});

test('the report of a page is copied with links that lead to it from elsewhere', async () => {
  await page.goto(server.home + RUN);
  await page.click('details.report > summary');
  const buttons = page.locator('details.report [data-copy]');
  expect(await buttons.count()).toBe(2);
  const linked = async (index: number) => {
    await buttons.nth(index).click();
    await buttons.nth(index).filter({ hasText: 'Copied' }).waitFor();
    const text = await clipboard();
    return { text, urls: [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, url = '']) => url) };
  };
  const report = await linked(0);
  expect(report.urls.length).toBeGreaterThan(5);
  expect(report.urls.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
  expect(report.urls).toContain(`${server.home}${RUN}#conv2d-minimal`);
  const file = readFileSync(join(out, RUN, 'index.md'), 'utf8');
  const origin = new URL(server.home).origin;
  expect(report.text.replaceAll(`](${origin}/sub/`, '](/sub/').trim()).toBe(file.trim());
  const badge = await linked(1);
  expect(badge.urls[0]).toBe(`${server.home}badges/runs/2025-11-06-rdna1-mtype-nc.svg`);
  expect(badge.urls[1]).toBe(`${server.home}${RUN}`);
  expect(badge.urls.filter((url) => !url.startsWith(server.home))).toEqual([]);
});

test('the menu goes where its anchor is scrolled', async () => {
  await page.goto(server.home + RUN);
  await openMenu(page, '#conv2d-minimal .anchor');
  const apart = () =>
    page.evaluate(() => {
      const of = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      const [button, menu] = [of('[aria-expanded="true"].anchor'), of('.anchor-menu')];
      return Math.round((menu?.top ?? 0) - (button?.top ?? 0));
    });
  const before = await apart();
  const top = await page.evaluate(() => {
    const was = window.scrollY;
    window.scrollBy(0, 150);
    return window.scrollY - was;
  });
  expect(top).toBe(150);
  expect(await apart()).toBe(before);
  await page.keyboard.press('Escape');

  // Within a table that scrolls inside itself.
  await page.setViewportSize({ width: 700, height: 800 });
  await page.goto(server.home + RUN);
  await page.$$eval('.run-settings table', ([table]) => {
    if (table instanceof HTMLElement) table.style.minWidth = '1600px';
  });
  await openMenu(page, '[id="_setting.mtype_local"] .anchor');
  const place = () =>
    page.evaluate(() => {
      const of = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      const [button, menu] = [of('[aria-expanded="true"].anchor'), of('.anchor-menu')];
      const room = document.documentElement.clientWidth - (menu?.width ?? 0) - 8;
      return {
        left: Math.round(menu?.left ?? 0),
        wanted: Math.round(Math.max(8, Math.min(button?.left ?? 0, room))),
      };
    });
  const was = await place();
  expect(was.left).toBe(was.wanted);
  await page.evaluate(() => {
    const scroller = document.querySelector('[aria-expanded="true"].anchor')?.closest('.scroll');
    if (scroller) scroller.scrollLeft = 40;
  });
  await expect.poll(async () => (await place()).left).toBe(was.left - 40);
  await page.setViewportSize({ width: 1280, height: 900 });
});

describe('a link that was copied lands without script', () => {
  /** Pages of today of which an edition says the same, with one anchor of each kind they have. */
  const ofKind = (folder: string, selector: RegExp) =>
    readdirSync(join(out, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${folder}/${name}/`)
      .find((path) => {
        const text = html(path);
        const same = quotedPageIn(text)?.addresses.every(({ unlike }) => unlike !== true);
        return selector.test(text) && same === true && !text.includes('In no edition yet');
      });

  test.each([
    ['findings', / id="(rests-[^"]+)"/],
    ['settings', / id="(said-[^"]+)"/],
    ['errors', / id="(said-[^"]+)"/],
    ['stack', / id="(said-[^"]+)"/],
    ['options', / id="(row-[^"]+)"/],
  ])('from a page below /%s/, today and in its edition', async (folder, selector) => {
    const path = ofKind(folder, selector) ?? '';
    const id = selector.exec(html(path))?.[1] ?? '';
    expect(id).not.toBe('');
    await page.goto(server.home + path);
    await openMenu(page, `[id="${id}"] .anchor`);
    const today = await copied(/^latest/, 'Copy link');
    const frozen = await copied(/as in edition/, 'Copy link');
    expect(today).toBe(`${server.home}${path}#${id}`);
    expect(frozen).toMatch(new RegExp(`^${server.home}v/[^/]+/${path}#${id}$`));
    for (const url of [today, frozen]) {
      expect(await lands(url)).toEqual({ target: id, inSight: true });
    }
    const edition = /\/v\/([^/]+)\//.exec(frozen)?.[1] ?? '';
    expect(await copied(/^latest/, 'Copy as Markdown')).toContain(`, latest)](${today})`);
    expect(await copied(/as in edition/, 'Copy as Markdown')).toMatch(
      new RegExp(`, edition ${edition}(, draft)?\\)\\]\\(`),
    );
    expect(await live()).toContain(`Copied: Markdown, as in edition ${edition}`);
  });

  test.each([
    ['runs/2025-11-06-rdna1-mtype-nc/', '_setting.mtype_local'],
    ['runs/2025-11-06-rdna1-mtype-nc/', '_stack.rocm'],
    ['stack/', 'hip'],
    ['memory-types/', 'cc'],
    ['memory-types/', 'rdna1.local.coherent'],
    ['sources/', 'row-report-2025-11-06'],
  ])('on %s, from %s', async (path, id) => {
    await page.goto(server.home + path);
    await page.evaluate((of) => {
      document.getElementById(of)?.closest('details')?.setAttribute('open', '');
    }, id);
    await openMenu(page, `[id="${id}"] .anchor`);
    const url = await copied(/permanent|latest/, 'Copy link');
    expect(await lands(url)).toEqual({ target: id, inSight: true });
  });
});

describe('another page', () => {
  test('is quoted in its own words', async () => {
    const path = 'findings/cc-request-causes-crash/';
    await page.goto(`${server.home}v/2025-11-06/${path}`);
    await openMenu(page, 'h1 .anchor');
    const frozen = await copied(/as in edition/, 'Copy as Markdown');
    const today = await copied(/^latest/, 'Copy as Markdown');
    const words = (of: string) => / class="claim" data-quote="([^"]+)"/.exec(html(of))?.[1] ?? '';
    expect(words(path)).not.toBe(words(`v/2025-11-06/${path}`));
    expect(frozen).toContain(words(`v/2025-11-06/${path}`));
    expect(today).toContain(words(path));
    expect(today).toContain('(finding cc-request-causes-crash, latest)');
  });

  test('is read before a row is quoted that it has from elsewhere', async () => {
    await page.goto(`${server.home}probes/conv2d-minimal/`);
    const row = page.locator('[id="row-grid.kin-run.at-40"]');
    await row.evaluate((one) => {
      for (
        let at = one.closest('details');
        at !== null;
        at = at.parentElement?.closest('details') ?? null
      )
        at.open = true;
    });
    await openMenu(page, '[id="row-grid.kin-run.at-40"] .anchor');
    const edition = page.locator(`${MENU} [role="group"]`).filter({ hasText: 'as in edition' });
    expect(await edition.innerText()).toContain('does not have it');
    expect(await page.innerText(MENU)).not.toContain('has changed since');
    await page.keyboard.press('Escape');
  });

  test('that lacks the words is not offered', async () => {
    const path = 'v/2025-11-06/stack/';
    const lost = [...outlinePage(html(path)).ids].find(
      (id) => id.startsWith('said-') && !outlinePage(html('stack/')).ids.has(id),
    );
    expect(lost).toBeDefined();
    await page.goto(server.home + path);
    await openMenu(page, `[id="${lost ?? ''}"] .anchor`);
    const latest = page.locator(`${MENU} [role="group"]`).filter({ hasText: 'latest' });
    expect(await latest.innerText()).toContain('does not have it');
    expect(await latest.getByRole('button').count()).toBe(0);
  });

  test('that cannot be reached is not offered', async () => {
    await page.goto(`${server.home}v/2025-11-06/findings/cc-request-causes-crash/`);
    await page.route('**/sub/findings/**', (route) => route.abort());
    await openMenu(page, 'h1 .anchor');
    expect(await page.innerText(MENU)).toContain('cannot be read');
    await page.unroute('**/sub/findings/**');
  });
});

test('where nothing may be copied, the text is there to be taken', async () => {
  const barred = await newContext();
  await barred.addInitScript(() => {
    Object.defineProperty(navigator.clipboard, 'writeText', {
      value: () => Promise.reject(new Error('not here')),
    });
  });
  const on = await barred.newPage();
  await on.goto(server.home + RUN);
  await openMenu(on, '#conv2d-minimal .anchor');
  await on.keyboard.press('Enter');
  await on.locator(`${MENU} textarea`).waitFor();
  expect(await on.evaluate(() => getSelection()?.toString())).toBe(
    `${server.home}${RUN}#conv2d-minimal`,
  );
  expect(await on.textContent('[data-live]')).toBe('Could not copy. The text is selected.');
  await barred.close();
});

describe('every anchor', () => {
  const pages = () =>
    readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('index.html'))
      .map((file) => file.slice(0, -'index.html'.length));
  const outlines = new Map<string, ReadonlySet<string>>();
  const idsOf = (path: string) => {
    const known = outlines.get(path) ?? outlinePage(html(path)).ids;
    outlines.set(path, known);
    return known;
  };

  test('stands at every address that is offered for it', () => {
    let offered = 0;
    const kinds = new Set<string>();
    const broken: string[] = [];
    for (const path of pages()) {
      const text = html(path);
      const quoted = quotedPageIn(text);
      if (quoted === undefined) continue;
      kinds.add(/^(?:v\/)?(?:[^/]+\/)?/.exec(path.replace(/^v\/[^/]+\//, 'v/'))?.[0] ?? '');
      const { ids, formerIds } = outlinePage(text);
      // What only wires a page of further results stands at no address of the run.
      const own = [...ids].filter((id) => !/^(?:title|drawn)-/.test(id) && !formerIds.has(id));
      // Rows of kin are read at the other address before they are quoted from it.
      const kin = /<table[^>]* data-kin/.test(text) ? /^row-grid\./ : /^$/;
      const [first] = quoted.addresses;
      for (const { url, unlike } of quoted.addresses) {
        expect(url.startsWith('/sub/')).toBe(true);
        const there = idsOf(url.slice('/sub/'.length));
        if (unlike === true) continue;
        offered += own.length;
        const lacks = own.filter((id) => !there.has(id) && (url === first?.url || !kin.test(id)));
        broken.push(...lacks.map((id) => `${path}: ${url}#${id}`));
      }
    }
    expect(broken).toEqual([]);
    expect(offered).toBeGreaterThan(10_000);
    const expected = ['', 'runs/', 'findings/', 'v/findings/', 'stack/', 'compare/', 'v/'];
    expect([...kinds]).toEqual(expect.arrayContaining(expected));
  });

  test('is on every row of a table', () => {
    // Tables within prose: their sections can be pointed to.
    const inProse = new Set(['about/', 'contribute/']);
    const [rows, without] = [new Map<string, number>(), [] as string[]];
    for (const path of pages()) {
      if (inProse.has(path)) continue;
      const open: string[] = [];
      const parser = new Parser({
        onopentag(tag, { id }) {
          open.push(tag);
          if (tag !== 'tr' || !open.includes('tbody')) return;
          const kind = path.replace(/^v\/[^/]+\//, 'v/').replace(/^((?:v\/)?[^/]*\/).*$/, '$1');
          rows.set(kind, (rows.get(kind) ?? 0) + 1);
          if (id === undefined || /^(?:title|drawn)-/.test(id)) without.push(path);
        },
        onclosetag() {
          open.pop();
        },
      });
      parser.end(html(path));
    }
    expect([...new Set(without)]).toEqual([]);
    const kinds = [
      '',
      'runs/',
      'probes/',
      'compare/',
      'settings/',
      'v/',
      'v/probes/',
      'v/options/',
    ];
    expect([...rows.keys()]).toEqual(expect.arrayContaining(kinds));
  });

  test.each([
    ['', '.support tbody tr'],
    ['probes/conv2d-size-boundary/', '.grid-of-results tbody tr'],
    ['findings/cc-request-causes-crash/', '.evidence > li'],
    ['findings/', '.findings > li'],
    ['stack/', '.statements > li, .layers > li, .authority > li'],
    ['memory-types/', '.cards > section, .statements > li, .answers tbody tr'],
    ['settings/mtype-local/', '.statements > li, tbody tr'],
    ['errors/hsa-status-error-memory-aperture-violation/', '.statements > li, tbody tr'],
    ['sources/', 'tbody tr'],
    ['probes/', '.plain-list > li'],
    ['gpus/rdna1/', '.statements > li, .ways > li'],
    ['options/', 'tbody tr'],
    [RUN, '.results > li, tbody tr'],
  ])('has its button on %s: %s', async (path, things) => {
    await page.goto(server.home + path);
    const without = await page.$$eval(`main :is(${things})`, (all) => ({
      all: all.length,
      without: all
        .filter((one) => one.id === '' || one.querySelector('.anchor') === null)
        .map((one) => one.outerHTML.slice(0, 120)),
    }));
    expect(without.without).toEqual([]);
    expect(without.all).toBeGreaterThan(1);
  });
});

describe('the buttons', () => {
  test.each([1280, 390])('move nothing, %d pixels wide', async (width) => {
    const places = () =>
      page.$$eval('main :is(h1, h2, h3, li, tr, dl)', (all) =>
        all.map((one) => {
          const { top, height } = one.getBoundingClientRect();
          return `${one.tagName}#${one.id} ${Math.round(top)} ${Math.round(height)}`;
        }),
      );
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['', 'findings/', 'stack/', 'sources/', 'memory-types/', 'options/', RUN]) {
      await page.goto(server.home + path);
      await page.evaluate(() => document.fonts.ready);
      const withButtons = await places();
      const count = await page.$$eval('.anchor', (all) => {
        for (const one of all) one.remove();
        return all.length;
      });
      expect(count).toBeGreaterThan(5);
      expect(await places()).toEqual(withButtons);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('are seen when the pointer comes near, and never printed', async () => {
    await page.goto(server.home + RUN);
    const button = page.locator('#conv2d-minimal .anchor');
    const opacity = () => button.evaluate((element) => getComputedStyle(element).opacity);
    await page.mouse.move(0, 0);
    expect(await opacity()).toBe('0');
    await page.hover('#conv2d-minimal .said');
    expect(await opacity()).toBe('1');
    await page.emulateMedia({ media: 'print' });
    expect(await button.isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
  });

  test.each([RUN, 'findings/cc-request-causes-crash/', 'settings/mtype-local/'])(
    'are seen by whoever points at what they stand in, on %s',
    async (path) => {
      await page.goto(server.home + path);
      await page.$$eval('details', (all) => {
        for (const one of all) one.open = true;
      });
      const unseen: string[] = [];
      for (const button of await page.locator('.anchor').all()) {
        const { x, y } = await button.evaluate((one) => {
          one.scrollIntoView({ block: 'center' });
          const { left, top } = (one.parentElement ?? one).getBoundingClientRect();
          return { x: left + 3, y: top + 3 };
        });
        await page.mouse.move(x, y);
        if ((await button.evaluate((one) => getComputedStyle(one).opacity)) === '1') continue;
        unseen.push((await button.getAttribute('aria-label')) ?? '');
      }
      expect(unseen).toEqual([]);
    },
  );

  test('are always seen where nothing hovers, and fit a phone', async () => {
    const phone = await newContext({
      viewport: { width: 390, height: 800 },
      hasTouch: true,
      isMobile: true,
    });
    const on = await phone.newPage();
    for (const path of [RUN, 'memory-types/', 'options/', 'settings/mtype-local/', 'findings/']) {
      await on.goto(server.home + path);
      const { hidden, wider } = await on.evaluate(() => ({
        hidden: [...document.querySelectorAll('.anchor')].filter(
          (one) => getComputedStyle(one).opacity !== '1',
        ).length,
        wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect({ path, hidden, wider }).toEqual({ path, hidden: 0, wider: 0 });
    }
    await on.tap('#row-conv-1x1-was-not-tested .anchor');
    await on.locator(MENU).waitFor();
    const box = await on.locator(MENU).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
    await phone.close();
  });

  describe.each(['light', 'dark'] as const)('leave nothing for axe to find, %s', (scheme) => {
    test.each([
      [RUN, '#conv2d-minimal .anchor'],
      ['findings/cc-request-causes-crash/', '.evidence > li .anchor'],
      ['v/2025-11-06/stack/', '#hip .anchor'],
      [COMPARISON, 'h2 .anchor'],
    ])('on %s', async (path, anchor) => {
      const coloured = await newContext({ colorScheme: scheme });
      const on = await coloured.newPage();
      await on.goto(server.home + path);
      await openMenu(on, anchor);
      expect(await axeComplaints(on)).toEqual([]);
      expect(await on.locator(MENU).count()).toBe(1);
      await coloured.close();
    });
  });
});

describe('a run with 5,000 results', () => {
  const id = (index: number) => `test-conv2d-channels-last-groups-${index}`;

  test('shows what did not pass, and the rest on pages of their own', async () => {
    await page.goto(server.home + LARGE);
    const outcomes = await page.locator('.results .mark').allInnerTexts();
    expect(outcomes).toEqual(Array<string>(COUNT / 125).fill('crash'));
    await page.getByRole('link', { name: '25 further pages' }).click();
    await page.waitForURL(`**/sub/${LARGE}results/2/`);
    expect(await page.locator('.results > li').count()).toBe(200);
    await page.getByRole('link', { name: 'Later' }).click();
    await page.waitForURL(`**/sub/${LARGE}results/3/`);
  });

  test('keeps the address of every result, which lands and leads on', async () => {
    for (const index of [124, 0, 4711, 4998]) {
      const url = `${server.home}${LARGE}#${id(index)}`;
      expect(await lands(url)).toEqual({ target: id(index), inSight: true });
    }
    await page.goto(`${server.home}${LARGE}#${id(4711)}`);
    await page.locator(`#${id(4711)} a`).click();
    await page.waitForURL(new RegExp(`/sub/${LARGE}results/\\d+/#${id(4711)}$`));
    await openMenu(page, `#${id(4711)} .anchor`);
    expect(await copied(/permanent/, 'Copy link')).toBe(`${server.home}${LARGE}#${id(4711)}`);
    expect(await copied(/permanent/, 'Copy as Markdown')).toContain(
      `[${id(4711)} passed: verified (run large-run)](`,
    );
  });

  test('has pages that a reader can load', () => {
    const size = (path: string) => gzipSync(html(path), { level: 9 }).length;
    expect(size(LARGE)).toBeLessThan(70_000);
    expect(size(`${LARGE}results/2/`)).toBeLessThan(8_000);
  });
});

describe('the page of the report’s run', () => {
  test('stays within 14 kB of HTML and 6 kB of script, compressed', async () => {
    const fresh = await newContext();
    const on = await fresh.newPage();
    const scripts = new Set<string>();
    on.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
    });
    await on.goto(server.home + RUN, { waitUntil: 'networkidle' });
    await fresh.close();
    const bytes = [...scripts].map(
      (path) => gzipSync(readFileSync(join(out, path.slice('/sub/'.length))), { level: 9 }).length,
    );
    expect(gzipSync(html(RUN), { level: 9 }).length).toBeLessThan(14 * 1024);
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(6 * 1024);
  });

  test('loads the menu by the first click, small as it is', async () => {
    const fresh = await newContext();
    const on = await fresh.newPage();
    await on.goto(server.home + RUN, { waitUntil: 'networkidle' });
    const later: string[] = [];
    on.on('request', (request) => later.push(new URL(request.url()).pathname));
    await openMenu(on, '#conv2d-minimal .anchor');
    await fresh.close();
    const bytes = later.map(
      (path) => gzipSync(readFileSync(join(out, path.slice('/sub/'.length))), { level: 9 }).length,
    );
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(4 * 1024);
  });
});

test('no request leaves the site', () => {
  expect(asked.length).toBeGreaterThan(200);
  expect(asked.filter((url) => !url.startsWith(server.home))).toEqual([]);
});
