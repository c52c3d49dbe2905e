import type { Page } from 'playwright-core';

/** What happened while somebody went through a page with the key Tab alone. */
interface Walk {
  /** What takes the focus and was never reached, or more than once. */
  readonly unreached: readonly string[];
  /** What had the focus without its being seen. */
  readonly unseen: readonly string[];
  /** What had the focus in the end: nothing of the page, if there is no trap. */
  readonly end: string | undefined;
}

interface Stop {
  readonly element: Element;
  readonly unseen: string | undefined;
}

/** Runs in the page: notes every stop of the focus, and whether it can be seen. */
function observe(): void {
  const stops: Stop[] = [];
  Object.assign(window, { faultlineStops: stops });
  const unseen = (element: Element): string | undefined => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    // In a drawing the focus is shown by the outline of the node.
    const drawn = element.closest('svg') !== null;
    if (!drawn && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)) return 'no outline';
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    if (width < 2 || height < 2) return 'no room';
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return 'out of view';
    for (let one: Element | null = element; one !== null; one = one.parentElement) {
      if (getComputedStyle(one).opacity === '0') return 'transparent';
    }
    return undefined;
  };
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) stops.push({ element: target, unseen: unseen(target) });
  });
}

/** Runs in the page: puts the focus before its first element, wherever a script of the page had put it. */
function toTheTop(): void {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}

/** Goes through the whole page with Tab, from its first element to beyond its last. */
export async function walk(page: Page): Promise<Walk> {
  await page.evaluate(toTheTop);
  await page.evaluate(observe);
  const count = await page.evaluate(() => {
    const focusable = [
      ...document.querySelectorAll<HTMLElement | SVGElement>(
        'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]',
      ),
    ].filter(
      (one) =>
        one.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true }) &&
        !('disabled' in one && one.disabled === true),
    );
    Object.assign(window, { faultlineFocusable: focusable });
    return focusable.length;
  });
  // The key is held down: it goes on without waiting for an answer to each step.
  await Promise.all(Array.from({ length: count + 1 }, () => page.keyboard.down('Tab')));
  await page.keyboard.up('Tab');
  return page.evaluate(() => {
    const { faultlineStops: stops, faultlineFocusable: all } = window as unknown as {
      faultlineStops: readonly Stop[];
      faultlineFocusable: readonly Element[];
    };
    const name = (element: Element) => {
      const own = [element.tagName.toLowerCase(), ...element.classList].join('.');
      const words = element.getAttribute('aria-label') ?? element.textContent;
      return `${own} “${words.replace(/\s+/g, ' ').trim().slice(0, 40)}”`;
    };
    const active = document.activeElement;
    return {
      unreached: all
        .filter((one) => stops.filter(({ element }) => element === one).length !== 1)
        .map(name),
      unseen: stops.flatMap(({ element, unseen }) =>
        unseen === undefined ? [] : [`${name(element)}: ${unseen}`],
      ),
      end: active === null || active === document.body ? undefined : name(active),
    };
  });
}
