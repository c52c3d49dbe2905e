import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/ingest/limits.ts';
import { byteAt, type Piece, SingleByte, singleByteEncoding, Utf8 } from '../../src/ingest/utf8.ts';
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

test('the first and the last characters of each length are read, one byte at a time too', () => {
  const ends = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xcfff, 0xd000, 0xd7ff, 0xe000, 0xffff];
  const longest = [0x10000, 0x3ffff, 0x40000, 0x7ffff, 0xc0000, 0xfffff, 0x100000, 0x10ffff];
  const all = [...ends, ...longest].map((code) => String.fromCodePoint(code));
  const bytes = bytesOf(all.join('.'));
  for (const size of [1, 2, 3, bytes.length]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.slice(n * size, (n + 1) * size),
    );
    const { utf8, pieces, text } = read(chunks);
    expect(text.split('.')).toEqual(all);
    expect(utf8.invalid).toBe(0);
    let at = 0;
    for (const { offset, bytes: length } of pieces) {
      expect(offset).toBe(at);
      at += length;
    }
    expect(at).toBe(bytes.length);
  }
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
    ['an overlong form of three bytes', [0xe0, 0x9f, 0xbf], '\ufffd\ufffd\ufffd', 3, 0],
    ['an overlong form of four bytes', [0xf0, 0x8f, 0xbf, 0xbf], '\ufffd'.repeat(4), 4, 0],
    [
      'a lead of five bytes',
      [0x61, 0xf5, 0x80, 0x80, 0x80, 0x62],
      'a\ufffd\ufffd\ufffd\ufffdb',
      4,
      1,
    ],
    ['a second follower that is none', [0xe2, 0x82, 0x41], '\ufffd\ufffdA', 2, 0],
    ['two bytes of a byte order mark', [0xef, 0xbb], '\ufffd\ufffd', 2, 0],
    ['two places', [0xff, 0x61, 0xfe, 0x62], '\ufffda\ufffdb', 2, 0],
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
  const mark = bytesOf('\ufeff');
  const apart = read([mark.slice(0, 1), mark.slice(1, 2), mark.slice(2), bytesOf('\ufeffa')]);
  expect([apart.text, apart.pieces[0]?.offset]).toEqual(['\ufeffa', 3]);
  // A part of one is none.
  expect(read([Uint8Array.of(0xef, 0xbb, 0x41, 0x42)]).text).toBe('\ufffd\ufffdAB');
  expect(read([Uint8Array.of(0xef, 0x41, 0xbf, 0x42)]).text).toBe('\ufffdA\ufffdB');
  expect(read([Uint8Array.of(0x41, 0xbb, 0xbf)]).text).toBe('A\ufffd\ufffd');
});

test('a file with more invalid bytes than are borne is given up', () => {
  const most = new Uint8Array(LIMITS.invalidBytes).fill(0xff);
  expect(read([most]).utf8.invalid).toBe(LIMITS.invalidBytes);
  expect(() => read([most, bytesOf('abc'), Uint8Array.of(0xff)])).toThrow('invalidBytes');
});

test('an encoding of one byte for each character is read, and what stands for none is counted', () => {
  const greek = new SingleByte('iso-8859-7');
  const pieces = [
    ...greek.write(Uint8Array.of(0x61, 0xe1)),
    ...greek.write(new Uint8Array()),
    ...greek.write(Uint8Array.of(0x62, 0xae, 0xff, 0xd2)),
    ...greek.end(),
  ];
  expect(pieces).toEqual([
    { text: 'aα', offset: 0, bytes: 2 },
    { text: 'b\ufffd\ufffd\ufffd', offset: 2, bytes: 4 },
  ]);
  expect([greek.invalid, greek.firstInvalid]).toEqual([3, 3]);
});

test.each([
  ['<?xml version="1.0" encoding="ISO-8859-15"?>', 'ISO-8859-15'],
  ["<?xml version='1.0' encoding='windows-1252'?>", 'windows-1252'],
  ['\n <?xml version="1.0" encoding = "cp1251"?>', 'cp1251'],
  ['<?xml version="1.0" encoding="KOI8-R"?>', 'KOI8-R'],
  ['<?xml version="1.0" encoding="ibm866"?>', 'ibm866'],
  ['<?xml version="1.0" encoding="windows-874"?>', 'windows-874'],
  ['<?xml version="1.0" encoding="ISO-8859-6"?>', 'ISO-8859-6'],
  ['<?xml version="1.0" encoding="UTF-8"?>', undefined],
  // Of these nobody knows, or they are more than a byte each, or valid UTF-8.
  ['<?xml version="1.0" encoding="ISO-8859-12"?>', undefined],
  ['<?xml version="1.0" encoding="windows-1259"?>', undefined],
  ['<?xml version="1.0" encoding="UTF-16"?>', undefined],
  ['<?xml version="1.0" encoding="shift_jis"?>', undefined],
  ['<?xml version="1.0" encoding="US-ASCII"?>', undefined],
  ['<?xml version="1.0" encoding="ANSI_X3.4-1968"?>', undefined],
  ['x<?xml version="1.0" encoding="cp1252"?>', undefined],
  ['<?xml version="1.0"?><a encoding="ISO-8859-1"/>', undefined],
  ['<a/>', undefined],
])('%s is in %s', (text, encoding) => {
  expect(singleByteEncoding(bytesOf(text))).toBe(encoding);
});
