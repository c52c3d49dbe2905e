import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toByteString } from '../../../src/ingest/redaction/bytes.ts';
import { newNames } from '../../../src/ingest/redaction/known-names.ts';
import { newRedactor } from '../../../src/ingest/redaction/redactor.ts';
import { redactText } from './redact-text.ts';
import { runs } from '../../fuzz/budget.ts';

/** Secrets with the part of them that must be gone. */
const SECRETS = [
  ['/home/zaphodb/x', 'zaphodb'],
  ['alice@mail.example.org', 'alice@'],
  ['192.168.178.45', '178.45'],
  ['2001:db8:77::42', '77::42'],
  ['3c:7c:3f:1a:2b:4d', '1a:2b'],
  ['GPU-19019b6c6dd16666', '19019b6c'],
  ['serial_number=MX1234567', 'MX1234567'],
  ['ghp_0123456789abcdefghijABCDEFGHIJ012345', '0123456789abcdef'],
  ['password=hunter2x', 'hunter2x'],
] as const;

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const jsonAll = (text: string) =>
  Array.from(text, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join('');
const slashes = (text: string) => json(text).replaceAll('/', '\\/');
const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const xmlAll = (text: string) =>
  Array.from(text, (c) => `&#x${(c.codePointAt(0) ?? 0).toString(16)};`).join('');
const url = (text: string) =>
  Array.from(text, (c) => `%${(c.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`).join('');

/** Every place of every format in which text may stand. */
const PLACES: Readonly<Record<string, (secret: string) => string>> = {
  'a line of text': (s) => `before\n${s}\nafter`,
  'a word of a line': (s) => `before ${s} after`,
  'a JSON value': (s) => `{"a": "x ${json(s)} y"}`,
  'a whole JSON value': (s) => `{"a":"${json(s)}"}`,
  'a JSON key': (s) => `{"${json(s)}": 1}`,
  'JSON with escaped slashes': (s) => `{"a": "${slashes(s)}"}`,
  'JSON all in escapes': (s) => `{"a": "${jsonAll(s)}"}`,
  'JSON in JSON': (s) => JSON.stringify({ a: JSON.stringify({ b: s }) }),
  'JSON in JSON in XML': (s) =>
    `<a b="${xml(JSON.stringify({ a: s })).replaceAll('"', '&quot;')}"/>`,
  'after an escaped line break': (s) => `{"a": "x\\n${json(s)}\\ny"}`,
  'an XML attribute': (s) => `<testcase name="${xml(s)}" time="1"/>`,
  'XML text': (s) => `<system-out>${xml(s)}</system-out>`,
  'an XML attribute all in references': (s) => `<a b="${xmlAll(s)}"/>`,
  CDATA: (s) => `<![CDATA[${s}]]>`,
  'an XML comment': (s) => `<!-- ${s} -->`,
  'a TAP description': (s) => `ok 1 - ${s} # SKIP`,
  'a TAP diagnostic': (s) => `# ${s}`,
  'a YAML block': (s) => `  ---\n  message: '${s}'\n  ...`,
  'a URL': (s) => `https://example.org/?q=${url(s)}&b=1`,
  'UTF-16 without a mark': (s) => Array.from(`x ${s} y`, (c) => `${c}\0`).join(''),
  'between colour codes': (s) => `\u001b[31m${s}\u001b[0m`,
  'between colour codes as pytest writes them': (s) => `#x1B[31m${s}#x1B[0m`,
};

describe.each(Object.entries(PLACES))('a secret in %s', (_, place) => {
  test.each(SECRETS)('%s', (secret, core) => {
    const planted = place(secret);
    const { text } = redactText(planted);
    for (const form of [core, json(core), jsonAll(core), xmlAll(core), url(core)]) {
      expect(text).not.toContain(form);
    }
    expect(text).not.toBe(planted);
  });
});

const filler = fc.stringMatching(/^[a-z \n"<>{}:,[\]0-9\\&/=-]{0,80}$/);
const secret = fc.constantFrom(...SECRETS);
const file = fc
  .array(fc.tuple(filler, secret, fc.constantFrom(...Object.values(PLACES))), { maxLength: 5 })
  .map((parts) =>
    parts.map(([before, [planted], place]) => `${before}\n${place(planted)}\n`).join(''),
  );

test('what was redacted has nothing more to redact', () => {
  fc.assert(
    fc.property(file, (text) => {
      const once = redactText(text).text;
      expect(redactText(once)).toEqual({ text: once, counts: {}, redactions: [] });
    }),
    runs(300, 100),
  );
});

test('any text gives a text, and its lines stay where they are', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), file), (text) => {
      const { text: redacted } = redactText(text);
      const lines = (one: string) =>
        new TextDecoder().decode(new TextEncoder().encode(one)).split('\n').length;
      expect(lines(redacted)).toBe(lines(text));
    }),
    runs(300, 100),
  );
});

test('how the text is cut into pieces makes no difference, around the borders of windows too', () => {
  const window = 1024 * 1024;
  const long = (length: number) => 'some words of a log\n'.repeat(length / 20);
  for (const [planted, core] of SECRETS) {
    for (const place of [window - 131_072, window]) {
      for (let shift = 0; shift <= planted.length + 2; shift += 9) {
        const head = long(window + 1000).slice(0, place - shift);
        const text = `${head} ${planted} ${long(200_000)}`;
        const whole = redactText(text);
        expect(whole.text).not.toContain(core);
        expect(redactText(text, { pieces: [place, 1, 7, 150_000] }).text).toBe(whole.text);
      }
    }
  }
});

test('bytes that are no UTF-8 stay as they are', () => {
  const bytes = Uint8Array.from([
    0xff,
    0xc3,
    0x28,
    ...new TextEncoder().encode(' /home/alice '),
    0x80,
  ]);
  const redactor = newRedactor({ names: newNames() });
  const text = redactor.push(toByteString(bytes)) + redactor.end();
  expect(text).toBe('\xff\xc3( /home/(user-1) \x80');
});

test('hostile text takes time that grows with its length alone', () => {
  const bad = [
    'a@',
    '1.',
    ':',
    'a:',
    '%41',
    '\\u0061',
    '/home/',
    'a-',
    'serial',
    'token_',
    '-----BEGIN PRIVATE KEY-----',
    'eyJaaaaaaaaa.',
    "' value",
    'x',
  ];
  for (const one of bad) {
    const text = one.repeat(600_000 / one.length);
    const before = Date.now();
    redactText(text);
    expect(Date.now() - before, one).toBeLessThan(15_000);
  }
}, 300_000);
