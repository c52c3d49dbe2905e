import { describe, expect, test } from 'vitest';
import { newNames } from '../../../src/ingest/redaction/known-names.ts';
import { privateTexts } from '../../../src/ingest/redaction/private-text.ts';
import { newRedactor, type Redaction } from '../../../src/ingest/redaction/redactor.ts';
import { asText, learnFrom, redacted } from '../../../src/ingest/redaction/stream.ts';
import { redactText } from './redact-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const NOBODY = { users: new Set<string>(), hosts: new Set<string>() };

function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.slice(n * size, (n + 1) * size),
  );
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

describe('the text of a file', () => {
  const read = async (bytes: Uint8Array, size: number) => {
    const binary: number[] = [];
    const text = await joined(asText(inPieces(bytes, size), (offset) => binary.push(offset)));
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(text), binary };
  };

  test.each([1, 2, 3, 5, 100])('in UTF-16 is converted, in pieces of %i bytes', async (size) => {
    const units = Uint16Array.from('\ufeffaä😀\0b'.split('').map((unit) => unit.charCodeAt(0)));
    const little = new Uint8Array(units.buffer);
    const big = Uint8Array.from(little, (_, at) => little[at ^ 1] ?? 0);
    for (const bytes of [little, big]) {
      expect(await read(bytes, size)).toEqual({ text: 'aä😀\0b', binary: [] });
    }
  });

  test('that is cut off in UTF-16 ends with a sign', async () => {
    const cut = Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x3d, 0xd8);
    expect((await read(cut, 3)).text).toBe('a\ufffd');
  });

  test.each([1, 2, 3, 100])('in UTF-8 passes as it is, in pieces of %i bytes', async (size) => {
    expect(await read(bytesOf('\ufeffaä'), size)).toEqual({ text: '\ufeffaä', binary: [] });
    for (const start of [
      [0xff, 0x61],
      [0x61, 0xfe],
      [0xfe, 0x61],
      [0xfe, 0xfe],
      [0xff, 0xff],
    ]) {
      const bytes = Uint8Array.of(...start, 0x62);
      expect(await joined(asText(inPieces(bytes, size), () => undefined))).toEqual(bytes);
    }
  });

  test('with a NUL is told as binary, with its place, and passes', async () => {
    const { text, binary } = await read(bytesOf('ab\0c\0de\0'), 3);
    expect(text).toBe('ab\0c\0de\0');
    expect(binary).toEqual([2, 4, 7]);
    expect((await read(bytesOf('\0'), 3)).binary).toEqual([0]);
  });

  test('of one byte, and of none', async () => {
    expect(await read(bytesOf('a'), 1)).toEqual({ text: 'a', binary: [] });
    expect(await read(Uint8Array.of(), 1)).toEqual({ text: '', binary: [] });
    const empty = await joined(asText([Uint8Array.of(), bytesOf('ab')], () => undefined));
    expect(empty).toEqual(bytesOf('ab'));
  });
});

describe('a long file', () => {
  const MEGABYTE = 1024 * 1024;
  const filler = (length: number) =>
    'all is well\n'.repeat(Math.ceil(length / 12)).slice(0, length);

  test('is redacted wherever something stands, with its line, and in bounded memory', async () => {
    const places = [0, MEGABYTE - 200_000, MEGABYTE - 5, 2 * MEGABYTE + 7, 3 * MEGABYTE - 40];
    let text = '';
    for (const [n, place] of places.entries()) {
      text += `${filler(Math.max(0, place - text.length))}\n/home/alice${n}/x`;
    }
    text += `\n${filler(300_000)}`;
    const redactions: Redaction[] = [];
    const redactor = newRedactor({ names: NOBODY, onRedaction: (one) => redactions.push(one) });
    const lengths: number[] = [];
    const out = await joined(
      (async function* () {
        for await (const piece of redacted(inPieces(bytesOf(text), 100_000), redactor)) {
          lengths.push(piece.length);
          yield piece;
        }
      })(),
    );
    const expected = text.replace(/alice(\d)/g, (_, n) => `(user-${Number(n) + 1})`);
    expect(new TextDecoder().decode(out)).toBe(expected);
    expect(lengths.length).toBeGreaterThan(2);
    const lineOf = (place: number) => text.slice(0, place).split('\n').length;
    expect(redactions.map(({ line }) => line)).toEqual(
      redactions.map(({ was }) => lineOf(text.indexOf(was))),
    );
    expect(redactor.counts.get('home-path')).toBe(places.length);
  });

  test('teaches its names wherever they stand, over the borders of what is read at once too', async () => {
    const names = newNames();
    const text = `/home/anton/${filler(MEGABYTE - 16)}/home/berta/${filler(2 * MEGABYTE)}/home/carla/`;
    await learnFrom(inPieces(bytesOf(text), 65_536), names);
    expect([...names.users].toSorted()).toEqual(['anton', 'berta', 'carla']);
  });

  test('a key of many lines goes as a whole, and its lines stay', () => {
    const body = 'QUJDRA==\n'.repeat(1500);
    const key = `-----BEGIN PRIVATE KEY-----\n${body}-----END PRIVATE KEY-----`;
    const { text, counts } = redactText(`a\n${key}\nb`);
    expect(text).toBe(`a\n(token-1)${'\n'.repeat(1501)}\nb`);
    expect(counts).toEqual({ token: 1 });
  });
});

test('what looks private is told with its line, in order, and nothing is learnt', () => {
  const text = 'a\n/home/alice/x alice\n\nfrom 8.8.8.8';
  expect(privateTexts(bytesOf(text))).toEqual([
    { kind: 'home-path', line: 2, text: 'alice' },
    { kind: 'ip', line: 4, text: '8.8.8.8' },
  ]);
  expect(privateTexts(bytesOf('nothing'))).toEqual([]);
});

test('no more than a thousand names are looked for, and ten thousand values told apart', () => {
  const users = Array.from({ length: 1001 }, (_, n) => `user${n}x`);
  const names = newNames(users);
  expect([names.users.size, names.users.has('user999x'), names.users.has('user1000x')]).toEqual([
    1000,
    true,
    false,
  ]);
  const ips = Array.from(
    { length: 10_002 },
    (_, n) => `20.${n >> 14}.${(n >> 7) & 127}.${n & 127}`,
  );
  const { text } = redactText(ips.join(' '));
  expect(text.split(' ').slice(-3)).toEqual(['(ip-10000)', '(ip)', '(ip)']);
});
