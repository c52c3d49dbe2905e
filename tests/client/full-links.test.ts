import { expect, test } from 'vitest';
import { fullLinks } from '../../src/client/full-links.ts';

const ORIGIN = 'https://example.org';
const full = (markdown: string) => fullLinks(markdown, ORIGIN);

test('a link on this host says on which', () => {
  expect(full('[a](/sub/x/#y) and [![b](/badges/b.svg)](/z/)')).toBe(
    '[a](https://example.org/sub/x/#y) and [![b](https://example.org/badges/b.svg)](https://example.org/z/)',
  );
});

test('any other link stays as it is', () => {
  const text = '[a](https://elsewhere.example/x) [b](#c) [d](//elsewhere.example/)';
  expect(full(text)).toBe(text);
});

test('code stays as it is, whatever stands in it', () => {
  const text = [
    '`x](/etc/passwd)` and ``a ` b](/etc/)``',
    '',
    '```sh',
    'echo "[x](/tmp/y)"',
    '```',
    '',
    '````',
    '```',
    '](/a)',
    '````',
  ].join('\n');
  expect(full(text)).toBe(text);
});

test('an escaped backtick begins no code, and an escaped bracket no link', () => {
  expect(full('\\`[a](/x) `')).toBe('\\`[a](https://example.org/x) `');
  expect(full('text\\](/x)')).toBe('text\\](/x)');
});
