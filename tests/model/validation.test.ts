import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseJson, parseYaml } from '../../src/model/document.ts';
import { formatProblem } from '../../src/model/problem.ts';
import { jsonPointer, validate } from '../../src/model/validation.ts';
import { basis } from '../../src/schema/evidence-link.ts';
import { id } from '../../src/schema/id.ts';
import { line, moment } from '../../src/schema/text.ts';

const schema = z.strictObject({
  id: id.optional(),
  title: line.optional(),
  on: moment.optional(),
  day: z.iso.date().optional(),
  count: z.int().positive().optional(),
  share: z.number().min(0).max(1).optional(),
  yes: z.boolean().optional(),
  colour: z.enum(['red', 'green']).optional(),
  marked: z.strictObject({ with: z.enum(['dot', 'line']) }).optional(),
  basis: basis.or(z.literal('estimate')).optional(),
  either: z.union([z.string(), z.number(), z.boolean()]).optional(),
  list: z
    .array(z.strictObject({ name: line, 'a/b': z.string().optional() }))
    .max(2)
    .optional(),
  env: z.record(z.string().regex(/^[A-Z]+$/), z.string()).optional(),
  pair: z
    .strictObject({ from: z.int().optional(), to: z.int().optional() })
    .refine((pair) => pair.from !== undefined, { error: 'from before to' })
    .optional(),
  short: z
    .string()
    .refine((text) => text.length < 100, { error: 'fewer than 100 characters' })
    .optional(),
  letter: z
    .string()
    .regex(/^[A-Z]$/)
    .optional(),
  hex: z
    .string()
    .regex(/^[0-9a-f]+$/, 'hexadecimal digits')
    .optional(),
});

const told = (text: string) =>
  validate(schema, parseJson(text, 'x.json'), 'x.json').problems.map(formatProblem);

const CHANGE = '\n  Change the value.';
const MEANT = (verb: string, word: string) => `\n  ${verb} to "${word}" if that is what you meant.`;

describe('a value that does not fit is told with its place, what it should be and what it is', () => {
  test.each([
    ['{"title": 7}', `[bad-value]  /title\n  Expected a string, found 7.${CHANGE}`],
    ['{"title": null}', `[bad-value]  /title\n  Expected a string, found null.${CHANGE}`],
    ['{"title": " "}', `[bad-value]  /title\n  Expected at least 1 character, found "".${CHANGE}`],
    ['{"title": "a\\nb"}', `[bad-value]  /title\n  Expected one line, found "a\\nb".${CHANGE}`],
    [
      `{"title": "${'x'.repeat(501)}"}`,
      `[bad-value]  /title\n  Expected at most 500 characters, found "${'x'.repeat(79)}… (503 characters).${CHANGE}`,
    ],
    [
      '{"on": "6 Nov"}',
      `[bad-value]  /on\n  Expected a date (2025-11-06) or a moment in UTC (2025-11-06T14:03:00Z), found "6 Nov".${CHANGE}`,
    ],
    [
      '{"day": "2025-02-30"}',
      `[bad-value]  /day\n  Expected a date such as 2025-11-06, found "2025-02-30".${CHANGE}`,
    ],
    ['{"count": 1.5}', `[bad-value]  /count\n  Expected a whole number, found 1.5.${CHANGE}`],
    ['{"count": 0}', `[bad-value]  /count\n  Expected more than 0, found 0.${CHANGE}`],
    ['{"share": 2}', `[bad-value]  /share\n  Expected at most 1, found 2.${CHANGE}`],
    ['{"share": 1e999}', `[bad-value]  /share\n  Expected a number, found null.${CHANGE}`],
    ['{"yes": "no"}', `[bad-value]  /yes\n  Expected a boolean, found "no".${CHANGE}`],
    [
      '{"either": null}',
      `[bad-value]  /either\n  Expected a string, a number or a boolean, found null.${CHANGE}`,
    ],
    ['{"list": {}}', `[bad-value]  /list\n  Expected an array, found an object.${CHANGE}`],
    [
      '{"list": [{"name":"a"},{"name":"a"},{"name":"a"}]}',
      `[bad-value]  /list\n  Expected at most 2 entries, found a list of 3.${CHANGE}`,
    ],
    ['{"list": ["a"]}', `[bad-value]  /list/0\n  Expected an object, found "a".${CHANGE}`],
    ['{"env": []}', `[bad-value]  /env\n  Expected an object, found a list of 0.${CHANGE}`],
    [
      '{"env": {"a": "x"}}',
      `[bad-value]  /env/a\n  Expected a key that is text that matches /^[A-Z]+$/, found "a".${CHANGE}`,
    ],
    [
      '{"pair": {"to": 1}}',
      '[broken-rule]  /pair\n  This breaks a rule: from before to.\n  Add or remove what the rule speaks of.',
    ],
    [
      `{"short": "${'é'.repeat(100)}"}`,
      `[bad-value]  /short\n  Expected fewer than 100 characters, found "${'é'.repeat(79)}… (102 characters).${CHANGE}`,
    ],
    [
      '{"letter": "ab"}',
      `[bad-value]  /letter\n  Expected text that matches /^[A-Z]$/, found "ab".${CHANGE}`,
    ],
    ['{"hex": "xyz"}', `[bad-value]  /hex\n  Expected hexadecimal digits, found "xyz".${CHANGE}`],
    [
      '{"colour": "gren"}',
      `[unknown-value]  /colour\n  "gren" is not one of the values allowed here.${MEANT('Change it', 'green')}`,
    ],
    [
      '{"colour": 5}',
      '[unknown-value]  /colour\n  "5" is not one of the values allowed here.\n  Use one of: red, green.',
    ],
    [
      '{"colour": {"a": 1}}',
      '[unknown-value]  /colour\n  "an object" is not one of the values allowed here.\n  Use one of: red, green.',
    ],
    [
      '{"basis": "estimated"}',
      `[unknown-value]  /basis\n  "estimated" is not one of the values allowed here.${MEANT('Change it', 'estimate')}`,
    ],
    [
      '{"id": "My Id"}',
      '[bad-id]  /id\n  "My Id" is not a valid id.\n  Use lower-case letters, digits and single hyphens, for example "my-id".',
    ],
    [
      '{"list": [{}]}',
      '[missing-key]  /list/0/name\n  The key "name" is missing.\n  Add it; the schema of this kind says what it holds.',
    ],
    [
      '{"marked": {}}',
      '[missing-key]  /marked/with\n  The key "with" is missing.\n  Add it with one of: dot, line.',
    ],
    [
      '{"titel": 1}',
      `[unknown-key]  /titel\n  The key "titel" is not known here.${MEANT('Rename it', 'title')}`,
    ],
    [
      '{"list": [{"name": "a", "nam": 1}]}',
      `[unknown-key]  /list/0/nam\n  The key "nam" is not known here.${MEANT('Rename it', 'name')}`,
    ],
    [
      '{"pair": {"from": 1, "form": 1}}',
      `[unknown-key]  /pair/form\n  The key "form" is not known here.${MEANT('Rename it', 'from')}`,
    ],
    [
      '{"constructor": 1}',
      '[unknown-key]  /constructor\n  The key "constructor" is not known here.\n  Known keys: id, title, on, day, count, share, yes, colour, marked, basis, either, list, env, pair, short, letter, hex.',
    ],
    ['[]', `[bad-value]\n  Expected an object, found a list of 0.${CHANGE}`],
  ])('%s', (text, problem) => {
    expect(told(text)).toEqual([`x.json:1  ${problem}`]);
  });
});

test('everything that is wrong is told at once, each on its line', () => {
  const text = 'titel: a\nlist:\n  - name: 1\n  - nam: b\ncolour: blue\n';
  const { value, problems } = validate(schema, parseYaml(text, 'x.yaml'), 'x.yaml');
  expect(value).toBeUndefined();
  expect(problems.map(({ code, line, pointer }) => [code, line, pointer])).toEqual([
    ['unknown-value', 5, '/colour'],
    ['bad-value', 3, '/list/0/name'],
    ['missing-key', 4, '/list/1/name'],
    ['unknown-key', 4, '/list/1/nam'],
    ['unknown-key', 1, '/titel'],
  ]);
});

test('a value that fits comes back as the schema makes it', () => {
  const { value, problems } = validate(schema, parseJson('{"title": " a "}', 'x'), 'x');
  expect([value, problems]).toEqual([{ title: 'a' }, []]);
});

test('a file that cannot be parsed has only that problem', () => {
  expect(told('{')).toHaveLength(1);
  expect(told('{')[0]).toContain('[syntax]');
});

test('a pointer escapes what would be read as its own signs', () => {
  expect(jsonPointer([])).toBe('');
  expect(jsonPointer(['a/b', 0, 'c~d', ''])).toBe('/a~1b/0/c~0d/');
});
