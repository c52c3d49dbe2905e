import fc from 'fast-check';

/** What terminals, Markdown, HTML, addresses and forges read meaning into. */
const MEANINGFUL = [
  ...['`', '``', '|', '\\', '*', '_', '~~', '[', ']', '(', ')', '<', '>', '&', '#', '"', "'", '${'],
  ...['@someone', 'https://evil.example/x', 'javascript:alert(1)', '../..', '//', '%2e%2e', '%00'],
  ...['<script>', '</details>', '<!--', '-->', ']]>', '&amp;', '\n', '\r\n', '\r', '\t', ' ', ':'],
  ...['\u202e', '\u2066', '\u200b', '\ufeff', '\u2028', '\u0000', '\u001b[31m', '\u009b', '\ud800'],
  ...[
    '\u{e0041}',
    '__proto__',
    'constructor',
    'toString',
    '%',
    '+',
    '=',
    '?',
    '$&',
    '$1',
    '{{',
    '…',
  ],
];

/** Text that tries to be something else. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...MEANINGFUL) },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

/** What may be in no text that is shown: it would let the text forge what stands around it. */
export const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;
