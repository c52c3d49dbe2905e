import type { Library } from '../model/library.ts';
import { type OptionPage, optionPage } from './option-page.ts';

/** All options side by side, the assessed ones first. */
export interface OptionsPage {
  readonly assessed: readonly OptionPage[];
  readonly named: readonly OptionPage[];
  readonly recommended: readonly OptionPage[];
}

/** The comparison of all options. */
export function optionsPage(library: Library): OptionsPage {
  const all = [...library.option.values()].map((option) => optionPage(option, library));
  const assessed = all
    .filter(({ status }) => status !== 'named')
    .toSorted((a, b) => ((a.letter ?? a.id) < (b.letter ?? b.id) ? -1 : 1));
  return {
    assessed,
    named: all.filter(({ status }) => status === 'named'),
    recommended: assessed.filter(({ status }) => status === 'recommended'),
  };
}
