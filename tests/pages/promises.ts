import type { Page } from 'playwright-core';
import { cutOff, PAPER_WIDTH } from '../../scripts/inspection.ts';
import { walk } from './keyboard.ts';
import { type PageKind, ofEdition } from './kinds.ts';
import { lookAt, NARROW, VIEWS_OF_EDITION, WIDE } from './looking.ts';

/** A page that is open. */
interface Opened {
  readonly page: Page;
  readonly kind: PageKind;
  /** What its scripts and its policy have complained of since it was opened. */
  readonly messages: readonly string[];
}

/** Something that a page of each kind keeps. */
export interface Kept {
  readonly promise: string;
  /** Pages of editions are those of today in another frame: most is tried with those of today alone. */
  readonly ofEditions?: true;
  /** What of it a page breaks. It may leave the page otherwise than it found it. */
  readonly broken: (opened: Opened) => Promise<readonly string[]>;
}

const nameOf = (kind: string) => kind.replaceAll('*', '_').replaceAll('/', '-') || 'home';

/** What pages keep with the script running, one after the other in the same window. */
export const WITH_SCRIPT: readonly Kept[] = [
  {
    promise: 'is sound in a wide window, light and dark',
    broken: ({ page, kind, messages }) => lookAt(page, nameOf(kind.kind), WIDE, messages),
  },
  {
    promise: 'can be gone through by keyboard, and the focus is always seen',
    broken: async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      const { unreached, unseen, end } = await walk(page);
      return [
        ...unreached.map((what) => `not reached, or more than once: ${what}`),
        ...unseen.map((what) => `focus not seen: ${what}`),
        ...(end === undefined ? [] : [`the focus stays in ${end}`]),
      ];
    },
  },
  {
    promise: 'lets a reader skip to its content',
    broken: async ({ page }) => {
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
    },
  },
  {
    promise: 'does not move where a reader wants less motion',
    broken: async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      return moving(page);
    },
  },
  {
    promise: 'is whole on paper, without navigation, and links say where they lead',
    ofEditions: true,
    broken: async ({ page }) => {
      await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
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
    },
  },
];

/** What pages keep without script. */
export const WITHOUT_SCRIPT: readonly Kept[] = [
  {
    promise: 'says without script what it says, and shows no control that would do nothing',
    broken: ({ page }) =>
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
      }),
  },
];

/** What pages keep on a phone. */
export const BY_TOUCH: readonly Kept[] = [
  {
    promise: 'is sound, light and dark, and leaves a finger 24 pixels for each link and button',
    ofEditions: true,
    broken: ({ page, kind, messages }) =>
      lookAt(page, nameOf(kind.kind), ofEdition(kind) ? VIEWS_OF_EDITION : NARROW, messages),
  },
  {
    promise: 'gets no wider and moves nothing where nothing hovers',
    broken: ({ page }) =>
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
      }),
  },
];

/** What of a page moves by itself. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((one) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
      const moves =
        animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth';
      return moves ? [`${one.tagName.toLowerCase()}.${one.className}`] : [];
    }),
  );
