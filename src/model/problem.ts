import { closest } from './nearness.ts';

/**
 * Everything that can be wrong with a file, in two sentences each: what is wrong, what to do.
 * Codes are permanent: they are never renamed and never mean something else.
 */
const WORDS = {
  'unreadable-file': (a: { cause: string }) => [
    `This file cannot be read: ${a.cause}.`,
    'Check that it exists and that you may read it.',
  ],
  'not-utf8': (a: { offset: number }) => [
    `This file is not valid UTF-8: the byte at offset ${a.offset} does not fit.`,
    'Save it as UTF-8.',
  ],
  'too-large': (a: { bytes: number; limit: number }) => [
    `This file has ${a.bytes} bytes; ${a.limit} are read at most.`,
    'Hand in large logs as evidence files and keep excerpts in the record.',
  ],
  'unexpected-file': (a: { folder: string; ending: string }) => [
    `Only ${a.ending} files belong in ${a.folder}/.`,
    'Move it away, or give it the right ending.',
  ],
  'unknown-folder': (a: { name: string; known: readonly string[] }) => [
    `content/ has no folder called "${a.name}".`,
    near(a.name, a.known, 'Rename it') ?? `Known folders: ${a.known.join(', ')}.`,
  ],
  syntax: (a: { language: string; cause: string }) => [
    `This is not valid ${a.language}: ${a.cause}.`,
    'Mend the syntax at this place; nothing after it was understood.',
  ],
  'duplicate-key': (a: { key: string }) => [
    `The key "${a.key}" stands here twice.`,
    'Keep one of the two.',
  ],
  'no-frontmatter': (_: object) => [
    'This Markdown file has no frontmatter.',
    'Begin it with a line ---, the fields, and a second line ---.',
  ],
  'unknown-key': (a: { key: string; known: readonly string[] }) => [
    `The key "${a.key}" is not known here.`,
    near(a.key, a.known, 'Rename it') ??
      (a.known.length > 0 ? `Known keys: ${a.known.join(', ')}.` : 'Remove it.'),
  ],
  'missing-key': (a: { key: string }) => [
    `The key "${a.key}" is missing.`,
    'Add it; the schema of this kind says what it holds.',
  ],
  'bad-value': (a: { expected: string; found: string }) => [
    `Expected ${a.expected}, found ${a.found}.`,
    'Change the value.',
  ],
  'unknown-value': (a: { found: string; known: readonly string[] }) => [
    `"${a.found}" is not one of the values allowed here.`,
    near(a.found, a.known, 'Change it') ?? `Use one of: ${a.known.join(', ')}.`,
  ],
  'bad-id': (a: { found: string }) => [
    `"${a.found}" is not a valid id.`,
    `Use lower-case letters, digits and single hyphens${suggestId(a.found)}.`,
  ],
  'id-not-file-name': (a: { id: string; file: string }) => [
    `The id "${a.id}" differs from the file name "${a.file}".`,
    'Make them equal; if the id is already published, rename the file.',
  ],
  'duplicate-id': (a: { id: string; other: string }) => [
    `The id "${a.id}" is already used in ${a.other}.`,
    'Give one of the two another id; keep the one that is published.',
  ],
  'misplaced-run': (a: { year: string }) => [
    `This run belongs in runs/${a.year}/.`,
    'Move the file there.',
  ],
  'dangling-id': (a: { kind: string; id: string; known: readonly string[] }) => [
    `There is no ${a.kind} with the id "${a.id}".`,
    near(a.id, a.known, 'Change it') ?? `Add the ${a.kind}, or name one that exists.`,
  ],
  'dangling-result': (a: { run: string; id: string; known: readonly string[] }) => [
    `The run "${a.run}" has no result with the id "${a.id}".`,
    near(a.id, a.known, 'Change it') ?? `Its results: ${a.known.join(', ') || 'none'}.`,
  ],
  'dangling-setting': (a: { run: string; name: string; known: readonly string[] }) => [
    `The run "${a.run}" has no setting called "${a.name}".`,
    near(a.name, a.known, 'Change it') ?? `Its settings: ${a.known.join(', ') || 'none'}.`,
  ],
  'dangling-evidence': (a: { id: string; known: readonly string[] }) => [
    `This record has no evidence with the id "${a.id}".`,
    near(a.id, a.known, 'Change it') ?? 'Add it to the evidence of the record.',
  ],
  'dangling-step': (a: { id: string; known: readonly string[] }) => [
    `There is no step or axis value called "${a.id}" here.`,
    near(a.id, a.known, 'Change it') ?? `Known here: ${a.known.join(', ') || 'none'}.`,
  ],
  cycle: (a: { relation: string; ids: readonly string[] }) => [
    `${a.relation} goes round in a circle: ${a.ids.join(' → ')}.`,
    'Remove one of these links.',
  ],
  'observed-without-run': (_: object) => [
    'The basis is "observed", but no run in "supports" shows it.',
    'Link the result or the setting that shows it, or change the basis.',
  ],
  'asserted-by-nobody': (_: object) => [
    'The basis is "asserted", but "assertedBy" names nobody.',
    'Name the source that asserts it.',
  ],
  'without-evidence': (_: object) => [
    'This claim has neither a source nor a run behind it.',
    'Add what it rests on to "supports", "contradicts" or "assertedBy".',
  ],
  'blocked-without-reason': (_: object) => [
    'The outcome is "blocked", but nothing says what blocked it.',
    'Add "reason" with "blockedBy" or "text".',
  ],
  'unpinned-source': (_: object) => [
    'This source is pinned to neither a commit nor a date.',
    'Add "code.commit", "code.version" or "date".',
  ],
  'plan-count': (a: { count: number; ids: number }) => [
    `The plan counts ${a.count} probes but lists ${a.ids}.`,
    'Make the two agree, or leave the list out.',
  ],
  'empty-range': (a: { min: number; max: number }) => [
    `The range begins at ${a.min} and ends at ${a.max}.`,
    'Swap them, or correct one.',
  ],
  'evidence-missing': (a: { path: string }) => [
    `The evidence file ${a.path} is not there.`,
    'Put it back, or hand it in again with the record.',
  ],
  'evidence-changed': (a: { path: string; expected: string; found: string }) => [
    `The evidence file ${a.path} has the sha256 ${a.found}, but ${a.expected} is recorded.`,
    'Put the original back: evidence is never edited.',
  ],
  'evidence-outside': (a: { path: string }) => [
    `The evidence path "${a.path}" leaves the folder of the record.`,
    'Name a file beside the record or below it.',
  ],
  'id-taken': (a: { id: string; file: string }) => [
    `A run with the id "${a.id}" and other content is already in ${a.file}.`,
    'A run is never edited: give this one its own id, and "replaces" if it corrects the other.',
  ],
  'unknown-format': (a: { found: string }) => [
    `This is not a record that can be taken in: ${a.found}.`,
    'Write a native record: a JSON object with "schema": "faultline.run/1".',
  ],
  deviation: (a: { note: string }) => [
    `A repair was needed: ${a.note}.`,
    'Correct the record, or leave out --strict to have the repair listed in it.',
  ],
} as const satisfies Record<string, (args: never) => readonly [string, string] | readonly string[]>;

export type ProblemCode = keyof typeof WORDS;
export type ProblemArgs<C extends ProblemCode> = Parameters<(typeof WORDS)[C]>[0];

/** Where a problem is: a file, and as far as known the line (from 1) and the JSON pointer. */
export interface ProblemPlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly pointer?: string | undefined;
}

/** One thing that is wrong with a file. */
export interface Problem extends ProblemPlace {
  readonly code: ProblemCode;
  readonly says: string;
  readonly remedy: string;
}

/** A problem with its words filled in. */
export function problem<C extends ProblemCode>(
  code: C,
  args: ProblemArgs<C>,
  place: ProblemPlace,
): Problem {
  const words = WORDS[code] as unknown as (args: ProblemArgs<C>) => readonly [string, string];
  const [says, remedy] = words(args);
  return { code, ...place, says: visible(says), remedy: visible(remedy) };
}

/** A problem as a person reads it on a terminal: place and code, then the two sentences. */
export function formatProblem(p: Problem): string {
  const line = p.line === undefined ? '' : `:${p.line}`;
  const pointer = p.pointer === undefined || p.pointer === '' ? '' : `  ${visible(p.pointer)}`;
  return `${visible(p.file)}${line}  [${p.code}]${pointer}\n  ${p.says}\n  ${p.remedy}`;
}

/** In the order of files, then lines, then codes. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compare(a.code, b.code),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Control, bidirectional and zero-width characters would let a file forge what a terminal shows. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

function near(found: string, known: readonly string[], verb: string): string | undefined {
  const nearest = closest(found, known);
  return nearest === undefined ? undefined : `${verb} to "${nearest}" if that is what you meant.`;
}

function suggestId(found: string): string {
  const id = found
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id === '' || id === found ? '' : `, for example "${id}"`;
}
