import { LIMITS, LimitPassed } from './limits.ts';

/** A stretch of text and the bytes of the file that it was made from. */
export interface Piece {
  readonly text: string;
  /** Byte of the file at which it begins. */
  readonly offset: number;
  readonly bytes: number;
}

/** The byte of the file at which a UTF-16 unit of a piece begins. */
export function byteAt({ text, offset, bytes }: Piece, unit: number): number {
  if (bytes === text.length) return offset + unit;
  return offset + utf8Length(text, 0, unit);
}

/** How many bytes a part of a text takes in UTF-8. */
export function utf8Length(text: string, from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    // Half of a pair is two of its four bytes.
    const half = code >= 0xd800 && code <= 0xdfff;
    length += code < 0x80 ? 1 : code < 0x800 || half ? 2 : 3;
  }
  return length;
}

/** How many bytes follow a leading byte, and within which bounds the first of them lies. */
function followers(lead: number): readonly [count: number, low: number, high: number] | undefined {
  if (lead >= 0xc2 && lead <= 0xdf) return [1, 0x80, 0xbf];
  if (lead === 0xe0) return [2, 0xa0, 0xbf];
  if (lead === 0xed) return [2, 0x80, 0x9f];
  if (lead >= 0xe1 && lead <= 0xef) return [2, 0x80, 0xbf];
  if (lead === 0xf0) return [3, 0x90, 0xbf];
  if (lead === 0xf4) return [3, 0x80, 0x8f];
  if (lead >= 0xf1 && lead <= 0xf3) return [3, 0x80, 0xbf];
  return undefined;
}

/** Where a character stands in bytes: its length, `cut` if the bytes end inside it, 0 if it is none. */
function characterAt(bytes: Uint8Array, at: number): number | 'cut' {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const rule = followers(lead);
  if (rule === undefined) return 0;
  const [count, low, high] = rule;
  for (let n = 1; n <= count; n += 1) {
    const next = bytes[at + n];
    if (next === undefined) return 'cut';
    if (next < (n === 1 ? low : 0x80) || next > (n === 1 ? high : 0xbf)) return 0;
  }
  return count + 1;
}

/**
 * Turns bytes that come in pieces of any size into text. Each byte that is no valid UTF-8 becomes one
 * U+FFFD; a byte order mark at the beginning is left out. How the bytes are cut makes no difference to
 * what is read.
 */
export class Utf8 {
  /** Bytes that were no valid UTF-8. */
  invalid = 0;
  firstInvalid: number | undefined;
  #offset = 0;
  #rest: Uint8Array = new Uint8Array();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  *write(chunk: Uint8Array): Generator<Piece> {
    yield* this.#pieces(joined(this.#rest, chunk), false);
  }

  *end(): Generator<Piece> {
    yield* this.#pieces(this.#rest, true);
  }

  *#pieces(bytes: Uint8Array, last: boolean): Generator<Piece> {
    this.#rest = new Uint8Array();
    const base = this.#offset;
    const bom = base === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (base === 0 && !last && bytes.length < 3) {
      this.#rest = bytes;
      return;
    }
    let at = bom ? 3 : 0;
    let from = at;
    while (at < bytes.length) {
      const length = characterAt(bytes, at);
      if (length === 'cut' && !last) break;
      if (length !== 'cut' && length > 0) {
        at += length;
        continue;
      }
      if (at > from) yield this.#valid(bytes, base, from, at);
      from = at;
      do at += 1;
      while (at < bytes.length && isInvalid(characterAt(bytes, at), last));
      yield this.#replaced(base + from, at - from);
      from = at;
    }
    if (at > from) yield this.#valid(bytes, base, from, at);
    this.#rest = bytes.slice(at);
    this.#offset = base + at;
  }

  #valid(bytes: Uint8Array, base: number, from: number, to: number): Piece {
    const text = this.#decoder.decode(bytes.subarray(from, to));
    return { text, offset: base + from, bytes: to - from };
  }

  #replaced(offset: number, bytes: number): Piece {
    this.firstInvalid ??= offset;
    this.invalid += bytes;
    if (this.invalid > LIMITS.invalidBytes) throw new LimitPassed('invalidBytes', offset);
    return { text: '\ufffd'.repeat(bytes), offset, bytes };
  }
}

function isInvalid(length: number | 'cut', last: boolean): boolean {
  return length === 0 || (length === 'cut' && last);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * Turns bytes of an encoding that has one byte for each character into text. Each byte to which it gives
 * none becomes U+FFFD.
 */
export class SingleByte {
  /** Bytes that stand for no character. */
  invalid = 0;
  firstInvalid: number | undefined;
  #offset = 0;
  readonly #decoder: TextDecoder;

  /** @param encoding a label that `TextDecoder` knows */
  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding);
  }

  *write(chunk: Uint8Array): Generator<Piece> {
    if (chunk.length === 0) return;
    const text = this.#decoder.decode(chunk);
    const first = text.indexOf('\ufffd');
    if (first >= 0) {
      this.firstInvalid ??= this.#offset + first;
      this.invalid += text.split('\ufffd').length - 1;
    }
    yield { text, offset: this.#offset, bytes: chunk.length };
    this.#offset += chunk.length;
  }

  *end(): Generator<Piece> {
    yield* [];
  }
}

/** Encodings that have one byte for each character, by their names in the Encoding Standard. */
const SINGLE_BYTE =
  /^(?:ibm866|iso-8859-\d+(?:-i)?|koi8-[ru]|macintosh|windows-(?:874|125\d)|x-mac-cyrillic)$/;

/** What of ASCII is valid is UTF-8 as well. The Standard takes it for windows-1252. */
const ASCII = /^(?:(?:us-)?ascii|ansi_x3\.4-1968)$/i;

/** The encoding that an XML declaration names, if each of its characters is one byte. */
export function singleByteEncoding(beginning: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(beginning.subarray(0, 200));
  const label = /^\s*<\?xml[^>]{1,100}encoding\s*=\s*["']([\w.-]{1,20})["']/.exec(text)?.[1];
  if (label === undefined || ASCII.test(label)) return undefined;
  return SINGLE_BYTE.test(standardName(label) ?? '') ? label : undefined;
}

function standardName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
