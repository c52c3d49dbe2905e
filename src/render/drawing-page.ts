import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { MERMAID_CONFIG, RENDER_ID } from './drawing-config.ts';

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

/**
 * Runs in the browser. Mermaid turns `#quot;` into `&quot;` and leaves the rest to an HTML parser, which
 * labels of SVG never meet.
 */
function decodeLabels(): void {
  const whole = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
  const area = document.createElement('textarea');
  Object.defineProperty(SVGElement.prototype, 'textContent', {
    configurable: true,
    get(this: SVGElement): unknown {
      return whole?.get?.call(this);
    },
    set(this: SVGElement, text: string | null) {
      area.innerHTML = text ?? '';
      whole?.set?.call(this, area.value);
    },
  });
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

interface Mermaid {
  initialize(config: unknown): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

/** Runs in the browser, by itself: nothing from around it is there. */
async function drawInPage(given: { text: string; id: string; config: unknown }): Promise<string> {
  let seed = 1;
  Math.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
  mermaid.initialize(given.config);
  const { svg } = await mermaid.render(given.id, given.text);
  const host = document.createElement('div');
  document.body.append(host);
  host.innerHTML = svg;
  const root = host.querySelector('svg');
  if (root === null) throw new Error('Mermaid drew nothing');

  const write = (element: Element, name: string, value: string, plain: string) => {
    const number = value.replaceAll('px', '');
    if (number === plain) element.removeAttribute(name);
    else element.setAttribute(name, number);
  };
  const paint = (element: Element, name: 'fill' | 'stroke', style: CSSStyleDeclaration) => {
    const alpha = /^rgba\((.*), ([\d.]+)\)$/.exec(style[name]);
    const opacity = Number(style[`${name}Opacity`]) * Number(alpha?.[2] ?? 1);
    element.setAttribute(
      `data-${name}`,
      opacity === 0 ? 'none' : alpha === null ? style[name] : `rgb(${alpha[1] ?? ''})`,
    );
    write(element, `${name}-opacity`, String(opacity), '1');
  };
  for (const element of root.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const { tagName } = element;
    if (element.closest('filter, linearGradient, style') !== null) continue;
    if (element.closest('defs, marker, symbol') === null) {
      if (style.display === 'none' || style.visibility !== 'visible') {
        element.setAttribute('data-hidden', '');
        continue;
      }
    }
    write(element, 'opacity', style.opacity, '1');
    if (['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'].includes(tagName)) {
      paint(element, 'fill', style);
      paint(element, 'stroke', style);
      write(element, 'stroke-width', style.strokeWidth, '1');
      write(element, 'stroke-dasharray', style.strokeDasharray, 'none');
      write(element, 'stroke-linecap', style.strokeLinecap, 'butt');
    }
    if (['text', 'tspan', 'textPath'].includes(tagName)) {
      const parent = element.parentElement;
      const above = parent && tagName !== 'text' ? getComputedStyle(parent) : undefined;
      if (style.fill !== above?.fill) paint(element, 'fill', style);
      write(element, 'font-size', style.fontSize, above?.fontSize.replace('px', '') ?? '');
      write(element, 'font-weight', style.fontWeight, above?.fontWeight ?? '400');
      write(element, 'font-style', style.fontStyle, above?.fontStyle ?? 'normal');
      write(element, 'text-anchor', style.textAnchor, above?.textAnchor ?? 'start');
      write(element, 'dominant-baseline', style.dominantBaseline, 'auto');
    }
  }
  const box = root.viewBox.baseVal;
  if (box.width === 0) {
    const { x, y, width, height } = root.getBBox();
    root.setAttribute('viewBox', [x, y, width, height].join(' '));
  }
  const drawn = new XMLSerializer().serializeToString(root);
  host.remove();
  return drawn;
}
