import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { inspectOnPaper, paperPage } from '../scripts/inspection.ts';
import { siteFiles } from '../scripts/site-files.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import { BASE, realSite } from './real-site.ts';

let out: string;
let server: StaticServer;
let browser: Browser;
let page: Page;
let asked: string[] = [];
let errors: string[] = [];

beforeAll(async () => {
  out = await realSite();
  server = await serve(out, BASE);
  browser = await launchBrowser();
  const context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', ({ message }) => errors.push(message));
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const go = async (path: string) => {
  asked = [];
  errors = [];
  await page.goto(server.home + path, { waitUntil: 'load' });
};
const query = () => new URL(page.url()).search;

/** The same page as a reader without script has it. */
async function withoutScript<T>(path: string, look: (on: Page) => Promise<T>): Promise<T> {
  const still = await browser.newContext({ javaScriptEnabled: false });
  const on = await still.newPage();
  await on.goto(server.home + path);
  try {
    return await look(on);
  } finally {
    await still.close();
  }
}

const R1 = '2025-11-06-rdna1-mtype-nc';
const R2 = '2025-11-09-rx5600xt-rocm57-sizes';
const R3 = '2025-11-09-rx5600xt-rocm52-sizes';
const FAR = '2023-01-06-rx5700-webui-6420';
const STATIC = `compare/${R2}/${R3}/`;

describe('comparing any two runs', () => {
  const drawn = '[data-comparison] .compared';
  const sections = (on: Page, within: string) =>
    on.locator(`${within} section`).evaluateAll((all) =>
      all.map((one) => {
        const copy = one.cloneNode(true) as Element;
        for (const anchor of copy.querySelectorAll('.anchor')) anchor.remove();
        return copy.outerHTML;
      }),
    );

  test('draws what the page of the pair has from the build', async () => {
    await go(`compare/?a=${R2}&b=${R3}`);
    await page.locator(drawn).waitFor();
    const mounted = await sections(page, '[data-comparison]');
    const built = await withoutScript(STATIC, (on) => sections(on, 'main'));
    expect(mounted.length).toBeGreaterThan(8);
    expect(mounted).toEqual(built);
    expect(errors).toEqual([]);
  });

  test('says which of the two another run corrects', async () => {
    const without = page.locator('[data-comparison]').getByText('corrected by another run');
    await go(`compare/?a=${R2}&b=${R3}`);
    await page.locator(drawn).waitFor();
    expect(await without.count()).toBe(0);
    // No run of the investigation is corrected by another.
    await page.route('**/compare/?*', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const body = text.replace('"corrected":[]', `"corrected":["${R3}"]`);
      expect(body).not.toBe(text);
      await route.fulfill({ response, body });
    });
    await go(`compare/?a=${R2}&b=${R3}`);
    await page.locator(drawn).waitFor();
    await page.unroute('**/compare/?*');
    expect(await without.count()).toBe(1);
    expect(await without.innerText()).toMatch(/^9 November 2025 · /);
  });

  test('what it draws can be pointed to, and an address leads to it', async () => {
    await go(`compare/?a=${R2}&b=${R3}`);
    await page.locator(drawn).waitFor();
    const anchors = page.locator('[data-comparison] tr[id] .anchor');
    await anchors.locator('visible=true').first().focus();
    const id = await page.evaluate(() => document.activeElement?.closest('tr')?.id ?? '');
    await page.keyboard.press('Enter');
    const menu = page.locator('.anchor-menu:popover-open');
    await menu.getByRole('button', { name: 'Copy as Markdown' }).click();
    await menu.getByRole('button', { name: 'Copied' }).waitFor();
    const address = `${server.home}compare/?a=${R2}&b=${R3}#${id}`;
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(` (comparison of runs ${R2} and ${R3})](${address})`);

    const other = await browser.newPage();
    await other.goto(address);
    await other.locator(`#${id}:target`).waitFor();
    const { top, height } = await other.evaluate((id) => {
      const place = document.getElementById(id)?.getBoundingClientRect();
      return { top: place?.top ?? -1, height: innerHeight };
    }, id);
    expect(top >= 0 && top < height).toBe(true);
    // A link within the page draws nothing anew.
    await other.evaluate(() => document.querySelector('.compared')?.setAttribute('data-kept', ''));
    await other.click('[data-comparison] .counts a');
    await other.waitForURL(/#[a-z-]+$/);
    expect(await other.locator('.compared[data-kept]').count()).toBe(1);
    await other.close();
    expect(errors).toEqual([]);
  });

  test('says it when what compares cannot be loaded', async () => {
    const context = await browser.newContext();
    await context.route(/\/_astro\/comparison\.[\w-]+\.js$/, (route) => route.abort());
    const on = await context.newPage();
    await on.goto(`${server.home}compare/?a=${R2}&b=${R3}`);
    await on.locator('[data-compare-message]:has-text("could not be loaded")').waitFor();
    expect(await on.locator('[data-comparison] *').count()).toBe(0);
    expect(await on.isVisible('[data-compare-list]')).toBe(true);
    await context.close();
  });

  test('compares two that have no page of their own, and says the answer', async () => {
    await go(`compare/?a=${FAR}&b=${R1}`);
    await page.locator(drawn).waitFor();
    const lead = await page.innerText('[data-comparison] .lead');
    expect(lead).toContain('No question is common to both.');
    expect(await page.textContent('[data-live]')).toContain('No question is common to both.');
    expect(await page.isVisible('[data-compare-list]')).toBe(false);
    expect(await page.isVisible('[data-compare-message]')).toBe(false);
    expect(await page.inputValue('input[name="a"]')).toBe(FAR);
    expect(await page.inputValue('input[name="b"]')).toBe(R1);
  });

  const HOSTILE = '<img src=x onerror="window.broken=1">';
  test.each([
    ['the same run twice', `a=${R1}&b=${R1}`, 'A and B are the same run.'],
    ['a run that is not there', `a=${R1}&b=no-such-run`, 'There is no run “no-such-run”'],
    ['two that are not there', 'a=nobody&b=no-such-run', 'There is no run “nobody”'],
    ['one alone', `a=${R1}`, 'Choose a run for B, too'],
    ['the other alone', `b=${R1}`, 'Choose a run for A, too'],
    ['markup for an id', `a=${encodeURIComponent(HOSTILE)}&b=${R1}`, `“${HOSTILE}” is not the id`],
    ['a path for an id', `a=${R1}&b=..%2F..%2Ffindings`, '“../../findings” is not the id of a run'],
    ['another site for an id', `a=https%3A%2F%2Fexample.org%2F&b=${R1}`, 'is not the id of a run'],
  ])('%s is told, and nothing compared', async (_what, search, says) => {
    await go(`compare/?${search}`);
    await page.locator('[data-compare-message]:visible').waitFor();
    const message = page.locator('[data-compare-message]');
    expect(await message.innerText()).toContain(says);
    expect(await message.getAttribute('role')).toBe('alert');
    expect(await message.locator(':scope *:not(p)').count()).toBe(0);
    expect(await page.locator('[data-comparison] *').count()).toBe(0);
    expect(await page.isVisible('[data-compare-list]')).toBe(true);
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(asked.filter((url) => !url.startsWith(server.home))).toEqual([]);
    const records = asked.filter((url) => url.endsWith('.json'));
    expect(records.filter((url) => !/\/sub\/runs\/[a-z0-9-]+\/index\.json$/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('the form asks, and the back button goes through what was asked', async () => {
    await go('compare/');
    await page.fill('input[name="a"]', R1);
    await page.fill('input[name="b"]', R2);
    await page.keyboard.press('Enter');
    await page.locator(drawn).waitFor();
    expect(query()).toBe(`?a=${R1}&b=${R2}`);
    await page.fill('input[name="b"]', 'nobody');
    await page.click('[data-compare-form] button');
    await page.locator('[data-compare-message]:visible').waitFor();
    await page.goBack();
    await page.locator(drawn).waitFor();
    expect(await page.inputValue('input[name="b"]')).toBe(R2);
    expect(await page.isVisible('[data-compare-message]')).toBe(false);
    await page.goBack();
    await page.locator('[data-compare-list]:visible').waitFor();
    expect(await page.locator(drawn).count()).toBe(0);
    await page.goForward();
    await page.locator(drawn).waitFor();
  });

  test('what writes the report is loaded when it is opened, and is small', async () => {
    await go(`compare/?a=${R2}&b=${R3}`);
    await page.locator(drawn).waitFor();
    const before = new Set(asked);
    await page.click('[data-comparison] .report summary');
    const code = page.locator('[data-comparison] .report code');
    await code.waitFor();
    const text = await code.innerText();
    expect(text).toContain(`](${server.home}compare/?a=${R2}&b=${R3})`);
    const built = readFileSync(join(out, STATIC, 'index.md'), 'utf8');
    const below = (markdown: string) => markdown.split('\n').slice(1).join('\n').trim();
    expect(below(text).replaceAll(server.home, '/sub/')).toBe(below(built));
    await page.click('[data-comparison] .report [data-copy]');
    await page.locator('[data-copy]', { hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await code.textContent(),
    );
    const loaded = asked.filter((url) => !before.has(url));
    expect(loaded.length).toBeGreaterThan(0);
    const scripts = loaded.map((url) =>
      readFileSync(join(out, new URL(url).pathname.replace('/sub/', '')), 'utf8'),
    );
    expect(scripts.join('').length).toBeLessThan(5_000);
    expect(scripts.join('')).not.toMatch(/zod/i);
  });

  test('without script every listed pair has a page, and the form is not shown', async () => {
    const { links, form, says } = await withoutScript('compare/', async (on) => ({
      links: await on
        .locator('[data-compare-list] a[href*="/compare/2"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? '')),
      form: await on.isVisible('[data-compare-form]'),
      says: await on.innerText('noscript'),
    }));
    expect(form).toBe(false);
    expect(says).toContain('The pairs below have pages of their own');
    const pages = new Set(siteFiles(out).pages);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((href) => !pages.has(`${href.slice('/sub/'.length)}index.html`))).toEqual(
      [],
    );
  });
});

/** "34 to 100" → 67; "60" → 60; "unknown" → undefined */
function middle(points: string): number | undefined {
  const numbers = [...points.matchAll(/[\d.]+/g)].map(([number]) => Number(number));
  return numbers.length === 0 ? undefined : ((numbers[0] ?? 0) + (numbers.at(-1) ?? 0)) / 2;
}

describe('the comparison of options', () => {
  const CRITERIA = ['chance', 'hours', 'complexity', 'cost', 'reversibility', 'claims'];
  const columns = (on: Page, table = '.comparison') =>
    on
      .locator(`${table} thead [data-option]`)
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-option') ?? ''));
  const ids = () => columns(page);
  /** The points of each option by one criterion, as the page's table has them. */
  const points = async (criterion: string) => {
    const row = page.locator('.points tbody tr').nth(CRITERIA.indexOf(criterion));
    const cells = await row
      .locator('[data-option]')
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute('data-option') ?? '', one.textContent] as const),
      );
    return new Map(cells);
  };

  test('without script stands in the editors’ order, with its reason', async () => {
    await go('options/');
    const seen = await withoutScript('options/', async (on) => ({
      order: await columns(on),
      form: await on.isVisible('[data-weights]'),
      text: await on.innerText('[data-options]'),
    }));
    expect(seen.order).toEqual(await ids());
    expect(seen.order[0]).toBe('g-rocm-5-2');
    expect(seen.form).toBe(false);
    expect(seen.text).toContain('The order is the editors’ judgement, an inference');
  });

  test.each(CRITERIA)('is sorted by %s alone, the best first, unknown last', async (criterion) => {
    await go('options/');
    await page.click(`[data-sort="${criterion}"]`);
    expect(query()).toBe(`?sort=${criterion}`);
    expect(await page.getAttribute(`[data-sort="${criterion}"]`, 'aria-pressed')).toBe('true');
    const order = await ids();
    const given = await points(criterion);
    const middles = order.map((id) => middle(given.get(id) ?? ''));
    expect(new Set(middles).size).toBeGreaterThan(1);
    const wanted = middles.toSorted((a, b) => (b ?? -1) - (a ?? -1));
    expect(middles).toEqual(wanted);
    expect(await columns(page, '.points')).toEqual(order);
    expect(await page.innerText('[data-says]')).toContain('unknown last');
    await page.reload();
    expect(await ids()).toEqual(order);
  });

  test('follows weights that the address keeps, with the arithmetic of each place', async () => {
    await go('options/');
    const editors = await ids();
    await page.selectOption('select[name="chance"]', '3');
    await page.selectOption('select[name="hours"]', '1');
    expect(query()).toBe('?chance=3&hours=1');
    const order = await ids();
    expect(order).not.toEqual(editors);
    const [chance, hours] = [await points('chance'), await points('hours')];
    const sums = await page.locator('[data-arithmetic] li').allInnerTexts();
    expect(sums).toHaveLength(order.length);
    const bounds = (text: string | undefined) => {
      const numbers = [...(text ?? '').matchAll(/\d+/g)].map(([number]) => Number(number));
      return numbers.length === 0 ? [0, 100] : [numbers[0] ?? 0, numbers.at(-1) ?? 0];
    };
    const totals = order.map((id, index) => {
      const [total = ''] = /(?<= = )\d+(?: to \d+)?/.exec(sums[index] ?? '') ?? [];
      const shown = bounds(total);
      for (const end of [0, 1]) {
        const sum = 3 * (bounds(chance.get(id))[end] ?? 0) + (bounds(hours.get(id))[end] ?? 0);
        expect(Math.abs(sum / 4 - (shown[end] ?? 0)), `${id}: ${sums[index]}`).toBeLessThan(1.1);
      }
      return middle(total) ?? 0;
    });
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(sums.join(' ')).toContain('What it rests on does not hold.');

    await page.reload();
    expect(await ids()).toEqual(order);
    expect(await page.inputValue('select[name="chance"]')).toBe('3');
    const link = await page.$eval('[data-permalink]', (a) => (a as HTMLAnchorElement).href);
    expect(new URL(link).search).toBe('?chance=3&hours=1');
    await page.goBack();
    await page.goBack();
    expect(await ids()).toEqual(editors);
    expect(await page.isVisible('[data-order]')).toBe(false);
  });

  test('says what it cannot read in an address', async () => {
    await go('options/?chance=12&sort=%3Cb%3Ebeauty%3C%2Fb%3E&cost=2');
    const problems = page.locator('[data-problems]');
    expect(await problems.innerText()).toContain('“12” is no weight for chance');
    expect(await problems.innerText()).toContain('There is no criterion “<b>beauty</b>”');
    expect(await problems.locator('b').count()).toBe(0);
    expect(await page.inputValue('select[name="cost"]')).toBe('2');
  });

  test('every cell says what it rests on, or that it is unknown', async () => {
    await go('options/');
    const bare = await page.locator('.comparison tbody tr').evaluateAll((rows) =>
      rows.flatMap((row) => {
        // The head also has the button of its row’s anchor.
        const criterion = row.querySelector('th')?.textContent.replace(/#$/, '').trim() ?? '';
        if (criterion === 'What it is') return [];
        return [...row.querySelectorAll('td')]
          .filter(
            (cell) =>
              cell.querySelector('.absent, .behind a, .cites a, .folded a, .mark + a') === null &&
              !/÷|inference/.test(cell.textContent),
          )
          .map((cell) => `${criterion}: ${cell.getAttribute('data-option') ?? ''}`);
      }),
    );
    expect(bare).toEqual([]);
  });
});

describe('looking for runs', () => {
  const rows = () => page.locator('[data-runs-found] .runs > li');
  const summary = () => page.innerText('[data-runs-found] > p:first-child');

  test('reads nothing before something is chosen, and keeps the choice in the address', async () => {
    await go('runs/');
    expect(asked.filter((url) => url.includes('/shards/'))).toEqual([]);
    const card = 'Radeon RX 5600 XT';
    const offered = await page.innerText(`select[name="card"] option[value="${card}"]`);
    const count = Number(/\((\d+)\)/.exec(offered)?.[1]);
    await page.selectOption('select[name="card"]', card);
    await rows().first().waitFor();
    expect(new URLSearchParams(query()).get('card')).toBe(card);
    expect(await rows().count()).toBe(count);
    expect(await summary()).toMatch(new RegExp(`^${count} runs of \\d+\\.`));
    for (const hint of await rows().locator('.hint').allInnerTexts()) expect(hint).toContain(card);
    expect(await page.isVisible('[data-runs-list]')).toBe(false);

    await page.reload();
    await rows().first().waitFor();
    expect(await rows().count()).toBe(count);
    expect(await page.inputValue('select[name="card"]')).toBe(card);

    await page.selectOption('select[name="outcome"]', 'hang');
    await page.waitForFunction(
      (before) => document.querySelectorAll('[data-runs-found] .runs > li').length < before,
      count,
    );
    for (const text of await rows().allInnerTexts()) expect(text).toMatch(/\d hang/);
    await page.goBack();
    await page.waitForFunction(
      (before) => document.querySelectorAll('[data-runs-found] .runs > li').length === before,
      count,
    );
    await page.click('[data-runs-form] [type="reset"]');
    await page.locator('[data-runs-list]:visible').waitFor();
    expect(query()).toBe('');
  });

  test('says that no run has all that was chosen', async () => {
    await go('runs/?outcome=pass&card=Voodoo%3Cb%3E2');
    await page.locator('[data-runs-found]', { hasText: '0 runs of' }).waitFor();
    expect(await rows().count()).toBe(0);
    expect(await page.innerText('select[name="card"] option:checked')).toBe('Voodoo<b>2 (no run)');
    expect(await page.textContent('[data-live]')).toMatch(/^0 runs of \d+\./);
  });

  test('says that the list could not be read', async () => {
    await page.route('**/shards/*', (route) => route.abort());
    await go('runs/?outcome=pass');
    await page.locator('[data-runs-found]', { hasText: 'could not be read' }).waitFor();
    await page.unroute('**/shards/*');
    await page.click('[data-runs-form] [type="submit"]');
    await rows().first().waitFor();
  });

  test('without script is a plain list', async () => {
    const { form, count } = await withoutScript('runs/', async (on) => ({
      form: await on.isVisible('[data-runs-form]'),
      count: await on.locator('[data-runs-list] .runs > li').count(),
    }));
    expect(form).toBe(false);
    expect(count).toBeGreaterThan(20);
  });
});

test('from home two clicks lead to what to do with an RX 5600 XT, with runs and sources', async () => {
  await go('');
  await page.click('main a:has-text("Radeon RX 5600 XT")');
  await page.waitForURL('**/sub/gpus/rdna1/#card-radeon-rx-5600-xt');
  const cited = (within: string) =>
    page
      .locator(`${within} a`)
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const product = await cited('.product:has(#card-radeon-rx-5600-xt)');
  expect(product.some((href) => href.startsWith('/sub/runs/'))).toBe(true);
  const answer = await cited('section[aria-labelledby="title-do"] .behind');
  expect(answer.some((href) => href.startsWith('/sub/runs/'))).toBe(true);
  expect(answer.some((href) => href.startsWith('/sub/sources/'))).toBe(true);
  await page.locator('main a:has-text("G. Go back to ROCm 5.2")').first().click();
  await page.waitForURL('**/sub/options/g-rocm-5-2/');
  expect(await page.innerText('.option-status')).toContain('Recommended.');
  const rests = await cited('.option-status');
  expect(rests.some((href) => href.startsWith('/sub/runs/'))).toBe(true);
  expect(rests.some((href) => href.startsWith('/sub/sources/'))).toBe(true);
  for (const title of ['Steps', 'Needs', 'Blocked by', 'Risks', 'Who reported what']) {
    expect(await page.locator('h2', { hasText: title }).count()).toBe(1);
  }
});

test('nothing that takes the focus is hidden on a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const on = await context.newPage();
  for (const path of ['options/', 'probes/conv2d-implicit-gemm-sizes/', STATIC, '']) {
    await on.goto(server.home + path);
    const unseen = await on.locator('main a').evaluateAll((links) =>
      links
        .filter((link) => {
          for (let one: Element | null = link; one !== null; one = one.parentElement) {
            const { width } = one.getBoundingClientRect();
            if (width > 0 && width <= 1) return true;
          }
          return false;
        })
        .map((link) => link.textContent),
    );
    expect({ path, unseen }).toEqual({ path, unseen: [] });
  }
  await context.close();
});

test.each([
  `runs/${R1}/`,
  'findings/conv2d-crashes-with-aperture-violation/',
  STATIC,
  'memory-types/',
])('a report for an issue stands on /%s, the same as the file beside it', async (path) => {
  const text = await withoutScript(path, (on) => on.locator('.report code').first().textContent());
  expect(text).toBe(readFileSync(join(out, path, 'index.md'), 'utf8'));
});

describe('on paper', () => {
  test('nothing is cut off on any page that is wide', async () => {
    const WIDE = /^(?:compare|probes|options)\/|^memory-types\/index|^runs\/2025-11-06/;
    const wide = siteFiles(out).pages.filter((file) => WIDE.test(file));
    const on = await paperPage(browser);
    const wrong: string[] = [];
    for (const file of wide) {
      const path = file.replace(/(?<=^|\/)index\.html$/, '');
      const found = await inspectOnPaper(on, server.home + path);
      wrong.push(...found.map(({ what, where }) => `/${path} ${what}: ${where}`));
    }
    expect(wide.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
    await on.close();
  });

  test('what is folded on a screen is open, and the controls are gone', async () => {
    const on = await paperPage(browser);
    await on.goto(`${server.home}options/?chance=3`);
    const cites = on.locator('.comparison .folded .cites').first();
    expect((await cites.boundingBox())?.height).toBeGreaterThan(0);
    expect(await on.isVisible('[data-weights]')).toBe(false);
    expect(await on.isVisible('[data-arithmetic]')).toBe(true);
    const labels = await on
      .locator('.comparison tbody tr')
      .nth(3)
      .locator('td')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one, '::before').content));
    expect(labels[0]).toMatch(/^"[A-G]\. /);
    expect(new Set(labels).size).toBe(labels.length);
    await on.close();
  });
});
