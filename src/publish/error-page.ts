import type { Library } from '../model/library.ts';
import { occurrencesOf } from '../model/occurrences.ts';
import type { Signature } from '../schema/signature.ts';
import { type Appearances, appearances } from './appearances.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import { optionPage } from './option-page.ts';
import { type CommandView, commandView } from './result-view.ts';
import { type Sightings, sightings } from './sightings.ts';
import type { Link } from './urls.ts';

/** A recognisable error: what it means, where it was seen, what was tried, how to tell its causes apart. */
export interface ErrorPage {
  readonly id: string;
  readonly text: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly layer?: Link;
  readonly meaning: readonly StatementView[];
  readonly confusedWith: readonly { readonly link: Link; readonly difference: StatementView }[];
  readonly seen: Appearances;
  /** The same, counted by card, by stack and by what was set. */
  readonly sightings: Sightings;
  readonly findings: readonly FindingRow[];
  /** Ways forward that fit it, the most fitting first, with what came of them. */
  readonly options: readonly (Link & { readonly outcome: string })[];
  /** What to log, so that the causes can be told apart. */
  readonly tellApart: readonly {
    readonly anchor: string;
    readonly question: string;
    readonly commands: readonly CommandView[];
    readonly answers: readonly {
      readonly when: string;
      readonly means: StatementView;
    }[];
  }[];
  readonly experiments: readonly Link[];
}

/** The page of one error. */
export function errorPage(signature: Signature, library: Library): ErrorPage {
  const { id, text, aliases, summary, layer } = signature;
  const seen = occurrencesOf(library, 'signature', id);
  return {
    id,
    text,
    aliases,
    summary,
    ...(layer === undefined ? {} : { layer: linkTo(library, 'layer', layer) }),
    meaning: signature.meaning.map((statement) => statementView(statement, library)),
    confusedWith: signature.confusedWith.map(({ signature: other, difference }) => ({
      link: linkTo(library, 'signature', other),
      difference: statementView(difference, library),
    })),
    seen: appearances(seen, { find: { error: id } }, library),
    sightings: sightings(library, id),
    findings: findingsAbout(library, 'signatures', id),
    options: signature.options.map((option) => ({
      ...linkTo(library, 'option', option),
      outcome: outcomeOf(option, library),
    })),
    tellApart: signature.tellApart.map(({ id: of, question, commands, answers }) => ({
      anchor: `log-${of}`,
      question,
      commands: commands.map(commandView),
      answers: answers.map(({ when, means, basis, evidence }) => ({
        when,
        means: statementView({ text: means, basis, evidence }, library),
      })),
    })),
    experiments: linksTo(library, 'experiment', signature.experiments),
  };
}

/** What came of a way forward, in the runs that tried it. */
function outcomeOf(id: string, library: Library): string {
  const option = library.option.get(id);
  const rate = option && optionPage(option, library).rate;
  if (rate === undefined) return 'in no run here yet';
  return `worked in ${rate.worked} of ${rate.of} ${rate.of === 1 ? 'result' : 'results'}`;
}

/** All errors, with how often each was seen. */
export function errorsPage(library: Library): { link: Link; summary: string; seen: number }[] {
  return [...library.signature.values()].map(({ id, summary }) => ({
    link: linkTo(library, 'signature', id),
    summary,
    seen: occurrencesOf(library, 'signature', id).length,
  }));
}
