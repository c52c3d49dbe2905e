import { EMPTY, NOT_SET } from '../model/difference.ts';
import { KIND_WORDS } from './kind-words.ts';
import { linkToPage } from './links.ts';
import { comparisonSource, inOneLine, type QuotedPage } from './quotation.ts';
import type { RunPage } from './run-page.ts';
import { addressesOf, addressesOfRun } from './quoted-addresses.ts';
import type { EditionFrame, VersionedTarget } from './edition-site.ts';
import type { Link, Location, PageTarget } from './urls.ts';

/** What is quoted of a run on its pages. */
export interface QuotedRun {
  readonly id: string;
  readonly environment: readonly string[];
  readonly replacedBy?: Link;
}

/** A run as its pages are quoted. */
export function quotedRun(
  page: Pick<RunPage, 'id' | 'machine' | 'stack' | 'settings' | 'replacedBy'>,
) {
  const { id, replacedBy } = page;
  const environment = environmentOf(page);
  return { id, environment, ...(replacedBy === undefined ? {} : { replacedBy }) };
}

/** A page as it is drawn, as far as quotations need to know it. */
export interface DrawnPage {
  readonly title: string;
  /** Its own address. */
  readonly path: string;
  readonly about?: PageTarget | undefined;
  /** The same, where it exists for today and for editions. */
  readonly versioned?: VersionedTarget | undefined;
  readonly frame?: EditionFrame | undefined;
  readonly run?: QuotedRun | undefined;
}

/** What a page tells of itself for quotations of it. */
export function quotedPage(page: DrawnPage, here: Location): QuotedPage {
  const { title, path, about, versioned, frame, run } = page;
  if (run !== undefined) {
    const source = sourceOf({ kind: 'run', id: run.id }, title);
    const { environment } = run;
    return { source, environment, ...addressesOfRun(run.id, run.replacedBy, here) };
  }
  const addresses =
    versioned === undefined
      ? { addresses: [{ words: 'this page', url: path, query: true as const }] }
      : addressesOf(frame ?? { links: [] }, versioned, here);
  return { source: sourceOf(about, title), environment: [], ...addresses };
}

/** What a quotation names as the source of its words. */
function sourceOf(target: PageTarget | undefined, title: string): string {
  if (target === undefined) return inOneLine(title);
  if ('changes' in target) return `changes in edition ${target.changes}`;
  if ('page' in target) return target.page === 'home' ? 'Faultline' : linkToPage(target.page).label;
  if ('comparison' in target) return comparisonSource(target.comparison);
  return `${KIND_WORDS[target.kind]} ${target.id}`;
}

/** So many components and settings are named beside a quoted result. */
const NAMED = 3;

/** What the results of a run depend on, in at most three lines: card and kernel, stack, settings. */
export function environmentOf(page: Pick<RunPage, 'machine' | 'stack' | 'settings'>): string[] {
  const known = (name: string) => page.machine.find((fact) => fact.name === name && has(fact));
  const card = known('Card') ?? known('GPU family');
  const chip = known('Chip');
  const kernel = known('Kernel');
  const machine = [
    [card?.value, chip?.value === undefined ? undefined : `\`${inOneLine(chip.value)}\``]
      .filter((part) => part !== undefined)
      .map((part, index) => (index === 0 && card !== undefined ? inOneLine(part) : part))
      .join(', '),
    kernel?.value === undefined ? '' : `kernel \`${inOneLine(kernel.value)}\``,
  ].filter((part) => part !== '');
  const versions = page.stack.flatMap(({ component, installed, loaded }) => {
    const version = loaded === undefined ? installed : `${loaded} loaded`;
    return version === undefined ? [] : [inOneLine(`${component} ${version}`)];
  });
  const set = page.settings
    .filter(({ requested }) => requested !== undefined)
    .map(({ name, requested = '' }) =>
      requested === NOT_SET
        ? `\`${inOneLine(name)}\` unset on purpose`
        : `\`${inOneLine(`${name}=${requested === EMPTY ? '' : requested}`)}\``,
    );
  return [
    ...(machine.length === 0 ? [] : [`Machine: ${machine.join(', ')}`]),
    ...named('Stack', versions),
    ...named('Settings', set),
  ];
}

function named(what: string, all: readonly string[]): string[] {
  if (all.length === 0) return [];
  const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : '';
  return [`${what}: ${all.slice(0, NAMED).join(', ')}${more}`];
}

const has = (fact: RunPage['machine'][number]) => fact.value !== undefined;
