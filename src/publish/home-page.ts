import type { Library } from '../model/library.ts';
import { errorsPage } from './error-page.ts';
import type { FindingRow } from './finding-row.ts';
import { findingsPage, type FindingsPage } from './findings-page.ts';
import { gpusPage } from './gpu-page.ts';
import type { OptionPage } from './option-page.ts';
import { optionsPage } from './options-page.ts';
import { newestFirst, type RunRow, runRow } from './run-row.ts';
import { settingsPage } from './setting-page.ts';
import { strataOfRun, type StrataView } from './strata-view.ts';
import type { Link } from './urls.ts';

/** The way in: for somebody with an error, a card or a parameter. */
export interface HomePage {
  readonly title: string;
  readonly lead: string;
  readonly body: string;
  readonly newest?: { readonly row: RunRow; readonly strata: StrataView };
  readonly errors: readonly { readonly link: Link; readonly seen: number }[];
  readonly gpus: readonly { readonly link: Link; readonly runs: number }[];
  readonly settings: readonly { readonly link: Link; readonly kind: string }[];
  readonly counts: FindingsPage['counts'];
  readonly causes: readonly FindingRow[];
  readonly recommended: readonly Pick<OptionPage, 'link' | 'why'>[];
  readonly optionCount: number;
}

/** The first page. */
export function homePage(library: Library): HomePage {
  const prose = library.prose.get('home');
  const newest = newestFirst(library.run.values())[0];
  const findings = findingsPage(library);
  const options = optionsPage(library);
  return {
    title: prose?.title ?? 'Faultline',
    lead: prose?.summary ?? '',
    body: prose?.body ?? '',
    errors: errorsPage(library),
    gpus: gpusPage(library),
    settings: settingsPage(library),
    counts: findings.counts,
    causes: findings.topics.find(({ id }) => id === 'cause')?.rows ?? [],
    recommended: options.recommended,
    optionCount: options.assessed.length + options.named.length,
    ...(newest === undefined
      ? {}
      : { newest: { row: runRow(newest, library), strata: strataOfRun(newest, library) } }),
  };
}
