import type { Browser, BrowserContext, Page, Route } from 'playwright-core';

/** What a reader saw while a page came in over a slow line. */
export interface Painting {
  /** The sum of all layout shifts that no input caused. */
  readonly shift: number;
  /** What moved, as selectors. */
  readonly moved: readonly string[];
  /** The largest element painted while no font and no script had come. */
  readonly early: string | undefined;
  /** The largest element painted in the end. */
  readonly late: string | undefined;
  /** Every address that was asked for. */
  readonly asked: readonly string[];
  /** How many fonts and scripts were kept back. */
  readonly held: number;
}

/** A phone network: 1.6 Mbit/s and 150 ms there and back. */
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 90_000,
};

/** How long it may take from the document to a paint, and how long a page is watched afterwards. */
const PAINT_MS = 8000;
const AFTER_MS = 400;

/**
 * Opens a page over a slow line and keeps its fonts and scripts back until its largest element has been
 * painted; then lets them come and watches what moves.
 */
export async function watchPainting(
  browser: Browser,
  address: string,
  width: number,
): Promise<Painting> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 800 },
    ...(width < 600 ? { isMobile: true, hasTouch: true } : {}),
  });
  try {
    return await watch(context, address);
  } finally {
    await context.close();
  }
}

async function watch(context: BrowserContext, address: string): Promise<Painting> {
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', SLOW);
  await page.addInitScript(observe);
  const held: Route[] = [];
  let released = false;
  await page.route(/\.(?:woff2|js)(?:$|\?)/, async (route) => {
    if (released) await route.continue();
    else held.push(route);
  });
  await page.goto(address, { waitUntil: 'commit' });
  const early = await settled(page);
  released = true;
  const kept = held.length;
  await Promise.all(held.map((route) => route.continue()));
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(AFTER_MS);
  const { shift, moved, largest } = await seen(page);
  return { shift, moved, early, late: largest, asked: [...new Set(asked)], held: kept };
}

interface Seen {
  shift: number;
  moved: string[];
  largest: string | undefined;
}

/** Runs in the page, before anything else. */
function observe(): void {
  const name = (node: Node | null | undefined): string => {
    const element = node instanceof Element ? node : node?.parentElement;
    if (!element) return 'something that is gone';
    const own = [element.tagName.toLowerCase(), ...element.classList].join('.');
    const parent = element.parentElement;
    return parent ? `${parent.tagName.toLowerCase()} > ${own}` : own;
  };
  const found: Seen = { shift: 0, moved: [], largest: undefined };
  Object.assign(window, { faultlineSeen: found });
  interface Shift extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
    sources: readonly { node?: Node | null }[];
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      found.shift += entry.value;
      found.moved.push(...entry.sources.map(({ node }) => name(node)));
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { element?: Element })[]) {
      found.largest = name(entry.element);
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}

const seen = (page: Page) =>
  page.evaluate(() => (window as unknown as { faultlineSeen: Seen }).faultlineSeen);

/** The largest element once the whole document is there; undefined if nothing was painted in time. */
async function settled(page: Page): Promise<string | undefined> {
  try {
    await page.waitForFunction(
      () =>
        document.readyState !== 'loading' &&
        (window as unknown as { faultlineSeen: Seen }).faultlineSeen.largest !== undefined,
      undefined,
      { timeout: PAINT_MS, polling: 50 },
    );
  } catch {
    return undefined;
  }
  await page.waitForTimeout(AFTER_MS);
  return (await seen(page)).largest;
}
