import { closest } from './nearness.ts';
import { SHARD_WORDS } from './shard-words.ts';
import { SITE_WORDS } from './site-words.ts';

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
    `No folder of content/ is called "${a.name}".`,
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
  'missing-key': (a: { key: string; known?: readonly string[] }) => [
    `The key "${a.key}" is missing.`,
    a.known === undefined
      ? 'Add it; the schema of this kind says what it holds.'
      : `Add it with one of: ${a.known.join(', ')}.`,
  ],
  'bad-value': (a: { expected: string; found: string }) => [
    `Expected ${a.expected}, found ${a.found}.`,
    'Change the value.',
  ],
  'unknown-value': (a: { found: string; known: readonly string[] }) => [
    `"${a.found}" is not one of the values allowed here.`,
    near(a.found, a.known, 'Change it') ?? `Use one of: ${a.known.join(', ')}.`,
  ],
  'broken-rule': (a: { rule: string }) => [
    `This breaks a rule: ${a.rule}.`,
    'Add or remove what the rule speaks of.',
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
  'way-broken': (a: { from: string; to: string }) => [
    `The way goes from "${a.from}" to "${a.to}", but no edge joins the two.`,
    'Add the edge, or mend the order of the way.',
  ],
  'rows-overlap': (a: { id: string; other: string }) => [
    `The rows "${a.id}" and "${a.other}" cover the same combination, which has one answer.`,
    'Narrow one of them down by another axis.',
  ],
  'setting-not-consulted': (a: { row: string; axis: string; setting: string }) => [
    `The row "${a.row}" goes by "${a.axis}", the values of the setting "${a.setting}", but does not consult that setting.`,
    `Add "${a.setting}" to "consults", or take "${a.axis}" out of "when".`,
  ],
  cycle: (a: { relation: string; ids: readonly string[] }) => [
    `"${a.relation}" goes round in a circle: ${a.ids.join(' → ')}.`,
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
  'basis-not-shown': (a: { basis: 'observed' | 'cited' | 'asserted' }) => [
    a.basis === 'observed'
      ? 'The basis is "observed", but "evidence" names no result and no setting of a run.'
      : `The basis is "${a.basis}", but "evidence" names no source.`,
    'Name what shows it, or change the basis.',
  ],
  'blocked-without-reason': (_: object) => [
    'The outcome is "blocked", but nothing says what blocked it.',
    'Add "reason" with "blockedBy" or "text".',
  ],
  'unpinned-source': (_: object) => [
    'This source is pinned to neither a commit nor a date.',
    'Add "code.commit", "code.version" or "date".',
  ],
  'bad-pattern': (a: { pattern: string; cause: string }) => [
    `The pattern "${a.pattern}" cannot be used: ${a.cause}.`,
    'Write it in RE2 syntax, which has neither look-around nor back references.',
  ],
  'pattern-misses': (a: { signature: string }) => [
    `No pattern of the signature "${a.signature}" recognises its own text.`,
    'Add a pattern that does, or mend the one that should.',
  ],
  'plan-count': (a: { count: number; ids: number }) => [
    `The plan says that it counts ${a.count}, but it lists ${a.ids}.`,
    'Make the two agree, or leave the list out.',
  ],
  'time-order': (a: { first: string; from: string; then: string; to: string }) => [
    `"${a.then}" is ${a.to}, which is before "${a.first}", ${a.from}.`,
    'Swap them, or correct one.',
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
  'evidence-ending': (a: { path: string }) => [
    `A browser may run what stands in a file with the name ${a.path}.`,
    'Let ingest file it: npm run ingest gives each file a name that is shown as text or saved.',
  ],
  'id-taken': (a: { id: string; file: string }) => [
    `A run with the id "${a.id}" and other content is already in ${a.file}.`,
    'A run is never edited: give this one its own id, and "replaces" if it corrects the other.',
  ],
  'corrected-run': (a: { id: string; by: string }) => [
    `This rests on the run "${a.id}", which the run "${a.by}" corrects.`,
    `See what the correction says, and name "${a.by}" here where it says the same, or take this out.`,
  ],
  'id-retired': (a: { kind: string; id: string; retirement: string }) => [
    `The id "${a.id}" is that of a ${a.kind} that was retired: see the retirement "${a.retirement}".`,
    'Give this one another id: a retired one is never used again.',
  ],
  'unknown-format': (a: { found: string }) => [
    `This is not a record that can be taken in: ${a.found}.`,
    'Hand in JUnit XML, CTRF, TAP, KTAP, KCIDB 4 or 5, the report of pytest-json-report, or a JSON object with "schema": "faultline.run/1".',
  ],
  'beyond-limit': (a: { limit: keyof typeof LIMIT_WORDS; most: number; offset: number }) => [
    `At byte ${a.offset} this file passes a limit: at most ${a.most} ${LIMIT_WORDS[a.limit]}.`,
    'Hand in a file that keeps within it, for example without the output that makes it so large.',
  ],
  'context-contradicted': (a: {
    said: string;
    found: string;
    what: string;
    file: string;
    line: number;
  }) => [
    `The context says "${a.said}", but ${a.file}:${a.line} (${a.what}) says "${a.found}".`,
    'Correct the context, or leave it out there; or leave out the file, if it is of another machine or time.',
  ],
  'evidence-binary': (a: { path: string; offset: number }) => [
    `The file ${a.path} is no text (byte ${a.offset} is 0): nobody can say what private things it holds.`,
    'Hand in its text, or give --keep binary to publish it as it is.',
  ],
  'no-date': (_: object) => [
    'This file does not say when the run took place.',
    'Give the date: --date 2025-11-06, --date 2025-11-06T14:03:00Z, or "date" in the context.',
  ],
  'other-version': (a: { found: string; read: string }) => [
    `This record is written for ${a.found}; this version of Faultline reads ${a.read}.`,
    'Bring Faultline up to date, or write the record in the version that it reads.',
  ],
  'is-folder': (_: object) => [
    'This is a folder, not a record.',
    'Name the records in it, one by one or as folder/*.json.',
  ],
  'evidence-unreadable': (a: { path: string; cause: string }) => [
    `The evidence file ${a.path} cannot be read: ${a.cause}.`,
    'Name an ordinary file that you may read.',
  ],
  'evidence-size': (a: { path: string; expected: number; found: number }) => [
    `The evidence file ${a.path} has ${a.found} bytes, but the record says ${a.expected}.`,
    'Put the original back: evidence is never edited.',
  ],
  'evidence-too-large': (a: { path: string; bytes: number; limit: number }) => [
    `The evidence file ${a.path} has ${a.bytes} bytes; ${a.limit} are kept at most.`,
    'Hand in the part that matters, and say "truncated": true.',
  ],
  'not-written': (a: { cause: string }) => [
    `This file could not be written: ${a.cause}.`,
    'Remove the cause and ingest again; nothing half-written was left behind.',
  ],
  deviation: (a: { note: string }) => [
    `A repair was needed: ${a.note}.`,
    'Correct the record, or leave out --strict to have the repair listed in it.',
  ],
  'edition-file-changed': (a: EditionWords) => [
    `This file is frozen in the edition "${a.edition}", and has been changed.`,
    `Put it back as it was${again(a)}. What is known now belongs in the folders of content/ itself.`,
  ],
  'edition-file-missing': (a: EditionWords) => [
    `This file is frozen in the edition "${a.edition}", and is not there any more.`,
    `Put it back${again(a)}.`,
  ],
  'edition-file-added': (a: EditionWords) => [
    `This file is not part of the edition "${a.edition}", in whose folder it lies.`,
    `Move it into content/ itself${again(a)}.`,
  ],
  'edition-run-changed': (a: { edition: string; id: string }) => [
    `The run "${a.id}" has been changed, but the edition "${a.edition}" knew it as it was.`,
    'Put it back: a run is never edited. To correct it, add a new run that names it in "replaces".',
  ],
  'edition-run-missing': (a: { edition: string; id: string; sha256: string }) => [
    `The run "${a.id}" is gone, but the edition "${a.edition}" knew it.`,
    `Put it back, or, if it had to go, add content/retirements/run-${a.id}.yaml with its sha256 ${a.sha256}, the date and the reason.`,
  ],
  'edition-page-gone': (a: EditionWords & { page: string }) => [
    `The page ${a.page} of the edition "${a.edition}" is not computed any more.`,
    `Have today’s code read the frozen files as before${again(a)}.`,
  ],
  'edition-fact-changed': (
    a: EditionWords & { page: string; recorded: string; computed: string },
  ) => [
    `On the page ${a.page} the edition "${a.edition}" recorded ${a.recorded}; today’s code computes ${a.computed} from the same files.`,
    `Change the code so that frozen files read as before, through an upgrade function if their shape changed${again(a)}.`,
  ],
  'promised-page-gone': (a: { edition: string; path: string }) => [
    `The edition "${a.edition}" promised the address /${a.path}, which the site does not have.`,
    'Bring the page back; if its id changed, name the old one in "oldIds" of the new; if it had to go, add a retirement.',
  ],
  'promised-anchor-gone': (a: { edition: string; path: string; anchor: string }) => [
    `The edition "${a.edition}" promised the address /${a.path}#${a.anchor}, but the page has no such anchor.`,
    'Bring the anchor back; if an id changed, name the old one in "oldIds" of the new.',
  ],
  'markdown-link': (a: { address: string }) => [
    `This Markdown leads to ${a.address}, which is not an address that a page may lead to.`,
    'Name a thing of the library (finding:some-id), or an address that begins with https:// or mailto:.',
  ],
  'markdown-image': (a: { address: string }) => [
    `This Markdown shows the picture ${a.address}, which pages do not: it may change or be gone.`,
    'Say in words what it shows, draw it as a diagram, or link to it.',
  ],
  'markdown-html': (a: { html: string }) => [
    `This Markdown holds the HTML ${a.html}, of which pages show nothing.`,
    'Write it in Markdown, or as code between backticks if it is to be read.',
  ],
  'diagram-directive': (a: { found: string }) => [
    `This diagram says ${a.found}, which is not drawn here.`,
    'Leave it out: the site gives the looks, and a node may lead only to a thing of the library, to https or to mailto.',
  ],
  'diagram-not-drawn': (a: { cause: string }) => [
    `This diagram could not be drawn: ${a.cause}.`,
    'Say it in another way, or as another kind of diagram.',
  ],
  'no-browser': (a: { count: number; cause: string }) => [
    `No browser could be started to draw ${a.count === 1 ? 'a diagram' : `${a.count} diagrams`}: ${a.cause}.`,
    'Install Chrome or Chromium, name it in CHROME_PATH and build again; until then pages show the text of a diagram in its place.',
  ],
  ...SHARD_WORDS,
  ...SITE_WORDS,
} as const satisfies Record<string, (args: never) => readonly [string, string] | readonly string[]>;

/** What the limits of a reader count. */
const LIMIT_WORDS = {
  fileBytes: 'bytes are read',
  pieceBytes: 'bytes may stand in one text, tag or test',
  depth: 'levels may be nested',
  attributes: 'attributes may stand in one tag',
  itemValues: 'values may stand in one test',
  invalidBytes: 'bytes may be invalid UTF-8',
  cases: 'test cases are read',
  tapPoints: 'test points of TAP are read',
} as const;

interface EditionWords {
  readonly edition: string;
  readonly state: 'draft' | 'sealed';
}

/** A draft may be made anew; a sealed edition never. */
function again({ edition, state }: EditionWords): string {
  return state === 'draft' ? `, or freeze the draft "${edition}" again` : '';
}

export type ProblemCode = keyof typeof WORDS;

export const PROBLEM_CODES = Object.keys(WORDS) as ProblemCode[];

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
    (a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compare(a.code, b.code),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A text with its control, bidirectional and zero-width characters spelt out: left as they are, they
 * would let a file forge what a terminal shows.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
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
