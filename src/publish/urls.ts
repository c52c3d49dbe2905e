import type { LibraryLink } from '../model/markdown-link.ts';
import type { Kind } from '../schema/id.ts';

/** A page of its own that is not about one thing. */
export type IndexPage =
  | 'home'
  | 'stack'
  | 'memory-types'
  | 'findings'
  | 'options'
  | 'errors'
  | 'probes'
  | 'gpus'
  | 'settings'
  | 'experiments'
  | 'sources'
  | 'runs'
  | 'search'
  | 'compare'
  | 'editions'
  | ProsePage;

/** The pages of the site itself: their text is in `content/prose/`, and a site may have none of them. */
export type ProsePage = 'about' | 'add-a-run' | 'contribute';

const PROSE_PAGES: readonly ProsePage[] = ['about', 'add-a-run', 'contribute'];

/** Kinds that have a page for each of their items. */
export type PageKind = Exclude<Kind, 'note' | 'prose' | 'decision' | 'retirement'>;

/** What a link leads to. View models hold targets, never addresses, so that they read the same in every edition. */
export type Target =
  | { readonly page: IndexPage; readonly anchor?: string }
  | { readonly kind: PageKind; readonly id: string; readonly anchor?: string }
  | { readonly changes: string }
  /** Two runs, the earlier one first, on a page of their own. */
  | { readonly comparison: readonly [string, string]; readonly anchor?: string }
  /** Two runs, or one that still lacks another, on the page that compares any two. */
  | { readonly compare: { readonly a?: string; readonly b?: string } }
  /** Runs that have these values, by facet. */
  | { readonly find: Readonly<Record<string, string>> }
  /** A numbered page of the list of runs, from 1, which has the oldest. */
  | { readonly runsPage: number }
  /** A page of the results of a run that has more than fit on its own; the first is the run’s. */
  | { readonly resultsOf: string; readonly number: number; readonly anchor?: string }
  /** Runs with what they can be found by, in files of a size. */
  | { readonly runShard: number }
  /** Where else the questions of a run’s failing results were asked. */
  | { readonly lineage: string }
  | { readonly record: string }
  | { readonly evidence: string }
  | { readonly searchFile: string }
  | { readonly href: string };

/** A link as pages show it: words and where they lead. */
export interface Link {
  readonly label: string;
  readonly target: Target;
}

/** Where the pages of a kind stand: below the one that lists them. */
const FOLDERS: Record<PageKind, IndexPage> = {
  run: 'runs',
  layer: 'stack',
  'memory-type': 'memory-types',
  gpu: 'gpus',
  setting: 'settings',
  signature: 'errors',
  probe: 'probes',
  finding: 'findings',
  option: 'options',
  experiment: 'experiments',
  source: 'sources',
};

/** Pages whose content is fact or belongs to the site itself: they have one address in all editions. */
const UNVERSIONED: ReadonlySet<string> = new Set([
  'runs',
  'run',
  'search',
  'compare',
  'editions',
  ...PROSE_PAGES,
]);

/** Whether a page of prose is one of those that the site has of its own. */
export function isProsePage(id: string): id is ProsePage {
  return PROSE_PAGES.some((page) => page === id);
}

/** Where a site is published, and for which edition a page speaks. */
export interface Location {
  /** The path below which the site is served: "/" or "/faultline/". */
  readonly base: string;
  /** The id of the edition; left out for the current pages. */
  readonly edition?: string | undefined;
  /** Where the site stands, for addresses that are read elsewhere: "https://example.org". */
  readonly origin?: string | undefined;
}

/** The address of a target: in full where the location has an origin, else from the root of the host. */
export function urlOf(target: Target, { base, edition, origin = '' }: Location): string {
  if ('href' in target) return target.href;
  const root = `${origin}${base.endsWith('/') ? base : `${base}/`}`;
  if ('changes' in target) return `${root}v/${target.changes}/changes/`;
  if ('record' in target) return `${root}runs/${target.record}/index.json`;
  if ('lineage' in target) return `${root}runs/${target.lineage}/lineage.json`;
  if ('runShard' in target) return `${root}runs/shards/${target.runShard}.json`;
  if ('runsPage' in target) return `${root}runs/page/${target.runsPage}/`;
  if ('resultsOf' in target) {
    const { resultsOf: run, number, anchor: result } = target;
    const page = number === 1 ? '' : `results/${number}/`;
    return `${root}runs/${run}/${page}${result === undefined ? '' : `#${result}`}`;
  }
  if ('find' in target) return `${root}runs/${queryOf(target.find)}`;
  if ('compare' in target) return `${root}compare/${queryOf(target.compare)}`;
  if ('comparison' in target) {
    const [a, b] = target.comparison;
    return `${root}compare/${a}/${b}/${fragment(target.anchor)}`;
  }
  if ('evidence' in target) return `${root}${target.evidence}`;
  if ('searchFile' in target) return `${root}search/${target.searchFile}.json`;
  const anchor = fragment(target.anchor);
  const of = 'kind' in target ? target.kind : target.page;
  const versioned = edition !== undefined && !UNVERSIONED.has(of);
  return `${root}${versioned ? `v/${edition}/` : ''}${pathOf(target)}${anchor}`;
}

/** An anchor as addresses have it: whatever a setting is called, a browser finds the place. */
function fragment(anchor: string | undefined): string {
  return anchor === undefined ? '' : `#${encodeURI(anchor.toWellFormed())}`;
}

/** A target that has a page of its own. */
export type PageTarget = Extract<
  Target,
  { page: unknown } | { kind: unknown } | { changes: unknown } | { comparison: unknown }
>;

/** The forms in which a page stands beside its HTML: for programs, and for people who write an issue. */
export type TwinForm = 'json' | 'md';

/** The address of a page in another form. */
export function twinUrl(target: PageTarget, form: TwinForm, location: Location): string {
  const page = urlOf(target, location).replace(/#.*$/, '');
  return `${page}index.${form}`;
}

function queryOf(params: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(params).filter((param): param is [string, string] =>
    Boolean(param[1]),
  );
  return given.length === 0 ? '' : `?${String(new URLSearchParams(given))}`;
}

/** The path of a page below the root of its edition; "" is the home page. */
export function pathOf(target: { page: IndexPage } | { kind: PageKind; id: string }): string {
  if ('kind' in target) return `${FOLDERS[target.kind]}/${target.id}/`;
  return target.page === 'home' ? '' : `${target.page}/`;
}

/** Where a link written in Markdown leads. Things without a page of their own stand on a shared one. */
export function targetOf({ kind, id, anchor }: LibraryLink): Target {
  if (hasPages(kind)) return { kind, id, ...(anchor === undefined ? {} : { anchor }) };
  if (kind === 'decision') return { page: 'stack', anchor: `decision-${id}` };
  if (kind === 'prose' && isProsePage(id)) {
    return { page: id, ...(anchor === undefined ? {} : { anchor }) };
  }
  return { page: 'home' };
}

/** The page that lists all of a kind. */
export function listOf(kind: PageKind): IndexPage {
  return FOLDERS[kind];
}

/** Whether a kind has a page for each of its items. */
export function hasPages(kind: Kind): kind is PageKind {
  return kind in FOLDERS;
}

/** What an id in HTML may not hold, or would not be seen in one; and what its encoding begins with. */
const NO_ID = /[\s%\p{Cc}\p{Cf}]/gu;

/**
 * The anchors of a run page. Results have their own ids, which start with a letter or digit;
 * everything else starts with an underscore, so that no result can take its place.
 */
export const runAnchor = {
  section: (name: string) => `_${name}`,
  setting: (name: string) => `_setting.${name.replace(NO_ID, encodeURIComponent)}`,
  evidence: (id: string) => `_evidence.${id}`,
} as const;

/** The anchor of a component on a run page: by its name; of two whose names differ in signs alone the later one has a number. */
export function componentAnchor(
  name: string,
  before: readonly { readonly component: string }[],
): string {
  const plain = plainName(name);
  const same = before.filter(({ component }) => plainName(component) === plain).length;
  return `_stack.${plain}${same === 0 ? '' : `.${same + 1}`}`;
}

const plainName = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'component';
