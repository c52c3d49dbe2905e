import { describe, expect, test } from 'vitest';
import { parseJson, parseMarkdown, parseYaml, type Document } from '../../src/model/document.ts';

const told = ({ problems }: Document) => problems.map(({ code, line, says }) => [code, line, says]);

describe('JSON', () => {
  const text = '{\n  "a": [\n    1,\n    { "b": "x",\n      "c": null }\n  ],\n  "d": {}\n}\n';

  test.each([
    [[], 1],
    [['a'], 2],
    [['a', 0], 3],
    [['a', 1], 4],
    [['a', 1, 'b'], 4],
    [['a', 1, 'c'], 5],
    [['d'], 7],
    [['a', 1, 'missing', 'deeper'], 4],
    [['missing'], 1],
    [['a', 7], 2],
  ])('the value at %j stands on line %d', (path, line) => {
    expect(parseJson(text, 'f').lineOf(path)).toBe(line);
  });

  test('a key stands where it is written, not where its value begins', () => {
    const { lineOf } = parseJson('{\n"a":\n\n{}}', 'f');
    expect([lineOf(['a']), lineOf(['a'], true)]).toEqual([4, 2]);
  });

  test.each([
    ['', 1, 'value expected'],
    ['{\n"a": 1,\n}', 3, 'property name expected'],
    ['{\n"a": 1\n"b": 2}', 3, 'comma expected'],
    ['{\n"a" 1}', 2, 'colon expected'],
    ['{"a": [1', 1, 'close bracket expected'],
    ['\n{"a": "b\n"}', 2, 'unexpected end of string'],
    ['{"a": 1} x', 1, 'invalid symbol'],
    ['// c\n{}', 1, 'invalid comment token'],
    ['{"a": "\\x"}', 1, 'invalid escape character'],
    ['[NaN]', 1, 'invalid symbol'],
  ])('%j is wrong on line %s: %s', (broken, line, cause) => {
    const document = parseJson(broken, 'f');
    expect(told(document)).toEqual([['syntax', line, `This is not valid JSON: ${cause}.`]]);
    expect(document.data).toBeUndefined();
    expect(document.lineOf(['a'])).toBeUndefined();
  });

  test('nesting beyond what the stack holds is a syntax error, closed or not', () => {
    for (const end of ['', ']'.repeat(100_000)]) {
      expect(told(parseJson('['.repeat(100_000) + end, 'f'))).toEqual([
        ['syntax', undefined, 'This is not valid JSON: it is nested too deeply.'],
      ]);
    }
  });

  test('keys that stand twice, or would be lost, are told together', () => {
    const twice = '{"a": 1,\n"b": {"a": 1,\n"a": 2},\n"a": {"__proto__": 1}}';
    expect(told(parseJson(twice, 'f'))).toEqual([
      ['duplicate-key', 3, 'The key "a" stands here twice.'],
      ['duplicate-key', 4, 'The key "a" stands here twice.'],
      ['unknown-key', 4, 'The key "__proto__" is not known here.'],
    ]);
  });

  test('a key of a list, or of nothing, stands where the list does', () => {
    const { lineOf } = parseJson('{\n"a":\n[1,\n2]}', 'f');
    expect([lineOf(['a', 1], true), lineOf(['a', 1]), lineOf(['b'], true)]).toEqual([3, 4, 1]);
  });

  test('the same key in two objects is fine', () => {
    expect(parseJson('[{"a": 1}, {"a": 1, "b": {"a": 1}}]', 'f').problems).toEqual([]);
  });
});

describe('YAML', () => {
  const text = 'a:\n  - 1\n  - b: x\n    c:\n      d: >-\n        long\n\ne: {}\n';

  test.each([
    [[], 1],
    [['a'], 2],
    [['a', 0], 2],
    [['a', 1], 3],
    [['a', 1, 'c', 'd'], 5],
    [['e'], 8],
    [['a', 1, 'missing'], 3],
    [['missing'], 1],
  ])('the value at %j stands on line %d', (path, line) => {
    expect(parseYaml(text, 'f').lineOf(path)).toBe(line);
  });

  test('a key stands where it is written', () => {
    const { lineOf } = parseYaml('a:\n  b:\n    - 1\n', 'f');
    expect([lineOf(['a', 'b']), lineOf(['a', 'b'], true)]).toEqual([3, 2]);
    expect(lineOf(['a', 'c'], true)).toBe(2);
    const second = parseYaml('a:\n  b: 1\n  c:\n    - 1\n  d: 2\n', 'f').lineOf;
    expect([second(['a', 'c']), second(['a', 'c'], true)]).toEqual([4, 3]);
    expect([second(['a', 'd'], true), second(['a', 'c', 0], true)]).toEqual([5, 4]);
  });

  test('dates, times and words stay text', () => {
    const { data } = parseYaml('a: 2025-11-06\nb: yes\nc: 1_000\nd: on\n1: x\n', 'f');
    expect(data).toEqual({ a: '2025-11-06', b: 'yes', c: '1_000', d: 'on', 1: 'x' });
  });

  test.each([
    [
      'a: [1\nb: 2',
      2,
      'Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a: 1\n\tb: 2', 2, 'Tabs are not allowed as indentation'],
    ['a: *b', 1, 'Unresolved alias (the anchor must be set before the alias): b'],
    ['a: !foo 1', 1, 'Unresolved tag: !foo'],
    ['? [a]\n: 1', 1, 'With stringKeys, all keys must be strings'],
    [
      'a: 1\n---\nb: 1',
      2,
      'Source contains multiple documents; please use YAML.parseAllDocuments()',
    ],
  ])('%j is wrong on line %s: %s', (broken, line, cause) => {
    const document = parseYaml(broken, 'f');
    expect(told(document)).toEqual([['syntax', line, `This is not valid YAML: ${cause}.`]]);
    expect(document.data).toBeUndefined();
  });

  test('a file that would grow without bound when its aliases are followed is refused', () => {
    const level = (n: number) => `l${n}: &l${n} [${`*l${n - 1}, `.repeat(9)}x]\n`;
    const bomb = `l0: &l0 [x, x]\n${[1, 2, 3, 4, 5].map(level).join('')}`;
    expect(told(parseYaml(bomb, 'f'))).toEqual([
      [
        'syntax',
        1,
        'This is not valid YAML: Excessive alias count indicates a resource exhaustion attack.',
      ],
    ]);
  });

  test('of many syntax errors one is told, of keys that stand twice every one', () => {
    expect(told(parseYaml('['.repeat(500), 'f'))).toHaveLength(1);
    expect(told(parseYaml('a: 1\na: 2\n"b c": 1\n"b c": 2\n', 'f'))).toEqual([
      ['duplicate-key', 2, 'The key "a" stands here twice.'],
      ['duplicate-key', 4, 'The key "b c" stands here twice.'],
    ]);
    expect(told(parseYaml("x:\n  'b c': 1\n  'b c': 2\n  d  : 1\n  d  : 2\n", 'f'))).toEqual([
      ['duplicate-key', 3, 'The key "b c" stands here twice.'],
      ['duplicate-key', 5, 'The key "d" stands here twice.'],
    ]);
  });
});

describe('Markdown', () => {
  test('is frontmatter and a body; lines count from the top of the file', () => {
    const { data, lineOf } = parseMarkdown('---\nid: x\ntitle: y\n---\n\n# Body\n', 'f');
    expect(data).toEqual({ id: 'x', title: 'y', body: '\n# Body\n' });
    expect([lineOf(['id']), lineOf(['title']), lineOf(['body'])]).toEqual([2, 3, 5]);
  });

  test('knows on which line each line of its texts stands', () => {
    const head = '---\nid: x\ntext: |\n\n  One\n  two\nfolded: >-\n  one\n  two\n---\n';
    const { textLineOf } = parseMarkdown(`${head}\nBody\n`, 'f');
    expect([1, 2].map((line) => textLineOf?.(['text'], line))).toEqual([5, 6]);
    expect([1, 2].map((line) => textLineOf?.(['folded'], line))).toEqual([7, 7]);
    expect([1, 2].map((line) => textLineOf?.(['body'], line))).toEqual([11, 12]);
    expect(textLineOf?.(['none'], 1)).toBe(2);
  });

  test('may have the line ends of Windows', () => {
    const { data } = parseMarkdown('---\r\nid: x\r\n---\r\nBody\r\n', 'f');
    expect(data).toEqual({ id: 'x', body: 'Body\r\n' });
  });

  test('may end with its frontmatter', () => {
    expect(parseMarkdown('---\nid: x\n---', 'f').data).toEqual({ id: 'x', body: '' });
  });

  test.each(['', 'Body', 'Before\n---\nid: x\n---\n', '---\nid: x\n', ' ---\nid: x\n---\n'])(
    '%j has no frontmatter',
    (text) => {
      expect(told(parseMarkdown(text, 'f'))).toEqual([
        ['no-frontmatter', 1, 'This Markdown file has no frontmatter.'],
      ]);
    },
  );

  test('whose frontmatter is broken is wrong on that line of the file', () => {
    expect(told(parseMarkdown('---\nid: x\nid: y\n---\n', 'f'))).toEqual([
      ['duplicate-key', 3, 'The key "id" stands here twice.'],
    ]);
  });
});

describe('keys that would be lost', () => {
  test.each([
    ['{"a": 1, "b": {"a": 2}}', []],
    ['{"a": "\\"b\\": ", "c": "\\\\", "d" : ["e", "f:", ":"]}', []],
    ['{"a": 1, "\\u0061": 2}', ['duplicate-key']],
    ['[{"x": {"a\\"": 1,\n"a\\"": 2}}]', ['duplicate-key']],
    ['{"__proto__": 1}', ['unknown-key']],
    ['{"a": {"__proto__": 1, "a": 1, "a": 2}}', ['unknown-key', 'duplicate-key']],
    ['"no key:"', []],
  ])('%s', (text, codes) => {
    expect(parseJson(text, 'f.json').problems.map(({ code }) => code)).toEqual(codes);
  });
});
