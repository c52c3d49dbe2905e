import type { Part } from './page-weight.ts';

/** What pages of one kind may weigh: bytes as they travel, and files asked for before anybody does anything. */
export interface Budget {
  readonly kind: string;
  /** Which pages, by path below the site or below an edition. */
  readonly pages: RegExp;
  readonly html: number;
  readonly script: number;
  readonly requests: number;
  /** What its script reads by itself, and how many bytes that may be. */
  readonly data?: { readonly files: RegExp; readonly bytes: number };
  readonly why: string;
}

const KIB = 1024;

/** The same for every page. */
export const SHARED = {
  // One sheet for the whole site: the second page costs none.
  css: 10 * KIB,
  // One variable font, latin only.
  font: 48 * KIB,
  // The icon, and the glyphs of outcomes that the style sheet names.
  image: 2 * KIB,
} as const satisfies Partial<Record<Part, number>>;

/** A connection starts with ten segments; what fits arrives in the first round trip after the request. */
const FIRST_FLIGHT = 14 * KIB;
const FRAME_SCRIPT = 3 * KIB;
/** The page, its style sheet, the font, three modules, the icon, the glyphs of outcomes. */
const FRAME_REQUESTS = 8;

/** What a page has that needs nothing but the frame. */
const plain = {
  html: FIRST_FLIGHT,
  script: FRAME_SCRIPT,
  requests: FRAME_REQUESTS,
  why: 'fits into the first flight; the frame alone has script',
} as const;

/** A page with a badge asks for its picture as well. */
const badged = { ...plain, requests: FRAME_REQUESTS + 1 } as const;

/** The first that fits a page holds. */
export const BUDGETS: readonly Budget[] = [
  { kind: 'home', pages: /^index\.html$/, ...plain },
  { kind: 'run', pages: /^runs\/[^/]+\/index\.html$/, ...badged },
  {
    kind: 'runs',
    pages: /^runs\/(?:page\/\d+\/)?index\.html$/,
    ...plain,
    script: 8 * KIB,
    requests: 12,
    why: 'filters the list in the browser; the drawing of a row is shared with the build',
  },
  { kind: 'finding', pages: /^findings\/[^/]+\/index\.html$/, ...badged },
  { kind: 'stack', pages: /^stack\/index\.html$/, ...plain },
  {
    kind: 'explainer',
    pages: /^memory-types\/index\.html$/,
    html: 32 * KIB,
    script: 8 * KIB,
    requests: 9,
    why: 'carries the answer to every question, so that it works without script',
  },
  {
    kind: 'options',
    pages: /^options\/index\.html$/,
    html: 16 * KIB,
    script: 6 * KIB,
    requests: 10,
    why: 'carries every option with its figures; weighs them anew in the browser',
  },
  { kind: 'option', pages: /^options\/[^/]+\/index\.html$/, ...badged },
  { kind: 'probe', pages: /^probes\/(?:[^/]+\/)?index\.html$/, ...plain },
  {
    kind: 'compare',
    pages: /^compare\/index\.html$/,
    ...plain,
    script: 15 * KIB,
    requests: 12,
    why: 'compares any two runs in the browser',
  },
  { kind: 'comparison', pages: /^compare\/[^/]+\/[^/]+\/index\.html$/, ...plain },
  {
    kind: 'search',
    pages: /^search\/index\.html$/,
    ...plain,
    script: 15 * KIB,
    requests: 12,
    why: 'is the search',
  },
  {
    kind: 'missing page',
    pages: /^404\.html$/,
    ...plain,
    script: FIRST_FLIGHT,
    requests: 11,
    data: { files: /^search\/today\.json$/, bytes: 64 * KIB },
    why: 'searches for what is nearest to the address',
  },
  { kind: 'error', pages: /^errors\/(?:[^/]+\/)?index\.html$/, ...plain },
  { kind: 'changes', pages: /^changes\/index\.html$/, ...plain },
  { kind: 'GPU', pages: /^gpus\/(?:[^/]+\/)?index\.html$/, ...plain },
  { kind: 'other page', pages: /\.html$/, ...plain },
];

/** The budget of a page, by its path below the site; pages of editions have that of today's. */
export function budgetOf(page: string): Budget | undefined {
  const path = page.replace(/^v\/[^/]+\//, '');
  return BUDGETS.find(({ pages }) => pages.test(path));
}
