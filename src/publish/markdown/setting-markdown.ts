import type { SettingPage } from '../setting-page.ts';
import type { Location } from '../urls.ts';
import { commandBlock } from './command-markdown.ts';
import {
  appearanceTable,
  cites,
  findingList,
  statementLine,
  statementList,
} from './evidence-markdown.ts';
import { READINGS, readingCells } from './reading-markdown.ts';
import { libraryText } from './library-text.ts';
import { code, link, list, paragraphs, plain, section, table } from './text.ts';

/** A parameter: whether it exists, what it does on which card, what came of setting it. */
export function settingMarkdown(page: SettingPage, location: Location): string {
  const { exists, layer } = page;
  return paragraphs(
    `${code(page.name)}: ${plain(page.kind)}.${layer === undefined ? '' : ` Read by: ${link(layer, location)}.`}`,
    libraryText(page.summary, location),
    exists === undefined ? undefined : statementLine(exists, location),
    page.default === undefined
      ? undefined
      : `Default: ${code(page.default.value)} ${cites(page.default.evidence, location)}`,
    section(
      'Its values',
      list(
        page.values.map(({ value, means, memoryType, evidence }) => {
          const type = memoryType === undefined ? '' : ` (${link(memoryType, location)})`;
          return `${code(value)}${type}: ${libraryText(means, location)} ${cites(evidence, location)}`;
        }),
      ),
    ),
    section(
      'What it does, card by card',
      list(
        page.effects.map(({ gpus, scope, state, statement }) => {
          const cards = gpus.map((gpu) => link(gpu, location)).join(', ');
          const where = [cards === '' ? 'All GPUs' : cards, scope && plain(scope)];
          return `${where.filter(Boolean).join(', ')}: **${state}**. ${statementLine(statement, location)}`;
        }),
      ),
    ),
    section(
      'How to see it',
      paragraphs(
        ...page.howToSee.map(({ command, shows, evidence }) =>
          paragraphs(
            `${libraryText(shows, location)} ${cites(evidence, location)}`.trim(),
            commandBlock(command),
          ),
        ),
      ),
    ),
    section('What is held about it', statementList(page.statements, location)),
    section(
      'Runs that record it',
      paragraphs(
        table(
          ['Run', ...READINGS],
          page.set.rows.map((row) => [link(row.run, location), ...readingCells(row)]),
        ),
        page.set.total > page.set.rows.length
          ? `And ${page.set.total - page.set.rows.length} more in ${link({ label: 'the runs', target: page.set.all }, location)}.`
          : undefined,
      ),
    ),
    section('Results whose command set it', appearanceTable(page.results, location)),
    section('Findings', findingList(page.findings, location)),
  );
}
