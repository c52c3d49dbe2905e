import { type AnswerTable } from '../answer-table.ts';
import type { CacheFigure } from '../cache-figure.ts';
import type { MemoryTypePage, MemoryTypesPage } from '../memory-types-page.ts';
import type { Location } from '../urls.ts';
import { cites, findingList, statementLine, statementList } from './evidence-markdown.ts';
import { libraryText } from './library-text.ts';
import { folded, label, link, list, paragraphs, plain, section, table } from './text.ts';

/** One memory type: what it is, its numbers, what is held about it. */
export function memoryTypeMarkdown(page: MemoryTypePage, location: Location): string {
  return paragraphs(
    `**${plain(page.name)}**: ${plain(page.title)}.`,
    libraryText(page.summary, location),
    section(
      'Its numbers',
      list(
        page.numbers.map(
          ({ numbering, value, evidence }) =>
            `${label(numbering)}: ${value} ${cites(evidence, location)}`,
        ),
      ),
    ),
    section(
      'A write, then a read',
      page.cache === undefined ? '' : cacheSteps(page.cache, location),
    ),
    section('What is held about it', statementList(page.statements, location)),
    section('Findings', findingList(page.findings, location)),
  );
}

/** What a cache does with it, step by step. */
function cacheSteps({ scope, steps }: CacheFigure, location: Location): string {
  return paragraphs(
    `Read for: ${label(scope)}`,
    steps
      .map(
        ({ statement, words }, index) =>
          `${index + 1}. ${statementLine(statement, location)} After it: ${plain(words)}`,
      )
      .join('\n'),
  );
}

/** All memory types beside each other, and which one which request is answered with. */
export function memoryTypesMarkdown(page: MemoryTypesPage, location: Location): string {
  const types = page.types.map(({ id, name, title, summary }) => [
    link({ label: name, target: { kind: 'memory-type', id } }, location),
    plain(title),
    libraryText(summary, location),
  ]);
  const numberings = page.numberings.map(({ title, values }) => [
    label(title),
    ...values.map(({ value }) => (value === undefined ? '–' : String(value))),
  ]);
  return paragraphs(
    page.intro === undefined ? undefined : libraryText(page.intro, location),
    table(['Type', 'In words', ''], types),
    section(
      'Which number is which',
      table(['Numbering', ...page.types.map(({ name }) => plain(name))], numberings),
    ),
    section(
      'All answers, by GPU family',
      paragraphs(...page.answers.map((answers) => answersOf(answers, location))),
    ),
  );
}

function answersOf({ gpu, summary, axes, setting, rows }: AnswerTable, location: Location): string {
  const values = setting?.values ?? [''];
  const named = setting === undefined ? '' : setting.link.label;
  const head = [...axes.map(plain), ...values.map((value) => label(`${named} ${value}`))];
  const cells = rows.map((row) => [
    ...row.values.map(plain),
    ...row.cells.flatMap(({ words, span }) => Array<string>(span).fill(plain(words))),
  ]);
  return paragraphs(
    `${link(gpu, location)}: ${label(summary)}`,
    folded(`Every answer for ${gpu.label}`, table(head, cells)),
  );
}
