import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MERMAID_CONFIG, RENDER_ID } from './drawing-config.ts';
import { decodeLabels, drawInPage } from './drawing-script.ts';

const require = createRequire(import.meta.url);
const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** Milliseconds after which a diagram is given up. */
const PATIENCE = 20_000;

/**
 * A blank page in which Mermaid draws, with nothing of another host within reach. Its clock stands still
 * and its chances repeat, so that the same text gives the same drawing at any time, in any order.
 */
export class DrawingPage {
  readonly #context: BrowserContext;
  #page: Page | undefined;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  static async open(browser: Browser): Promise<DrawingPage> {
    const context = await browser.newContext({ offline: true, serviceWorkers: 'block' });
    return new DrawingPage(context);
  }

  /**
   * The SVG of a diagram: what Mermaid drew, with every style that holds for an element written as its
   * attributes, colours as `data-fill` and `data-stroke`. It is as safe as Mermaid makes it, no safer.
   */
  async draw(text: string): Promise<string> {
    const page = (this.#page ??= await blankPage(this.#context));
    const drawing = page.evaluate(drawInPage, { text, id: RENDER_ID, config: MERMAID_CONFIG });
    try {
      return await inTime(drawing);
    } catch (error) {
      // What broke this drawing must not touch the next.
      this.#page = undefined;
      await page.close();
      throw error;
    }
  }
}

async function blankPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.clock.setFixedTime(0);
  const font = readFileSync(require.resolve(FONT)).toString('base64');
  await page.setContent(
    `<!doctype html><html lang="en"><style>@font-face { font-family: 'Inter Variable'; ` +
      `font-weight: 100 900; src: url(data:font/woff2;base64,${font}) }</style><body></body></html>`,
  );
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
  await page.evaluate(decodeLabels);
  await page.evaluate(() => document.fonts.load('16px "Inter Variable"').then(() => undefined));
  return page;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`it took longer than ${PATIENCE / 1000} s`));
    }, PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
