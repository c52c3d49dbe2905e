import type { Library } from '../../model/library.ts';
import type { Item } from '../../schema/kinds.ts';
import type { View } from '../companion.ts';
import { errorPage } from '../error-page.ts';
import { experimentPage } from '../experiment-page.ts';
import { findingPage } from '../finding-page.ts';
import { gpuPage } from '../gpu-page.ts';
import { layerPage } from '../layer-page.ts';
import { linkToPage, nameOf } from '../links.ts';
import { memoryTypePage, memoryTypesPage } from '../memory-types-page.ts';
import { optionPage } from '../option-page.ts';
import { probePage } from '../probe-page.ts';
import { runPage } from '../run-page.ts';
import { settingPage } from '../setting-page.ts';
import { sourcePage } from '../source-page.ts';
import { type IndexPage, type Location, type PageKind, type PageTarget, urlOf } from '../urls.ts';
import { errorMarkdown } from './error-markdown.ts';
import { findingMarkdown } from './finding-markdown.ts';
import { gpuMarkdown } from './gpu-markdown.ts';
import { layerMarkdown } from './layer-markdown.ts';
import { memoryTypeMarkdown, memoryTypesMarkdown } from './memory-type-markdown.ts';
import { optionMarkdown } from './option-markdown.ts';
import { experimentMarkdown, probeMarkdown } from './probe-markdown.ts';
import { runMarkdown } from './run-markdown.ts';
import { settingMarkdown } from './setting-markdown.ts';
import { sourceMarkdown } from './source-markdown.ts';
import { label, linkTo, paragraphs } from './text.ts';

type Reportable = { readonly page: IndexPage } | { readonly kind: PageKind; readonly id: string };

/** The frozen copy of a page that says the same. */
export interface Frozen {
  readonly edition: string;
  readonly draft: boolean;
}

/**
 * The text of a page as it is put into an issue, in the Markdown that GitHub and GitLab show; the same
 * stands at `index.md`. Undefined: the page has none.
 * @param frozen for a page of today, the edition that says the same
 */
export function pageMarkdown(
  target: Reportable,
  { library, location, edition }: View,
  frozen?: Frozen,
): string | undefined {
  if ('kind' in target && target.kind === 'run') {
    const run = library.run.get(target.id);
    return run && `${runMarkdown(runPage(run, library), location)}\n`;
  }
  const body = bodyOf(target, library, location);
  if (body === undefined) return undefined;
  const title =
    'kind' in target ? nameOf(library, target.kind, target.id) : linkToPage(target.page).label;
  const url = urlOf(target, location);
  return `${paragraphs(`## ${linkTo(label(title), url)}`, body, standing())}\n`;

  function standing(): string {
    if (edition !== undefined) {
      const draft = edition.state === 'draft' ? ', a draft' : '';
      const today = urlOf(target, { ...location, edition: undefined });
      return `As held in edition ${edition.id}${draft}, which speaks for ${edition.asOf}. ${linkTo('The same page today', today)}`;
    }
    if (frozen === undefined) return 'As held today; it may change.';
    const copy = urlOf(target, { ...location, edition: frozen.edition });
    return `As held today; ${linkTo(`edition ${frozen.edition}`, copy)} says the same${frozen.draft ? ' (a draft)' : ' and stays so'}.`;
  }
}

/** Pages that issues are about: they show their text to be copied. */
const REPORTED: ReadonlySet<string> = new Set([
  'run',
  'finding',
  'option',
  'signature',
  'setting',
  'gpu',
  'memory-type',
  'memory-types',
]);

/** Whether a page shows its text, to be put into an issue. */
export function isReported(target: PageTarget): boolean {
  if ('comparison' in target) return true;
  return REPORTED.has('kind' in target ? target.kind : 'page' in target ? target.page : '');
}

/** Whether a page has a text in Markdown. */
export function hasMarkdown(target: PageTarget): boolean {
  if ('comparison' in target) return true;
  return 'kind' in target
    ? target.kind in BODIES || target.kind === 'run'
    : 'page' in target && target.page === 'memory-types';
}

type Body<T> = (item: T, library: Library, location: Location) => string;

const BODIES: { readonly [K in PageKind]?: Body<Item<K>> } = {
  finding: (item, library, location) => findingMarkdown(findingPage(item, library), location),
  option: (item, library, location) => optionMarkdown(optionPage(item, library), location),
  signature: (item, library, location) => errorMarkdown(errorPage(item, library), location),
  setting: (item, library, location) => settingMarkdown(settingPage(item, library), location),
  gpu: (item, library, location) => gpuMarkdown(gpuPage(item, library), location),
  'memory-type': (item, library, location) =>
    memoryTypeMarkdown(memoryTypePage(item, library), location),
  layer: (item, library, location) => layerMarkdown(layerPage(item, library), location),
  probe: (item, library, location) => probeMarkdown(probePage(item, library), location),
  experiment: (item, library, location) =>
    experimentMarkdown(experimentPage(item, library), location),
  source: (item, library, location) => sourceMarkdown(sourcePage(item, library), location),
};

function bodyOf(target: Reportable, library: Library, location: Location): string | undefined {
  if ('page' in target) {
    return target.page === 'memory-types'
      ? memoryTypesMarkdown(memoryTypesPage(library), location)
      : undefined;
  }
  const item = library[target.kind].get(target.id);
  // The kind of the item and of what writes it are the same, which the types cannot say of a union.
  const body = BODIES[target.kind] as Body<never> | undefined;
  return item === undefined ? undefined : body?.(item as never, library, location);
}
