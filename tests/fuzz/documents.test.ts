import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as yaml from 'yaml';
import { parseJson, parseMarkdown, parseYaml } from '../../src/model/document.ts';
import { runs } from './budget.ts';
import { hostileText, UNSEEN } from './hostile-text.ts';
import { pathsIn } from './mutation.ts';

const TOKENS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '|\n',
    '>-\n',
    '- ',
    '? ',
    '&a ',
    '*a',
    '!!str ',
    '!x ',
  ],
  ...[
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '#',
    '  ',
    '\n',
    '\t',
    'id: x\n',
    '<<: *a',
    'null',
    '1e400',
    '0o17',
  ],
  ...[
    '"a": 1',
    '"__proto__": {}',
    '\\u0000',
    '/*',
    '//',
    '\ufeff',
    '~',
    '.inf',
    '2025-11-06',
    '```\n',
  ],
];

const texts = fc.oneof(
  hostileText,
  fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }).map((parts) => parts.join('')),
  fc.json().map((text) => text.replace(/[}\]]$/, '')),
  fc
    .array(fc.constantFrom(...TOKENS), { maxLength: 12 })
    .map((parts) => `---\n${parts.join('')}\n---\nbody`),
);

describe.each([
  ['JSON', parseJson],
  ['YAML', parseYaml],
  ['Markdown', parseMarkdown],
] as const)('any text as %s', (_, parse) => {
  test('is data, or has problems with a place in it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { data, problems, lineOf } = parse(text, 'f');
        const lines = text.split('\n').length;
        if (problems.length > 0) expect(data).toBeUndefined();
        for (const { line, says, remedy } of problems) {
          expect(says + remedy).not.toMatch(UNSEEN);
          if (line === undefined) continue;
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
        if (problems.length > 0) return;
        for (const path of pathsIn(data).slice(0, 50)) {
          for (const line of [lineOf(path), lineOf(path, true), lineOf([...path, 'x', 0])]) {
            if (line === undefined) continue;
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines);
          }
        }
      }),
      runs(500),
    );
  });

  test('that is nested without end is told of', () => {
    for (const open of ['[', '{"a":', '- ', 'a:\n ', '&a [*a, ']) {
      const text = open.repeat(20_000);
      expect(() =>
        parse(parse === parseMarkdown ? `---\n${text}\n---\n` : text, 'f'),
      ).not.toThrow();
    }
  });
});

test('a value of JSON or YAML stands on the line on which it was written', () => {
  const values = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,5}$/),
    fc.oneof(fc.nat(), fc.boolean(), hostileText),
  );
  fc.assert(
    fc.property(values, (value) => {
      const inJson = JSON.stringify(value, null, 1);
      const inYaml = yaml.stringify(value, {
        lineWidth: 0,
        defaultStringType: 'QUOTE_DOUBLE',
        defaultKeyType: 'PLAIN',
      });
      for (const [text, { data, lineOf }] of [
        [inJson, parseJson(inJson, 'f')],
        [inYaml, parseYaml(inYaml, 'f')],
      ] as const) {
        expect(data).toEqual(value);
        for (const key of Object.keys(value)) {
          const line = text.split('\n')[(lineOf([key], true) ?? 0) - 1] ?? '';
          expect(line.trim().replace(/^"/, '').startsWith(key)).toBe(true);
        }
      }
    }),
    runs(200),
  );
});
