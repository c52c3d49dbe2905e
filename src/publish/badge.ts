import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import { tallyOf } from '../model/tally.ts';
import type { Finding } from '../schema/finding.ts';
import type { Option } from '../schema/option.ts';
import type { Result, Run } from '../schema/run.ts';
import type { View } from './companion.ts';
import type { Elsewhere } from './edition-site.ts';
import { CORRECTED } from './correction-words.ts';
import { statusWords } from './finding-row.ts';
import { optionPage } from './option-page.ts';
import { replacementOf } from './run-row.ts';
import { COLORS, type Color, OF_STATUS, OF_VERDICT } from './status-color.ts';
import { type Location, type PageTarget, pathOf, urlOf } from './urls.ts';

/** A status in two words and a colour, to stand beside a link elsewhere. Texts are plain. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  /** Six hexadecimal digits. */
  readonly color: string;
}

const badge = (label: string, message: string, color: Color): Badge => ({
  label,
  message,
  color: COLORS[color],
});

/**
 * What a run came to. Never green are one with something missing, one that another corrects, and one in
 * which something passed, but not at once.
 */
export function runBadge(run: Run, library: Library): Badge {
  if (replacementOf(library, run.id) !== undefined) return badge('run', CORRECTED, 'grey');
  const { worst, complete, ran, planned } = tallyOf(run);
  const counted = `${ran} of ${planned} ran`;
  if (worst === 'no-result') return badge('run', `incomplete, ${counted}`, 'grey');
  const late = run.results.filter(({ parent }) => parent === undefined).filter(passedLate).length;
  if (worst === 'pass' && late > 0) return badge('run', `pass, ${late} not at first`, 'amber');
  return badge('run', complete ? worst : `${worst}, ${counted}`, OF_VERDICT[worst]);
}

function wavered({ outcome, attempts = [] }: Result): boolean {
  return attempts.some((attempt) => attempt.outcome !== outcome);
}

function passedLate(result: Result): boolean {
  return result.outcome === 'pass' && wavered(result);
}

/** What one result came to; a pass says what was checked, and is green only where it passed at once. */
export function resultBadge(result: Result): Badge {
  const { id, outcome, checked, expected } = result;
  const why =
    expected === undefined
      ? outcome === 'pass'
        ? checked
        : undefined
      : expected.outcome === outcome
        ? 'expected'
        : 'not expected';
  const words = [outcome, why, wavered(result) ? 'not at first' : undefined];
  return badge(
    id,
    words.filter((word) => word !== undefined).join(', '),
    passedLate(result) ? 'amber' : OF_VERDICT[outcome],
  );
}

/** Where a finding stands. */
export function findingBadge(finding: Finding, { library, edition }: View): Badge {
  const { status } = standingOf(finding, library);
  return badge('finding', within(statusWords(finding, status), edition), OF_STATUS[status]);
}

/** What became of an option: only one that is recommended, or always worked, is green. */
export function optionBadge(option: Option, { library, edition }: View): Badge {
  const { rate } = optionPage(option, library);
  const tried = rate === undefined ? '' : `, ${rate.worked} of ${rate.of} worked`;
  return badge(
    'way forward',
    within(`${option.status}${tried}`, edition),
    optionColor(option, rate),
  );
}

/** The colour of an option: green only where it is recommended, or always worked. */
export function optionColor(
  { status }: Option,
  rate: ReturnType<typeof optionPage>['rate'],
): Color {
  if (status === 'refuted') return 'red';
  if (status === 'named') return 'grey';
  if (rate !== undefined && rate.worked < rate.of) return rate.worked === 0 ? 'red' : 'amber';
  return status === 'recommended' || rate !== undefined ? 'green' : 'blue';
}

function within(words: string, edition: View['edition']): string {
  return edition === undefined ? words : `${words} (${edition.id})`;
}

/** A badge with its path below the root of the site, without its ending. */
export interface PlacedBadge {
  readonly path: string;
  readonly badge: () => Badge;
}

/** Kinds that have badges. */
const BADGED = ['run', 'finding', 'option'] as const;

/** Where the badge of a thing stands, without its ending; undefined: it has none. */
export function badgeUrl(target: PageTarget, location: Location): string | undefined {
  if (!('kind' in target) || !BADGED.some((kind) => kind === target.kind)) return undefined;
  const edition = target.kind === 'run' ? undefined : location.edition;
  const root = urlOf({ page: 'home' }, { ...location, edition });
  return `${root}badges/${pathOf(target).replace(/\/$/, '')}`;
}

/** The badges of an edition, or of today: of its findings and options. */
export function* interpretiveBadges(view: View): Generator<PlacedBadge> {
  const { library, location } = view;
  const place = (kind: 'finding' | 'option', id: string) => fileAt({ kind, id }, location);
  for (const finding of library.finding.values()) {
    const { id } = finding;
    const badge = () => findingBadge(library.finding.get(id) ?? finding, view);
    yield { path: place('finding', id), badge };
  }
  for (const option of library.option.values()) {
    const { id } = option;
    const badge = () => optionBadge(library.option.get(id) ?? option, view);
    yield { path: place('option', id), badge };
  }
}

/**
 * The badges of runs, and of what their results came to. A result never changes, so its badge stands at
 * what it says: the same of a thousand runs is one file.
 */
export function* runBadges(library: Library, location: Location): Generator<PlacedBadge> {
  const { run: runs } = library;
  const placed = new Set<string>();
  for (const run of runs.values()) {
    const { id } = run;
    const ofRun = () => runBadge(runs.get(id) ?? run, library);
    yield { path: fileAt({ kind: 'run', id }, location), badge: ofRun };
    for (const result of run.results) {
      const path = resultBadgePath(result);
      // Its path says all that it says.
      if (!placed.has(path)) yield { path, badge: () => resultBadge(result) };
      placed.add(path);
    }
  }
}

/** Where the badge of a result stands, without its ending: `badges/results/conv-3x3/hang`. */
export function resultBadgePath(result: Result): string {
  const { message } = resultBadge(result);
  return `badges/results/${result.id}/${message.replace(/[^a-z]+/g, '-')}`;
}

/** A badge stays where its thing was: of one that moved it is that of the new address. */
export function* badgesElsewhere(
  elsewhere: readonly Elsewhere[],
  view: View,
): Generator<PlacedBadge> {
  const { library, location } = view;
  for (const page of elsewhere) {
    if (page.is === 'absent' || badgeUrl(page, location) === undefined) continue;
    const path = fileAt(page, location);
    const to = page.is === 'moved' && 'id' in page.to.target ? page.to.target.id : undefined;
    const now = () => {
      const finding = page.kind === 'finding' ? library.finding.get(to ?? '') : undefined;
      const option = page.kind === 'option' ? library.option.get(to ?? '') : undefined;
      if (finding !== undefined) return findingBadge(finding, view);
      if (option !== undefined) return optionBadge(option, view);
      return badge(page.kind, 'taken out', 'grey');
    };
    yield { path, badge: now };
  }
}

function fileAt(target: PageTarget, { edition }: Location): string {
  return (badgeUrl(target, { base: '/', edition }) ?? '').slice(1);
}
