import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeComplaints, overflow } from '../../scripts/inspection.ts';

/** Where the pictures of pages are left to be looked at. */
const SHOTS = join(import.meta.dirname, '../../reports/pages');

/** One way in which a page is seen. */
export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** Whether the accessibility rules are tried as well: both schemes and both widths have them once. */
  readonly axe: boolean;
}

export const WIDE: readonly [View, View] = [
  { width: 1280, scheme: 'light', axe: true },
  { width: 1280, scheme: 'dark', axe: false },
];
export const NARROW: readonly [View, View] = [
  { width: 390, scheme: 'light', axe: false },
  { width: 390, scheme: 'dark', axe: true },
];

/** Both widths and both schemes in two views. */
export const TWO_VIEWS = [WIDE[0], NARROW[1]];

/** Pages of an edition are those of today with a banner, which has the least room here. */
export const VIEWS_OF_EDITION = [NARROW[1]];

/** How many pages are looked at together: browser and test take turns. */
const TOGETHER = 2;

/** A page as if it were new: a new one would have a process of its own, which costs more than most tests. */
async function renew(page: Page): Promise<void> {
  page.removeAllListeners('console');
  page.removeAllListeners('pageerror');
  await page.goto('about:blank');
  await page.mouse.move(0, 0);
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
}

/** Does the same with each, some together, each in a page as if it were new, and collects what is wrong. */
export async function withEach<T>(
  browser: Browser,
  all: readonly T[],
  look: (page: Page, one: T) => Promise<readonly string[]>,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<string[]> {
  const left = [...all];
  const wrong: string[] = [];
  const work = async (context: BrowserContext) => {
    const page = await context.newPage();
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      wrong.push(...(await look(page, one)));
      await renew(page);
    }
  };
  const contexts = await Promise.all(
    Array.from({ length: TOGETHER }, () => browser.newContext(options)),
  );
  await Promise.all(contexts.map(work));
  await Promise.all(contexts.map((context) => context.close()));
  return wrong;
}

/** Notes, from now on, what a page's scripts and its policy complain of. */
export function messagesOf(page: Page, except?: RegExp): string[] {
  const messages: string[] = [];
  page.on('pageerror', ({ message }) => messages.push(message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const text = `${message.text()} ${message.location().url}`;
    if (except?.test(text) !== true) messages.push(text);
  });
  return messages;
}

/**
 * A picture of a page from its top, in a window as tall as the picture: one of more than the window takes
 * twice as long. Of a long page the rest is more of the same.
 */
async function photograph(page: Page, file: string, width: number, most: number): Promise<void> {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(tall, most) });
  const path = join(SHOTS, file);
  await page.screenshot({ path, type: 'jpeg', quality: 60, animations: 'disabled' });
  await page.setViewportSize({ width, height: 800 });
}

/** Photographs a page as it stands in each view, and says what is wrong with it there. */
export async function lookAt(
  page: Page,
  name: string,
  views: readonly View[],
  messages: readonly string[],
): Promise<string[]> {
  mkdirSync(SHOTS, { recursive: true });
  const wrong: string[] = [];
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  let heard = 0;
  for (const { width, scheme, axe } of views) {
    const note = (what: string) => wrong.push(`${name}, ${width} ${scheme}: ${what}`);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await photograph(page, `${name}-${width}-${scheme}.jpg`, width, axe ? 3000 : 1200);
    for (const place of await overflow(page)) note(`wider than the window: ${place}`);
    for (const message of messages.slice(heard)) note(message);
    // Axe may itself offend against the page's policy, so what it causes is not heard.
    if (axe) for (const { what, where } of await axeComplaints(page)) note(`${what}: ${where}`);
    heard = messages.length;
  }
  return wrong;
}
