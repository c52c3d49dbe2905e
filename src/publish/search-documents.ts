import { readbackOf } from '../model/difference.ts';
import type { Library } from '../model/library.ts';
import { plainText } from '../model/plain-text.ts';
import { versionsOf } from '../model/stack-versions.ts';
import { tallyOf } from '../model/tally.ts';
import type { Command } from '../schema/command.ts';
import { ALL_KINDS } from '../schema/kinds.ts';
import type { Item } from '../schema/kinds.ts';
import { occurrencesOf } from '../model/occurrences.ts';
import { CORRECTED } from './correction-words.ts';
import { runDateInWords } from './dates.ts';
import { findingRow } from './finding-row.ts';
import { linkToPage, nameOf } from './links.ts';
import { completeness } from './completeness.ts';
import { cardOf, newestRuns, replacementOf } from './run-row.ts';
import { hasPages, type IndexPage, isProsePage, type PageKind } from './urls.ts';

/** A page as the search knows it. */
export interface SearchDocument {
  readonly target:
    | { readonly kind: PageKind; readonly id: string }
    | { readonly page: IndexPage; readonly id?: undefined };
  /** What the page is called; backticks mark code. */
  readonly label: string;
  /** Where it stands, in a word or two, and the mark that goes with it. */
  readonly status?: { readonly words: string; readonly mark?: string };
  /** What a reader may type to mean exactly this: error strings, codes, cards, parameters. */
  readonly names: readonly string[];
  /** Of an error: what recognises it in a line of a log, in RE2 syntax. */
  readonly patterns?: readonly string[];
  /** Plain text, what it is about first. */
  readonly text: string;
}

/** The documents of all interpretive pages of a library, in the order of kinds and ids. */
export function searchDocuments(library: Library): SearchDocument[] {
  const items = ALL_KINDS.filter(hasPages)
    .filter((kind) => kind !== 'run')
    .flatMap((kind) => itemsOf(kind, library));
  return [...INDEXES.map((page) => indexDocument(page)), ...proseDocuments(library), ...items];
}

/** Of a run, so many of the reasons that its results give and of what its commands were given; so much of each. */
const REASONS_FOUND = 5;
const VARIABLES_FOUND = 20;
const FOUND_LENGTH = 200;

/** The documents of runs. They are facts: one for all editions, and only what tells them apart. */
export function runDocuments(library: Library): SearchDocument[] {
  return newestRuns(library).map((run) => {
    const tally = tallyOf(run);
    const stack = [...versionsOf(run)].flatMap(([component, all]) =>
      all.map((version) => `${component} ${version}`),
    );
    const settings = run.settings.map((setting) => {
      const { name, unset, requested } = setting;
      const value = requested ?? readbackOf(setting);
      if (unset === true) return `${name} not set`;
      return value === undefined ? name : `${name}=${value}`;
    });
    const gfx = run.machine.gpus.flatMap((gpu) => gpu.gfx ?? []);
    const ownSettings = run.results.flatMap(({ command }) =>
      Object.entries(command?.env ?? {}).map(([name, value]) =>
        `${name}=${value}`.slice(0, FOUND_LENGTH),
      ),
    );
    const errors = run.results.flatMap(({ reason }) => reason?.signature ?? []);
    const reasons = run.results.flatMap(({ reason }) => reason?.text?.slice(0, FOUND_LENGTH) ?? []);
    return {
      target: { kind: 'run', id: run.id },
      label: run.title,
      status: {
        words: [
          tally.worst.replace('-', ' '),
          completeness(tally),
          ...(replacementOf(library, run.id) === undefined ? [] : [CORRECTED]),
        ].join(', '),
        mark: tally.worst,
      },
      names: [],
      text: [
        ...new Set([
          runDateInWords(run),
          cardOf(run, library),
          ...gfx,
          ...stack,
          ...settings,
          ...firstOf(ownSettings, VARIABLES_FOUND),
          ...errors,
          ...firstOf(reasons, REASONS_FOUND),
        ]),
      ].join('; '),
    };
  });
}

/** The first different ones. */
function firstOf(texts: readonly string[], most: number): string[] {
  return [...new Set(texts)].slice(0, most);
}

type ItemKind = Exclude<PageKind, 'run'>;
type Words = Pick<SearchDocument, 'status' | 'names' | 'patterns'> & {
  readonly texts: readonly string[];
};

function itemsOf(kind: ItemKind, library: Library): SearchDocument[] {
  const wordsOf = WORDS[kind] as (item: Item<ItemKind>, library: Library) => Words;
  return [...library[kind].values()].map((item) => {
    const { texts, ...words } = wordsOf(item, library);
    return {
      target: { kind, id: item.id },
      label: nameOf(library, kind, item.id),
      ...words,
      text: plainText(texts.join(' ')),
    };
  });
}

const texts = (statements: readonly { readonly text: string }[]) =>
  statements.map(({ text }) => text);
const typed = (command: Command | undefined) => command?.text ?? command?.argv?.join(' ') ?? '';

/** What can be found of each kind of thing. */
const WORDS: { readonly [K in ItemKind]: (item: Item<K>, library: Library) => Words } = {
  layer: ({ name, role, requests, decides, statements }) => ({
    names: [name],
    texts: [role, ...texts(requests), ...texts(decides), ...texts(statements)],
  }),
  'memory-type': ({ name, title, summary, statements }) => ({
    names: [name, title],
    texts: [summary, ...texts(statements)],
  }),
  gpu: ({ name, gfx, products, summary, statements }) => ({
    names: [...new Set([name, ...gfx, ...products.flatMap(productNames)])],
    texts: [summary, ...texts(statements)],
  }),
  setting: ({ name, summary, exists, values, effects, howToSee, statements }) => ({
    names: [name],
    texts: [
      summary,
      ...(exists === undefined ? [] : [exists.text]),
      ...values.map(({ value, means }) => `${name}=${value}: ${means}`),
      ...texts(effects),
      ...howToSee.map(({ shows }) => shows),
      ...texts(statements),
    ],
  }),
  signature: ({ id, text, aliases, patterns = [], summary, meaning, confusedWith }, library) => ({
    status: { words: seenIn(id, library) },
    names: [text, ...aliases],
    patterns: patterns.map(({ line }) => line),
    texts: [summary, ...texts(meaning), ...confusedWith.map(({ difference }) => difference.text)],
  }),
  probe: ({ command, explanation }) => ({ names: [], texts: [explanation ?? '', typed(command)] }),
  finding: (finding, library) => {
    const { status, words } = findingRow(finding, library);
    const { aliases, explanation, gap, override, supports, contradicts } = finding;
    const said = [...supports, ...contradicts].flatMap(({ says, inference }) =>
      [says, inference].filter((text) => text !== undefined),
    );
    return {
      status: { words, mark: status },
      names: aliases,
      texts: [explanation ?? '', ...said, gap ?? '', override?.why ?? ''],
    };
  },
  option: ({ status, title, summary, why, requires, blockers, risks, steps }) => ({
    status: { words: status },
    names: [title],
    texts: [summary, why ?? '', ...[requires, blockers, risks, steps].flatMap(texts)],
  }),
  experiment: ({ commands, outcomes }) => ({
    names: [],
    texts: [...outcomes.map(({ when, means }) => `${when} ${means}`), ...commands.map(typed)],
  }),
  source: ({ summary, url, code }) => ({
    names: [],
    texts: [
      summary,
      code?.repository ?? '',
      code?.path ?? '',
      code === undefined ? (url ?? '') : '',
    ],
  }),
};

function seenIn(signature: string, library: Library): string {
  const count = occurrencesOf(library, 'signature', signature).length;
  return count === 0
    ? 'seen in no run here'
    : `seen in ${count} ${count === 1 ? 'result' : 'results'}`;
}

/** A product as people write it: with and without its maker's word, and by its PCI id. */
function productNames({ name, pciId }: Item<'gpu'>['products'][number]): string[] {
  const [vendor, device] = pciId?.split(':') ?? [];
  return [
    ...spellings(name),
    ...(vendor === undefined || device === undefined ? [] : [`${vendor}:${device}`, `0x${device}`]),
  ];
}

/** "Radeon RX 5700 XT", and "RX5700XT", "5700XT" and so on, as they are typed without spaces. */
function spellings(name: string): string[] {
  const words = name.split(' ');
  return [name, ...words.slice(0, -1).map((_, from) => words.slice(from).join(''))];
}

const INDEXES: readonly IndexPage[] = [
  'stack',
  'memory-types',
  'findings',
  'options',
  'errors',
  'probes',
  'gpus',
  'settings',
  'experiments',
  'sources',
];

function indexDocument(page: IndexPage): SearchDocument {
  const { label } = linkToPage(page);
  return { target: { page }, label, names: [label], text: `All of them on one page.` };
}

function proseDocuments(library: Library): SearchDocument[] {
  return [...library.prose.values()].flatMap(({ id, title, summary, body }) =>
    isProsePage(id)
      ? [{ target: { page: id }, label: title, names: [], text: plainText(`${summary} ${body}`) }]
      : [],
  );
}
