import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteAt, type Piece, singleByteEncoding, Utf8 } from '../../src/ingest/utf8.ts';
import '../fuzz/budget.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(chunks: readonly Uint8Array[]) {
  const utf8 = new Utf8();
  const pieces: Piece[] = [];
  for (const chunk of chunks) pieces.push(...utf8.write(chunk));
  pieces.push(...utf8.end());
  return { utf8, pieces, text: pieces.map((piece) => piece.text).join('') };
}

test('valid UTF-8 is read as it is, however it is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 9 }), (text, size) => {
      const bytes = bytesOf(text);
      const chunks = Array.from({ length: bytes.length }, (_, n) =>
        bytes.slice(n * (size + 1), (n + 1) * (size + 1)),
      );
      const { utf8, text: found } = read(chunks);
      expect([found, utf8.invalid]).toEqual([text.replace(/^\ufeff/, ''), 0]);
    }),
  );
});

test('every unit of a piece knows its byte', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      for (const piece of read([bytesOf(`x${text}`)]).pieces) {
        for (let unit = 0; unit <= piece.text.length; unit += 1) {
          const code = piece.text.charCodeAt(unit);
          if (code >= 0xdc00 && code <= 0xdfff) continue;
          const before = bytesOf(piece.text.slice(0, unit)).length;
          expect(byteAt(piece, unit)).toBe(piece.offset + before);
        }
      }
    }),
  );
});

describe('bytes that are no UTF-8 become one U+FFFD each', () => {
  test.each([
    ['a lone lead', [0x61, 0xc3, 0x62], 'a\ufffdb', 1, 1],
    ['a lone follower', [0x80, 0x61], '\ufffda', 1, 0],
    ['an overlong form', [0xc0, 0xaf], '\ufffd\ufffd', 2, 0],
    ['half of a pair', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd', 3, 0],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '\ufffd\ufffd\ufffd\ufffd', 4, 0],
    ['a character cut off by the end', [0x61, 0xe2, 0x82], 'a\ufffd\ufffd', 2, 1],
  ])('%s', (_, bytes, text, invalid, first) => {
    for (const size of [1, 2, bytes.length]) {
      const chunks = Array.from({ length: bytes.length }, (__, n) =>
        Uint8Array.from(bytes.slice(n * size, (n + 1) * size)),
      );
      const { utf8, text: found } = read(chunks);
      expect([found, utf8.invalid, utf8.firstInvalid]).toEqual([text, invalid, first]);
    }
  });
});

test('a byte order mark is left out, at the beginning alone', () => {
  const { pieces } = read([bytesOf('\ufeffa\ufeff')]);
  expect(pieces).toEqual([{ text: 'a\ufeff', offset: 3, bytes: 4 }]);
});

test.each([
  ['<?xml version="1.0" encoding="ISO-8859-15"?>', 'ISO-8859-15'],
  ["<?xml version='1.0' encoding='windows-1252'?>", 'windows-1252'],
  ['<?xml version="1.0" encoding="UTF-8"?>', undefined],
  ['<?xml version="1.0"?><a encoding="ISO-8859-1"/>', undefined],
  ['<a/>', undefined],
])('%s is in %s', (text, encoding) => {
  expect(singleByteEncoding(bytesOf(text))).toBe(encoding);
});
