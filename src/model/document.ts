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
}

/** Reads JSON. A key that stands twice is a problem: one of its values would be lost. */
export function parseJson(text: string, file: string): Document {
  let tree: json.Node | undefined;
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const lineOf = (path: Path, key = false) => {
    tree ??= json.parseTree(text);
    for (let length = path.length; tree !== undefined && length >= 0; length -= 1) {
      const node = json.findNodeAtLocation(tree, path.slice(0, length));
      const shown = key && length === path.length ? node?.parent : node;
      if (shown !== undefined) return lineAt(shown.offset);
    }
    return undefined;
  };
  const problems = [...syntaxErrors(text, file, lineAt), ...duplicateKeys(text, file)];
  if (problems.length > 0) return broken(problems);
  return { data: JSON.parse(text) as unknown, problems, lineOf };
}

/** Reads YAML 1.2, core schema. */
export function parseYaml(text: string, file: string, firstLine = 1): Document {
  const lineCounter = new yaml.LineCounter();
  const doc = yaml.parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + firstLine - 1;
  const problems = doc.errors.map((error) => {
    const place = { file, line: lineAt(error.pos[0]) };
    if (error.code !== 'DUPLICATE_KEY') {
      return problem('syntax', { language: 'YAML', cause: withoutStop(error.message) }, place);
    }
    const key = /^[^:\s]*/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return problem('duplicate-key', { key }, place);
  });
  if (problems.length > 0) return broken(problems);
  const lineOf = (path: Path, key = false) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const part = path.slice(0, length);
      const node = key && length === path.length ? yamlKey(doc, part) : yamlNode(doc, part);
      const offset = node?.range?.[0];
      if (offset !== undefined) return lineAt(offset);
    }
    return undefined;
  };
  return { data: doc.toJS() as unknown, problems, lineOf };
}

/** Reads Markdown with YAML frontmatter; the text below it becomes the key `body`. */
export function parseMarkdown(text: string, file: string): Document {
  const match = /^---\r?\n(.*?)^---[ \t]*(?:\r?\n|$)/ms.exec(text);
  if (match === null) return broken([problem('no-frontmatter', {}, { file, line: 1 })]);
  const head = parseYaml(match[1] ?? '', file, 2);
  if (typeof head.data !== 'object' || head.data === null) return head;
  return { ...head, data: { ...head.data, body: text.slice(match[0].length) } };
}

function broken(problems: readonly Problem[]): Document {
  return { data: undefined, problems, lineOf: () => undefined };
}

function syntaxErrors(text: string, file: string, lineAt: (offset: number) => number): Problem[] {
  try {
    JSON.parse(text);
    return [];
  } catch {
    const errors: json.ParseError[] = [];
    json.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
    const first = errors[0];
    const cause = first === undefined ? 'it cannot be parsed' : jsonCause(first.error);
    const line = lineAt(first?.offset ?? 0);
    return [problem('syntax', { language: 'JSON', cause }, { file, line })];
  }
}

/** `ValueExpected` → `value expected`. */
function jsonCause(code: json.ParseErrorCode): string {
  return json.printParseErrorCode(code).replace(/(?<=[a-z])([A-Z])/g, ' $1').toLowerCase();
}

function duplicateKeys(text: string, file: string): Problem[] {
  const problems: Problem[] = [];
  const open: Set<string>[] = [];
  json.visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (key, _offset, _length, line) => {
      const seen = open.at(-1);
      if (seen?.has(key)) problems.push(problem('duplicate-key', { key }, { file, line: line + 1 }));
      seen?.add(key);
    },
  });
  return problems;
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
