import type { ErrorPage } from '../error-page.ts';
import type { Counted } from '../sightings.ts';
import type { Link, Location } from '../urls.ts';
import { commandBlock } from './command-markdown.ts';
import { appearanceTable, findingList, statementLine, statementList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, label, link, list, paragraphs, section } from './text.ts';

/** A recognisable error: where it was seen, what it means, how to tell its causes apart. */
export function errorMarkdown(page: ErrorPage, location: Location): string {
  return paragraphs(
    libraryText(page.summary, location),
    page.aliases.length === 0 ? undefined : `Also printed as ${page.aliases.map(code).join(', ')}.`,
    page.layer === undefined ? undefined : `Raised in: ${link(page.layer, location)}`,
    section('At a glance', list(glance(page, location))),
    section('What it means', statementList(page.meaning, location)),
    section(
      'What to log, to tell the causes apart',
      paragraphs(
        ...page.tellApart.map(({ question, commands, answers }) =>
          paragraphs(
            `**${label(question)}**`,
            ...commands.map(commandBlock),
            list(
              answers.map(
                ({ when, means }) =>
                  `${libraryText(when, location)} ${statementLine(means, location)}`,
              ),
            ),
          ),
        ),
        page.experiments.length === 0
          ? undefined
          : `Where a log does not settle it, an experiment may: ${page.experiments.map((one) => link(one, location)).join(', ')}`,
      ),
    ),
    section(
      'What it is confused with',
      list(
        page.confusedWith.map(
          ({ link: other, difference }) =>
            `${link(other, location)}: ${statementLine(difference, location)}`,
        ),
      ),
    ),
    section('Where it was seen', appearanceTable(page.seen, location)),
    section('Findings', findingList(page.findings, location)),
    section(
      'Ways forward',
      list(page.options.map((option) => `${link(option, location)}: ${option.outcome}`)),
    ),
  );
}

/** Where it was seen and with what set, each with how often. */
function glance({ sightings }: ErrorPage, location: Location): string[] {
  const counted = (items: readonly (Counted & { readonly link?: Link })[]) =>
    items
      .map((item) => {
        const name = item.link === undefined ? label(item.label) : link(item.link, location);
        return item.count > 1 ? `${name} (${item.count})` : name;
      })
      .join(', ');
  return [
    ['Seen on', sightings.cards] as const,
    ['With', sightings.stacks] as const,
    ['Printed all the same with', sightings.set] as const,
  ].flatMap(([words, items]) => (items.length === 0 ? [] : [`${words}: ${counted(items)}`]));
}
