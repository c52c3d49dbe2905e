import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../scripts/browser.ts';
import { serve, type StaticServer } from '../scripts/static-server.ts';
import { BASE, realSite } from './real-site.ts';

let server: StaticServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await serve(await realSite(), BASE);
  browser = await launchBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const address = (query: string) => `${server.home}memory-types/${query === '' ? '' : `?${query}`}`;
const headline = (on: Page) => on.textContent('.explainer-headline [data-headline]');
const effect = (on: Page) => on.innerText('[data-setting="mtype-local"]');

/** Goes to a state of the page: by its address, or from state to state as the back button does. */
async function visit(query: string): Promise<void> {
  if (!page.url().startsWith(address(''))) await page.goto(address(''));
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address(query));
}

/** Memory, request, then the type; `mtype_local` is 0 unless the request says otherwise. */
type Case = readonly [memory: string, request: string, type: string];

const likeGfx10: Case[] = ['local', 'system', 'remote'].flatMap((memory): Case[] => [
  [memory, 'plain', 'NC'],
  [memory, 'coherent', 'UC'],
  [memory, 'ext-coherent', 'UC'],
  [memory, 'uncached', 'UC'],
]);

const MI200: Case[] = [
  ['local', 'plain', 'RW'],
  ['local', 'coherent', 'CC'],
  ['local', 'ext-coherent', 'CC'],
  ['system', 'plain', 'NC'],
  ['system', 'coherent', 'UC'],
  ['remote', 'plain', 'NC'],
  ['remote', 'coherent', 'UC'],
  ['local', 'uncached', 'UC'],
  ['system', 'uncached', 'UC'],
];

const MI300X: Case[] = [
  ['local', 'plain&mtype_local=0', 'RW'],
  ['local', 'plain&mtype_local=1', 'NC'],
  ['local', 'plain&mtype_local=2', 'CC'],
  ['local', 'coherent&mtype_local=0', 'RW'],
  ['local', 'coherent&mtype_local=2', 'CC'],
  ['local', 'ext-coherent', 'CC'],
  ['system', 'plain&mtype_local=1', 'UC'],
  ['system', 'coherent', 'UC'],
  ['local', 'uncached', 'UC'],
  ['remote', 'plain&path=bo', 'NC'],
  ['remote', 'coherent&path=bo', 'NC'],
  ['remote', 'plain&path=svm&hive=in-hive', 'NC'],
  ['remote', 'plain&path=svm&hive=outside', 'UC'],
  ['remote', 'ext-coherent', 'UC'],
];

/** What is known of the products alone is left open. */
const CDNA3: Case[] = [
  ['local', 'plain&mtype_local=0', 'RW'],
  ['local', 'ext-coherent', 'UC or CC'],
  ['local', 'ext-coherent&revision=zero', 'UC'],
  ['local', 'ext-coherent&revision=later', 'CC'],
  ['system', 'plain', 'UC or NC'],
  ['system', 'plain&apu=dgpu', 'UC'],
  ['system', 'plain&apu=apu', 'NC'],
];

const MI300A: Case[] = [
  ['local', 'plain&mtype_local=0', 'RW'],
  ['local', 'plain&mtype_local=2', 'CC'],
  ['system', 'plain', 'NC'],
  ['system', 'coherent', 'NC'],
  ['local', 'uncached', 'UC'],
];

const RDNA4: Case[] = [
  ['local', 'plain', 'NC'],
  ['local', 'coherent', 'NC'],
  ['local', 'ext-coherent', 'NC'],
  ['system', 'plain', 'NC'],
  ['system', 'coherent', 'NC'],
  ['remote', 'plain', 'NC'],
  ['local', 'uncached', 'UC'],
];

const CARDS: readonly (readonly [card: string, cases: readonly Case[]])[] = [
  ['vega', likeGfx10],
  ['cdna1-cdna2', MI200],
  ['cdna3', CDNA3],
  ['instinct-mi300x', MI300X],
  ['instinct-mi300a', MI300A],
  ['radeon-rx-5600-xt', likeGfx10],
  ['gfx1010', likeGfx10],
  ['0x731f', likeGfx10],
  ['rdna2', likeGfx10],
  ['rdna3', likeGfx10],
  ['rdna4', RDNA4],
];

describe('the explainer says what the driver does', () => {
  test.each(CARDS)('with memory of %s', async (card, cases) => {
    for (const [memory, request, type] of cases) {
      const query = `gpu=${card}&memory=${memory}&request=${request}`;
      await visit(query);
      expect(`${query}: ${await headline(page)}`).toBe(`${query}: ${type}`);
      expect(await page.isHidden('[data-message]')).toBe(true);
    }
  });

  test('and that mtype_local is read for MI300 alone', async () => {
    for (const [card] of CARDS) {
      await visit(`gpu=${card}&memory=local&request=plain&mtype_local=2`);
      const said = await effect(page);
      expect(said).toMatch(
        /mi300|cdna3/.test(card) ? /is read here and gives CC/ : /never reads it/,
      );
    }
  });
});

describe('the explainer', () => {
  test('opens with the case of the report, drawn without script', async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    const without = await still.newPage();
    await without.goto(address(''));
    await page.goto(address(''));
    expect(await headline(without)).toBe('NC');
    expect(await effect(without)).toMatch(/^mtype_local=1 changes nothing/);
    const answer = '.explainer-answer > :not([data-share]):visible';
    const texts = async (on: Page) => (await on.locator(answer).allInnerTexts()).join('\n');
    expect(await texts(page)).toBe(await texts(without));
    await still.close();
  });

  test('gives every answer without script', async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    const without = await still.newPage();
    await without.goto(address(''));
    for (const [family, memory, request, type] of [
      ['rdna1', 'local', 'coherent', 'UC'],
      ['rdna4', 'system', 'coherent', 'NC'],
      ['cdna3', 'local', 'plain', 'RW NC CC'],
    ]) {
      const row = without.locator(`[id="${family}.${memory}.${request}"]`);
      const cells = await row.locator('td a[href*="memory-types/"]').allTextContents();
      expect([...new Set(cells)].join(' ')).toBe(type);
    }
    await still.close();
  });

  test('keeps the state in the address, backwards and forwards', async () => {
    await page.goto(address(''));
    await page.selectOption('[data-card]', 'instinct-mi300x');
    await page.selectOption('[data-axis="mtype-local"]', '2');
    expect(await headline(page)).toBe('CC');
    expect(new URL(page.url()).search).toContain('gpu=instinct-mi300x');
    expect(new URL(page.url()).search).toContain('mtype_local=2');
    await page.goBack();
    expect(await headline(page)).toBe('NC');
    expect(await page.inputValue('[data-axis="mtype-local"]')).toBe('1');
    await page.goBack();
    expect(await page.inputValue('[data-card]')).not.toBe('instinct-mi300x');
    await page.goForward();
    await page.goForward();
    expect(await headline(page)).toBe('CC');
  });

  test('has a link to the state that restores it', async () => {
    await page.goto(address(''));
    await page.selectOption('[data-card]', 'instinct-mi300a');
    await page.selectOption('[data-axis="placement"]', 'system');
    const link = await page.$eval('[data-permalink]', (a) => (a as HTMLAnchorElement).href);
    const other = await browser.newPage();
    await other.goto(link);
    expect(await headline(other)).toBe('NC');
    expect(await other.inputValue('[data-card]')).toBe('instinct-mi300a');
    expect(await other.inputValue('[data-axis="placement"]')).toBe('system');
    await other.close();
  });

  test('says what it could not understand, and shows no answer for a card it does not know', async () => {
    await page.goto(address('gpu=voodoo&request=lukewarm'));
    expect(await headline(page)).toBe('Choose a card');
    const message = await page.innerText('[data-message]');
    expect(message).toContain('“voodoo” is no card');
    expect(message).toContain('“lukewarm” is no value of “request”');
    expect(await page.locator('[data-rule]:visible, [data-type]:visible').count()).toBe(0);
  });

  test('works by keyboard and tells a screen reader', async () => {
    await page.goto(address('gpu=mi300x&request=plain&mtype_local=0'));
    await page.focus('[data-axis="mtype-local"]');
    await page.keyboard.press('ArrowDown');
    expect(await headline(page)).toBe('NC');
    expect(await page.textContent('[data-live]')).toMatch(/^NC\. mtype_local=1 is read here/);
  });

  test('offers the cases of an answer that depends on something', async () => {
    await page.goto(address('gpu=cdna3&request=ext-coherent'));
    expect(await headline(page)).toBe('UC or CC');
    await page.locator('[data-cases] button').last().click();
    expect(await headline(page)).toBe('CC');
    expect(new URL(page.url()).search).toContain('revision=later');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-asked'))).toBe(
      true,
    );
  });

  test('marks the layer that decides', async () => {
    await page.goto(address('gpu=gfx1010&request=coherent'));
    expect(await page.locator('.explainer-strata .decides').getAttribute('data-layer')).toBe(
      'amdgpu',
    );
    expect(await page.locator('[data-decides="amdgpu"]').innerText()).toBe('Decides here: UC');
  });

  test('prints the answer and the stack, not the controls', async () => {
    await page.goto(address('gpu=mi300x&mtype_local=2'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('[data-form]')).toBe(false);
    expect(await page.isVisible('.explainer-headline')).toBe(true);
    expect(await page.isVisible('.explainer-strata')).toBe(true);
    expect(await page.locator('[id="cdna3.local.plain"]').isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
  });
});
