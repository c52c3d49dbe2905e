import * as json from 'jsonc-parser';
import * as yaml from 'yaml';
import { type Problem, problem } from './problem.ts';

export type Path = readonly (string | number)[];

/** A parsed file that still knows on which line each of its values stands. */
export interface Document {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** The line (from 1) of the value at a path, or of its nearest ancestor; of its key with `key`. */
  readonly lineOf: (path: Path, key?: boolean) => number | undefined;
  /**
   * The line on which a line (from 1) of the text at a path stands: of the body as it is, of other texts
   * with the blank lines before them left out. Absent where a file does not keep the lines of its texts.
   */
  readonly textLineOf?: (path: Path, line: number) => number | undefined;
}

/** Reads JSON. A key that stands twice is a problem: one of its values would be lost. */
export function parseJson(text: string, file: string): Document {
  let tree: json.Node | undefined;
  const lineAt = lineFinder(text);
  const lineOf = (path: Path, key = false) => {
    tree ??= json.parseTree(text);
    for (let length = path.length; tree !== undefined && length >= 0; length -= 1) {
      const node = json.findNodeAtLocation(tree, path.slice(0, length));
      const shown = key && length === path.length ? node?.parent : node;
      if (shown !== undefined) return lineAt(shown.offset);
    }
    return undefined;
  };
  let data: unknown;
  try {
    data = JSON.parse(text) as unknown;
  } catch {
    return broken(shallowEnough(file, () => [syntaxError(text, file, lineAt)]));
  }
  const problems = shallowEnough(file, () =>
    keysOf(data) === keysIn(text) ? [] : keyErrors(text, file),
  );
  return problems.length > 0 ? broken(problems) : { data, problems, lineOf };
}

/** Reads YAML 1.2, core schema. */
export function parseYaml(text: string, file: string, firstLine = 1): Document {
  const lineCounter = new yaml.LineCounter();
  const doc = yaml.parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + firstLine - 1;
  const placeAt = (offset: number) => ({ file, line: lineAt(offset) });
  const [twice, others] = split([...doc.errors, ...doc.warnings]);
  const problems = [
    ...twice.map(({ pos }) =>
      problem('duplicate-key', { key: keyAt(text, pos[0]) }, placeAt(pos[0])),
    ),
    // One is enough: what follows a syntax error is mostly its echo.
    ...others.slice(0, 1).map((error) => {
      const cause = withoutStop(error.message);
      return problem('syntax', { language: 'YAML', cause }, placeAt(error.pos[0]));
    }),
  ];
  if (problems.length > 0) return broken(problems);
  const plain = plainData(doc);
  if ('cause' in plain) {
    const { cause } = plain;
    return broken([problem('syntax', { language: 'YAML', cause }, { file, line: firstLine })]);
  }
  const lineOf = (path: Path, key = false) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const part = path.slice(0, length);
      const node = key && length === path.length ? yamlKey(doc, part) : yamlNode(doc, part);
      const offset = node?.range?.[0];
      if (offset !== undefined) return lineAt(offset);
    }
    return undefined;
  };
  const textLineOf = (path: Path, line: number) => {
    const begin = lineOf(path);
    const node = yamlNode(doc, path);
    if (begin === undefined || !yaml.isScalar(node) || node.type !== 'BLOCK_LITERAL') return begin;
    const blank = /^\s*/.exec(String(node.value))?.[0] ?? '';
    return begin + blank.split('\n').length - 1 + line;
  };
  return { data: plain.data, problems, lineOf, textLineOf };
}

/** Reads Markdown with YAML frontmatter; the text below it becomes the key `body`. */
export function parseMarkdown(text: string, file: string): Document {
  const match = /^---\r?\n(.*?)^---[ \t]*(?:\r?\n|$)/ms.exec(text);
  if (match?.index !== 0) return broken([problem('no-frontmatter', {}, { file, line: 1 })]);
  const head = parseYaml(match[1] ?? '', file, 2);
  if (typeof head.data !== 'object' || head.data === null) return head;
  const bodyLine = lineFinder(text)(match[0].length);
  const body = text.slice(match[0].length);
  return {
    ...head,
    data: { ...head.data, body },
    lineOf: (path, key) => (path[0] === 'body' ? bodyLine : head.lineOf(path, key)),
    textLineOf: (path, line) =>
      path[0] === 'body' ? bodyLine + line - 1 : head.textLineOf?.(path, line),
  };
}

function broken(problems: readonly Problem[]): Document {
  return { data: undefined, problems, lineOf: () => undefined };
}

function syntaxError(text: string, file: string, lineAt: (offset: number) => number): Problem {
  const errors: json.ParseError[] = [];
  json.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  const cause = first === undefined ? 'it cannot be parsed' : jsonCause(first.error);
  const line = lineAt(first?.offset ?? 0);
  return problem('syntax', { language: 'JSON', cause }, { file, line });
}

/** Deeper than this no record goes, and not much deeper every parser ends. */
const DEEPEST = 1000;

/** How many keys some data has, without those that are no plain keys: fewer than its text where one was lost. */
function keysOf(data: unknown, depth = 0): number {
  if (typeof data !== 'object' || data === null) return 0;
  if (depth > DEEPEST) throw new RangeError('nested too deeply');
  let count = 0;
  if (Array.isArray(data)) {
    for (const value of data) count += keysOf(value, depth + 1);
    return count;
  }
  for (const [key, value] of Object.entries(data)) {
    if (key !== '__proto__') count += 1;
    count += keysOf(value, depth + 1);
  }
  return count;
}

/** How many keys stand in a text that is JSON: strings with a colon after them. */
function keysIn(text: string): number {
  let count = 0;
  for (let from = text.indexOf('"'); from >= 0;) {
    let to = text.indexOf('"', from + 1);
    while (isEscaped(text, to)) to = text.indexOf('"', to + 1);
    let after = to + 1;
    while (isSpace(text.charCodeAt(after))) after += 1;
    if (text[after] === ':') count += 1;
    from = text.indexOf('"', after);
  }
  return count;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

/** Space, tab, line feed, carriage return. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** `ValueExpected` → `value expected`. */
function jsonCause(code: json.ParseErrorCode): string {
  return json
    .printParseErrorCode(code)
    .replace(/(?<=[a-z])([A-Z])/g, ' $1')
    .toLowerCase();
}

/** Keys that would lose a value: one that stands twice, and `__proto__`, which is no plain key. */
function keyErrors(text: string, file: string): Problem[] {
  const problems: Problem[] = [];
  const open: Set<string>[] = [];
  json.visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (key, _offset, _length, line) => {
      const seen = open.at(-1);
      const place = { file, line: line + 1 };
      if (seen?.has(key)) problems.push(problem('duplicate-key', { key }, place));
      if (key === '__proto__') problems.push(problem('unknown-key', { key, known: [] }, place));
      seen?.add(key);
    },
  });
  return problems;
}

/** The problems found, or the one that stops every parser: nesting beyond what the stack holds. */
function shallowEnough(file: string, find: () => Problem[]): Problem[] {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [problem('syntax', { language: 'JSON', cause: 'it is nested too deeply' }, { file })];
  }
}

/** Finds the line (from 1) of an offset. */
function lineFinder(text: string): (offset: number) => number {
  let lines: yaml.LineCounter | undefined;
  return (offset) => (lines ??= countLines(text)).linePos(offset).line;
}

function countLines(text: string): yaml.LineCounter {
  const lines = new yaml.LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines.addNewLine(at + 1);
  }
  return lines;
}

type YamlError = yaml.YAMLParseError | yaml.YAMLWarning;

function split(errors: readonly YamlError[]): [twice: YamlError[], others: YamlError[]] {
  const twice = errors.filter(({ code }) => code === 'DUPLICATE_KEY');
  return [twice, errors.filter(({ code }) => code !== 'DUPLICATE_KEY')];
}

/** The key that begins at an offset, without its quotes. */
function keyAt(text: string, offset: number): string {
  const match = /^(?:"([^"]*)"|'([^']*)'|[^:\n]*)/.exec(text.slice(offset, offset + 200));
  return match?.[1] ?? match?.[2] ?? match?.[0].trim() ?? '';
}

/** What a YAML document holds, or why its aliases cannot be followed. */
function plainData(doc: yaml.Document): { data: unknown } | { cause: string } {
  try {
    return { data: doc.toJS() as unknown };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { cause: withoutStop(error.message) };
  }
}

type YamlNode = yaml.Node | null | undefined;

function yamlNode(doc: yaml.Document, path: Path): YamlNode {
  return (path.length === 0 ? doc.contents : doc.getIn(path, true)) as YamlNode;
}

function yamlKey(doc: yaml.Document, path: Path): YamlNode {
  const parent = yamlNode(doc, path.slice(0, -1));
  if (!yaml.isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => yaml.isScalar(key) && key.value === path.at(-1));
  return pair?.key as YamlNode;
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}
