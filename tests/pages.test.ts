import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { cutOff } from '../scripts/inspection.ts';
import { siteFiles } from '../scripts/site-files.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import { walk } from './pages/keyboard.ts';
import { type PageKind, kindOf, kindsOf } from './pages/kinds.ts';
import { lookAt, messagesOf, VIEWS, VIEWS_OF_EDITION, withEach } from './pages/looking.ts';
import { STATES } from './pages/states.ts';
import { script } from './sealed-site.ts';

const scratch = mkdtempSync(join(tmpdir(), 'faultline-pages-'));
const out = join(scratch, 'site');
const RUN = 'runs/2025-11-06-rdna1-mtype-nc/';
let server: StaticServer;
let browser: Browser;
let kinds: readonly PageKind[] = [];
/** Pages of editions are those of today in another frame. */
let ofToday: readonly PageKind[] = [];

beforeAll(async () => {
  const built = script('build', ['--out', out], { BASE: '/sub/' });
  expect(built.stderr).toBe('');
  server = await serve(out, '/sub/');
  browser = await launchBrowser();
  kinds = kindsOf(out, siteFiles(out).pages);
  ofToday = kinds.filter(({ kind }) => !kind.startsWith('v/'));
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

const at = (path: string) => server.home + path;
const nameOf = (kind: string) => kind.replaceAll('*', '_').replaceAll('/', '-') || 'home';

/** Does the same with a page of each kind and collects what is wrong, by the page's address. */
const eachKind = (
  all: readonly PageKind[],
  look: (page: Page) => Promise<readonly string[]>,
  options?: Parameters<Browser['newContext']>[0],
) =>
  withEach(
    browser,
    all,
    async (page, { path }) => {
      await page.goto(at(path), { waitUntil: 'load' });
      return (await look(page)).map((what) => `/${path}: ${what}`);
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
  test('is sound, light and dark, wide and narrow', async () => {
    const wrong = await withEach(browser, kinds, async (page, { kind, path }) => {
      const messages = messagesOf(page);
      await page.goto(at(path), { waitUntil: 'load' });
      const views = kind.startsWith('v/') ? VIEWS_OF_EDITION : VIEWS;
      return lookAt(page, nameOf(kind), views, messages);
    });
    expect(wrong).toEqual([]);
  }, 240_000);

  test('says without script what it says, and shows no control that would do nothing', async () => {
    const look = (page: Page) =>
      page.evaluate(() => {
        const main = document.querySelector('main');
        const title = main?.querySelector('h1')?.innerText ?? '';
        const text = main?.innerText.replace(title, '').trim() ?? '';
        const controls = [...document.querySelectorAll('button, input, select, textarea')];
        const dead = controls.filter((one) => one.checkVisibility());
        return [
          ...(title === '' ? ['no heading'] : []),
          ...(text === '' ? ['no text'] : []),
          ...dead.map((one) => `a control that does nothing: ${one.outerHTML.slice(0, 80)}`),
        ];
      });
    expect(await eachKind(ofToday, look, { javaScriptEnabled: false })).toEqual([]);
  });

  test('can be gone through by keyboard, and the focus is always seen', async () => {
    const look = async (page: Page) => {
      const { unreached, unseen, end } = await walk(page);
      return [
        ...unreached.map((what) => `not reached, or more than once: ${what}`),
        ...unseen.map((what) => `focus not seen: ${what}`),
        ...(end === undefined ? [] : [`the focus stays in ${end}`]),
      ];
    };
    expect(await eachKind(ofToday, look, { viewport: { width: 1280, height: 800 } })).toEqual([]);
  });

  test('lets a reader skip to its content', async () => {
    const look = async (page: Page) => {
      await page.evaluate(() => {
        (document.activeElement as HTMLElement | null)?.blur();
      });
      const skip = page.locator('a.skip');
      // Where a script has put the focus into a box, the link still stands first.
      await skip.focus();
      const first = await page.evaluate(() =>
        document
          .querySelector('a[href], button, input, select, textarea, summary')
          ?.matches('.skip'),
      );
      const box = await skip.boundingBox();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => {
        const { activeElement: active } = document;
        const before = document.querySelector('header');
        return active !== null && before?.contains(active) === false && active !== document.body;
      });
      return [
        ...(first === true ? [] : ['the link is not the first']),
        ...((box?.y ?? -1) >= 0 ? [] : ['the link is not seen when it has the focus']),
        ...(inside ? [] : ['the link does not lead past the navigation']),
      ];
    };
    expect(await eachKind(ofToday, look)).toEqual([]);
  });

  test('does not move where a reader wants less motion', async () => {
    const look = (page: Page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((one) => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
          const moves =
            animationName !== 'none' ||
            /[1-9]/.test(transitionDuration) ||
            scrollBehavior === 'smooth';
          return moves ? [`${one.tagName.toLowerCase()}.${one.className}`] : [];
        }),
      );
    expect(await eachKind(ofToday, look, { reducedMotion: 'reduce' })).toEqual([]);
    const explainer = ofToday.filter(({ kind }) => kind === 'memory-types');
    const moving = await eachKind(explainer, look, { reducedMotion: 'no-preference' });
    expect(moving.length).toBeGreaterThan(0);
  });

  test('gets no wider and moves nothing where nothing hovers', async () => {
    const look = (page: Page) =>
      page.evaluate(async () => {
        await document.fonts.ready;
        const parts = [...document.querySelectorAll('main, main *:not(.anchor)')];
        const places = () =>
          parts.map((one) => {
            const { left, top, width, height } = one.getBoundingClientRect();
            return [left, top, width, height].map(Math.round).join();
          });
        const { scrollWidth, clientWidth } = document.documentElement;
        const before = places();
        for (const one of document.querySelectorAll('.anchor')) one.remove();
        const after = places();
        const moved = parts.find((_, index) => before[index] !== after[index]);
        return [
          ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
          ...(moved ? [`a button moves ${moved.outerHTML.slice(0, 80)}`] : []),
        ];
      });
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    expect(await eachKind(ofToday, look, phone)).toEqual([]);
  });
});

describe('on paper', () => {
  test('nothing is cut off, there is no navigation, and links say where they lead', async () => {
    const look = async (page: Page) => {
      await page.emulateMedia({ media: 'print' });
      const cut = await cutOff(page);
      const shown = await page.evaluate(() => {
        const controls = 'nav, button, input, select, textarea, .skip, .search-link, .switch ul';
        const seen = (one: Element) => one.checkVisibility({ visibilityProperty: true });
        const mute = [...document.querySelectorAll<HTMLAnchorElement>('main a[href^="http"]')]
          .filter(seen)
          .filter((one) => !getComputedStyle(one, '::after').content.includes(one.href))
          .filter((one) => one.querySelector('img') === null);
        return [
          ...[...document.querySelectorAll(controls)]
            .filter(seen)
            .map((one) => `is of no use on paper: ${one.outerHTML.slice(0, 80)}`),
          ...mute.map((one) => `does not say where it leads: ${one.href}`),
        ];
      });
      return [...cut.map((what) => `cut off: ${what}`), ...shown];
    };
    const paper = { viewport: { width: 731, height: 1000 }, colorScheme: 'light' as const };
    expect(await eachKind(kinds, look, paper)).toEqual([]);
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
