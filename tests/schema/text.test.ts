import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ID_FORM } from '../../src/schema/id-form.ts';
import { id, localId, ref } from '../../src/schema/id.ts';
import { day, line, moment, sha256, url } from '../../src/schema/text.ts';
import '../fuzz/budget.ts';

const takes = (schema: z.ZodType) => (value: unknown) => schema.safeParse(value).success;

function table(name: string, schema: z.ZodType, good: readonly string[], bad: readonly unknown[]) {
  describe(name, () => {
    test.each(good)('takes %j', (value) => {
      expect(takes(schema)(value)).toBe(true);
    });
    test.each(bad.map((value) => [value]))('refuses %j', (value) => {
      expect(takes(schema)(value)).toBe(false);
    });
  });
}

const badIds = ['', '-', 'a-', '-a', 'a--b', 'A', 'a_b', 'a b', 'a.b', 'a/b', '..', 'ä', 'a\n', 7];

table(
  'an id',
  id,
  ['a', '0', 'a-b', '2025-11-06-rdna1', 'a'.repeat(100)],
  [...badIds, 'a'.repeat(101)],
);
table('a local id', localId, ['conv-3x3'], badIds);
table('a reference', ref('run'), ['first-run'], badIds);
table(
  'an address',
  url,
  [
    'https://example.org',
    'https://example.org/a?b=c#d',
    'https://例え.jp/ä',
    'https://a.b/@c',
    'https://[::1]:8/',
  ],
  [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' https://example.org',
    'http://example.org',
    '//example.org',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    'https://a b',
    'https://a"b',
    "https://a'b",
    'https://a<b',
    'https://a\\b',
    'https://a\nb',
    'https://kernel.org@example.org/',
    'https://a:b@example.org',
    'https://example.org/\u202egpj',
    'https://exam\u200bple.org/',
    `https://${'a'.repeat(2000)}`,
    '',
  ],
);
table('a digest', sha256, ['0'.repeat(64)], ['0'.repeat(63), 'G'.repeat(64), 'A'.repeat(64), '']);
table('a day', day, ['2025-11-06', '2024-02-29'], ['2025-02-29', '2025-11-6', '6 Nov 2025', '']);
table(
  'a moment',
  moment,
  ['2025-11-06', '2025-11-06T14:03:00Z', '2025-11-06T14:03:00.125Z'],
  ['2025-11-06T14:03:00', '2025-11-06T14:03:00+00:00', '2025-11-06T24:00:00Z', '2025-11', 1, ''],
);
table('a line', line, ['a', ' a ', '<script>'], ['', ' ', 'a\nb', 'x'.repeat(501), null]);

test('a line may have a line break at its end, to the JSON Schema too', () => {
  const written = new RegExp(String(z.toJSONSchema(line).pattern), 'u');
  for (const text of ['a\n', '\n a b\n', 'a\r\n']) {
    expect(line.safeParse(text).success).toBe(true);
    expect(text).toMatch(written);
  }
  expect('a\nb').not.toMatch(written);
});

test('a line loses the white space at its ends', () => {
  expect(line.parse('\t a b ')).toBe('a b');
});

test('whatever has the form of an id can stand in an address and a file name as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(ID_FORM), (text) => {
      expect(encodeURIComponent(text)).toBe(text);
    }),
  );
});
