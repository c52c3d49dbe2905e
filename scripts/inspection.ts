import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** One thing that is wrong with a page as a browser shows it. */
export interface Complaint {
  what: string;
  /** Selectors or the browser's message. */
  where: string;
}

const some = (places: string[]): string =>
  places.length > 3
    ? `${places.slice(0, 3).join(' | ')} | and ${places.length - 3} more`
    : places.join(' | ');

/** What sticks out to the right of the window, unless it scrolls inside itself. */
export const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.scrollingElement;
    if (root === null || root.scrollWidth <= window.innerWidth) return [];
    const clipped = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (getComputedStyle(element).overflowX !== 'visible' || clipped(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        element.getBoundingClientRect().right > window.innerWidth &&
        !clipped(element.parentElement),
    );
    const names = wide.map((element) =>
      [element.tagName.toLowerCase(), ...element.classList].join('.'),
    );
    return names.length > 0 ? names : [`the page is ${root.scrollWidth} px wide`];
  });

/** The rules as a script for a page; the module itself would hand out more than twice as much of it. */
const RULES = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What the accessibility rules say of a page without frames, as it stands. */
export const axeComplaints = async (page: Page): Promise<Complaint[]> => {
  const there = await page.evaluate(() => 'axe' in window);
  if (!there) await page.evaluate(readFileSync(RULES, 'utf8'));
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({
      // What passed would be most of the answer, and most of the time.
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    }),
  );
  return violations.map(({ id, nodes }) => ({
    what: `axe ${id}`,
    where: some(nodes.map(({ target }) => target.join(' '))),
  }));
};

/** Opens a page, photographs it and says what is wrong with it. */
export const inspect = async (
  context: BrowserContext,
  address: string,
  { screenshot, fullPage, rules }: { screenshot: string; fullPage: boolean; rules: boolean },
): Promise<Complaint[]> => {
  const page = await context.newPage();
  const messages: Complaint[] = [];
  page.on('pageerror', ({ message }) => messages.push({ what: 'script error', where: message }));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = message.text();
    const what = text.includes('Content Security Policy') ? 'CSP' : 'console error';
    messages.push({ what, where: `${text.slice(0, 160)} ${message.location().url}`.trim() });
  });
  try {
    await page.goto(address, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path: screenshot, fullPage, animations: 'disabled' });
    const wide = await overflow(page);
    // Axe may itself offend against the page's policy, so what it causes is not counted.
    const complaints = [...messages];
    if (wide.length > 0) complaints.push({ what: 'wider than the window', where: some(wide) });
    if (rules) complaints.push(...(await axeComplaints(page)));
    return complaints;
  } finally {
    await page.close();
  }
};

/** Whether a page's heading and text are there for a reader without script. */
export const inspectWithoutScript = async (
  context: BrowserContext,
  address: string,
): Promise<Complaint[]> => {
  const page = await context.newPage();
  try {
    await page.goto(address, { waitUntil: 'load' });
    const heading = page.locator('h1').first();
    const main = page.locator('main').first();
    if (!(await heading.isVisible())) return [{ what: 'no heading without script', where: 'h1' }];
    const title = await heading.innerText();
    const text = (await main.isVisible()) ? await main.innerText() : '';
    const beside = text.replace(title, '').trim();
    return beside === '' ? [{ what: 'no text without script', where: 'main' }] : [];
  } finally {
    await page.close();
  }
};

/** The width of A4 less its margins, in CSS pixels. */
export const PAPER_WIDTH = 731;

/** A page in which everything is laid out as on paper. */
export const paperPage = async (browser: Browser): Promise<Page> => {
  const viewport = { width: PAPER_WIDTH, height: 1000 };
  const page = await browser.newPage({ viewport, colorScheme: 'light' });
  await page.emulateMedia({ media: 'print' });
  return page;
};

/** What is cut off on paper, where nothing scrolls, of what stands at an address. */
export const inspectOnPaper = async (page: Page, address: string): Promise<Complaint[]> => {
  await page.goto(address, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const cut = await cutOff(page);
  return cut.length > 0 ? [{ what: 'wider than the paper', where: some(cut) }] : [];
};

/** What of the text stands beyond the edge of the window, or is hidden by what it stands in. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const name = (element: Element) =>
      [element.tagName.toLowerCase(), ...element.classList].join('.');
    return [...document.querySelectorAll('main, main *')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const unseen = width <= 1 || element.closest('.visually-hidden') !== null;
      if (unseen) return [];
      if (right > window.innerWidth + 1 || left < -1) return [name(element)];
      const hides =
        element.scrollWidth > element.clientWidth + 1 &&
        element.clientWidth > 0 &&
        getComputedStyle(element).overflowX !== 'visible';
      return hides
        ? [`${name(element)} hides ${element.scrollWidth - element.clientWidth} px`]
        : [];
    });
  });
