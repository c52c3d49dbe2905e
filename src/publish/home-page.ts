import type { Library } from '../model/library.ts';
import { errorsPage } from './error-page.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { findingsPage, type FindingsPage } from './findings-page.ts';
import { gpusPage } from './gpu-page.ts';
import type { OptionPage } from './option-page.ts';
import { optionsPage } from './options-page.ts';
import { newestStanding, type RunRow, runRow } from './run-row.ts';
import { settingsPage } from './setting-page.ts';
import { type SupportMatrix, supportMatrix } from './support-matrix.ts';
import { strataOfRun, type StrataView } from './strata-view.ts';
import type { Link } from './urls.ts';

/** The way in: for somebody with an error, a card or a parameter. */
export interface HomePage {
  readonly title: string;
  readonly lead: string;
  readonly body: string;
  /** The newest run that names a layer at fault, or else the newest. */
  readonly broke?: { readonly row: RunRow; readonly strata: StrataView };
  readonly errors: readonly { readonly link: Link; readonly seen: number }[];
  readonly gpus: readonly {
    readonly link: Link;
    readonly runs: number;
    readonly products: readonly Link[];
  }[];
  readonly matrix: SupportMatrix;
  readonly settings: readonly { readonly link: Link; readonly kind: string }[];
  readonly counts: FindingsPage['counts'];
  readonly causes: readonly FindingRow[];
  readonly recommended: readonly Pick<OptionPage, 'link' | 'why'>[];
  readonly optionCount: number;
}

/** The first page. */
export function homePage(library: Library): HomePage {
  const prose = library.prose.get('home');
  const runs = newestStanding(library);
  const broke =
    runs.find(({ results }) => results.some(({ fault = [] }) => fault.length > 0)) ?? runs[0];
  const findings = findingsPage(library);
  const options = optionsPage(library);
  return {
    title: prose?.title ?? 'Faultline',
    lead: prose?.summary ?? '',
    body: prose?.body ?? '',
    errors: errorsPage(library).toSorted((a, b) => b.seen - a.seen),
    gpus: gpusPage(library).toSorted((a, b) => b.runs - a.runs),
    matrix: supportMatrix(library),
    settings: mostDiscussed(library),
    counts: findings.counts,
    causes: findings.topics.find(({ id }) => id === 'cause')?.rows ?? [],
    recommended: options.recommended,
    optionCount: options.assessed.length + options.named.length,
    ...(broke === undefined
      ? {}
      : { broke: { row: runRow(broke, library), strata: strataOfRun(broke, library) } }),
  };
}

const SETTINGS_SHOWN = 8;

/** The settings that most findings are about. */
function mostDiscussed(library: Library): HomePage['settings'] {
  const ranked = [...library.setting.keys()]
    .map((id) => ({ id, findings: findingsAbout(library, 'settings', id).length }))
    .toSorted((a, b) => b.findings - a.findings)
    .slice(0, SETTINGS_SHOWN)
    .map(({ id }) => id);
  const all = settingsPage(library);
  return ranked.flatMap((id) =>
    all.filter(({ link }) => 'id' in link.target && link.target.id === id),
  );
}
