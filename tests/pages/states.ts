import type { Page } from 'playwright-core';
import { NARROW as NARROW_VIEWS, TWO_VIEWS, type View, WIDE as WIDE_VIEWS } from './looking.ts';

const [WIDE, WIDE_DARK] = WIDE_VIEWS;
const [NARROW, NARROW_DARK] = NARROW_VIEWS;
const withAxe = (view: View): View => ({ ...view, axe: true });

/** What a page becomes when somebody does something with it. */
export interface State {
  readonly name: string;
  readonly path: string;
  /** What stands there when the state is reached. */
  readonly shows: string;
  readonly act?: (page: Page) => Promise<void>;
  readonly views: readonly View[];
}

const RUN = 'runs/2025-11-06-rdna1-mtype-nc/';
const R2 = '2025-11-09-rx5600xt-rocm57-sizes';
const R3 = '2025-11-09-rx5600xt-rocm52-sizes';
const TWO = TWO_VIEWS;
const OTHER_TWO = [WIDE_DARK, withAxe(NARROW)];
const key = (name: string) => async (page: Page) => page.keyboard.press(name);
const click = (selector: string) => async (page: Page) => page.click(selector);
const LOG =
  'a\n:0:rocdevice.cpp:2881: HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: The agent <b>\nb';

export const STATES: readonly State[] = [
  {
    name: 'explainer-one-answer',
    path: 'memory-types/?gpu=mi300x&request=plain&mtype_local=2',
    shows: '.explainer-headline:has-text("CC")',
    views: TWO,
  },
  {
    name: 'explainer-several-cases',
    path: 'memory-types/?gpu=cdna3&request=ext-coherent',
    shows: '[data-cases] button',
    views: OTHER_TWO,
  },
  {
    name: 'explainer-not-understood',
    path: 'memory-types/?gpu=voodoo&request=lukewarm',
    shows: '[data-message]',
    views: [WIDE, withAxe(NARROW)],
  },
  {
    name: 'options-weighed',
    path: 'options/?chance=3&hours=1',
    shows: '[data-arithmetic]',
    views: TWO,
  },
  {
    name: 'options-not-understood',
    path: 'options/?sort=beauty',
    shows: 'main :text("beauty"):visible',
    views: [withAxe(NARROW)],
  },
  {
    name: 'compare-two-runs',
    path: `compare/?a=${R2}&b=${R3}`,
    shows: '[data-comparison] .compared',
    views: OTHER_TWO,
  },
  {
    name: 'compare-one-missing',
    path: `compare/?a=${R2}`,
    shows: '[data-compare-message]',
    views: [WIDE, NARROW_DARK],
  },
  {
    name: 'runs-filtered',
    path: 'runs/?outcome=hang',
    shows: '[data-runs-found] li, [data-runs-found] tr',
    views: [WIDE],
  },
  {
    name: 'runs-none',
    path: 'runs/?card=Voodoo',
    shows: '[data-runs-found] p:has-text("0 runs")',
    views: [withAxe(NARROW)],
  },
  {
    name: 'search-results',
    path: 'search/?q=conv2d+crash&in=all',
    shows: '.search-results a',
    views: TWO,
  },
  {
    name: 'search-nothing',
    path: 'search/?q=zzyzx',
    shows: '.search-count',
    views: [withAxe(NARROW)],
  },
  {
    name: 'search-log',
    path: 'search/',
    shows: '.search-line',
    act: (page) => page.fill('[role="search"] textarea', LOG),
    views: OTHER_TWO,
  },
  {
    name: 'search-over-a-page',
    path: RUN,
    shows: 'dialog[open] .search-results a',
    act: async (page) => {
      await page.keyboard.press('/');
      await page.fill('dialog[open] textarea', 'mtype_local');
    },
    views: TWO,
  },
  {
    name: 'missing-page-nearest',
    path: 'gpu/rx5700xt',
    shows: '[data-nearest] a',
    views: OTHER_TWO,
  },
  {
    name: 'edition-switch-open',
    path: 'v/2025-11-06/findings/',
    shows: '.switch ul',
    act: async (page) => {
      await page.focus('.switch summary');
      await key('Enter')(page);
    },
    views: TWO,
  },
  {
    name: 'report-open',
    path: RUN,
    shows: '.report code',
    act: click('.report summary'),
    views: [WIDE, NARROW_DARK],
  },
  {
    name: 'run-unfolded',
    path: RUN,
    shows: '.results pre',
    act: (page) =>
      page.$$eval('details', (all) => {
        for (const one of all) one.open = true;
      }),
    views: OTHER_TWO,
  },
];
