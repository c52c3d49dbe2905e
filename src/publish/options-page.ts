import type { Library } from '../model/library.ts';
import { pointsOf } from '../model/option-points.ts';
import type { Option } from '../schema/option.ts';
import { optionFigure, type OptionFigure } from './option-figure.ts';
import { type OptionPage, optionPage } from './option-page.ts';
import type { RankedOption } from './option-state.ts';
import { CRITERION_WORDS, type CriterionWords, rangeInWords } from './option-words.ts';

/** All options side by side. */
export interface OptionsPage {
  /** In the editors’ order where they gave one; else the assessed ones first, by their letters. */
  readonly all: readonly OptionPage[];
  readonly assessed: readonly OptionPage[];
  readonly named: readonly OptionPage[];
  readonly recommended: readonly OptionPage[];
  /** Why the order is as it is: Markdown, or a sentence where the editors gave none. */
  readonly reason: string;
  readonly criteria: readonly (CriterionWords & {
    /** For each option, in their order, its points; absent: unknown. */
    readonly points: readonly (string | undefined)[];
  })[];
  readonly figure: OptionFigure;
  /** What a browser needs to order them anew. */
  readonly ranked: readonly RankedOption[];
}

/** The comparison of all options. */
export function optionsPage(library: Library): OptionsPage {
  const options = inOrder([...library.option.values()]);
  const all = options.map((option) => optionPage(option, library));
  const points = options.map((option) => pointsOf(option, library));
  const assessed = all.filter(({ status }) => status !== 'named');
  return {
    all,
    assessed,
    named: all.filter(({ status }) => status === 'named'),
    recommended: assessed.filter(({ status }) => status === 'recommended'),
    reason: reasonFor(options, library),
    criteria: CRITERION_WORDS.map((words) => ({
      ...words,
      points: points.map((one) => {
        const range = one[words.criterion];
        return range === undefined ? undefined : rangeInWords(range);
      }),
    })),
    figure: optionFigure(options, library),
    ranked: all.map(({ id, link, status, statusMeans }, index) => ({
      id,
      label: link.label,
      ...(status === 'refuted' ? { warning: statusMeans } : {}),
      points: points[index] ?? {},
    })),
  };
}

function inOrder(options: readonly Option[]): Option[] {
  const place = ({ rank, status, letter, id }: Option) =>
    rank === undefined
      ? `2 ${status === 'named' ? '1' : '0'} ${letter ?? id}`
      : `1 ${String(rank).padStart(6, '0')} ${id}`;
  return options.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

function reasonFor(options: readonly Option[], library: Library): string {
  const said = library.prose.get('options')?.body;
  if (said !== undefined && options.some(({ rank }) => rank !== undefined)) return said;
  return 'Nobody has put them in an order: they stand by their letters, and last those that were named without being assessed.';
}
