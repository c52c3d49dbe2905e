import type { Library } from '../model/library.ts';
import type { Signature } from '../schema/signature.ts';
import { type Appearance, appearances, printed } from './appearances.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** A recognisable error: what it means, where it was seen, what was tried against it. */
export interface ErrorPage {
  readonly id: string;
  readonly text: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly layer?: Link;
  readonly meaning: readonly StatementView[];
  readonly confusedWith: readonly { readonly link: Link; readonly difference: StatementView }[];
  readonly seen: readonly Appearance[];
  readonly findings: readonly FindingRow[];
  /** Ways forward that fit it, the most fitting first. */
  readonly options: readonly Link[];
}

/** The page of one error. */
export function errorPage(signature: Signature, library: Library): ErrorPage {
  const { id, text, aliases, summary, layer } = signature;
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
    seen: appearances(library, (result) => printed(result, id, library)),
    findings: findingsAbout(library, 'signatures', id),
    options: linksTo(library, 'option', signature.options),
  };
}

/** All errors, with how often each was seen. */
export function errorsPage(library: Library): { link: Link; summary: string; seen: number }[] {
  return [...library.signature.values()].map(({ id, summary }) => ({
    link: linkTo(library, 'signature', id),
    summary,
    seen: appearances(library, (result) => printed(result, id, library)).length,
  }));
}
