import { fromByteString, toByteString } from './bytes.ts';
import { learnNames, newNames } from './known-names.ts';
import type { Redactor } from './redactor.ts';

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const WINDOW = 1024 * 1024;
const OVERLAP = 4096;

/** The redacted bytes of a file. */
export async function* redacted(pieces: Pieces, redactor: Redactor): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    const settled = redactor.push(toByteString(piece));
    if (settled !== '') yield fromByteString(settled);
  }
  const rest = redactor.end();
  if (rest !== '') yield fromByteString(rest);
}

/** Adds the names of accounts and machines that a file tells. */
export async function learnFrom(pieces: Pieces, names: ReturnType<typeof newNames>): Promise<void> {
  let buffer = '';
  for await (const piece of pieces) {
    buffer += toByteString(piece);
    if (buffer.length < WINDOW) continue;
    learnNames(buffer, names);
    buffer = buffer.slice(-OVERLAP);
  }
  learnNames(buffer, names);
}

/**
 * The pieces of a file as UTF-8: UTF-16, told by its byte order mark, is converted. Everything else passes
 * as it is. A NUL byte elsewhere means that this is no text, and that nobody can say what is in it.
 */
export async function* asText(pieces: Pieces, onBinary: (offset: number) => void) {
  let decoder: TextDecoder | undefined;
  let offset = 0;
  const encoder = new TextEncoder();
  for await (const piece of withFirstTwo(pieces)) {
    if (offset === 0) decoder = decoderFor(piece);
    if (decoder !== undefined) yield encoder.encode(decoder.decode(piece, { stream: true }));
    else {
      const nul = piece.indexOf(0);
      if (nul >= 0) onBinary(offset + nul);
      yield piece;
    }
    offset += piece.length;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield encoder.encode(rest);
}

/** The same pieces, the first of at least two bytes if there are two. */
async function* withFirstTwo(pieces: Pieces): AsyncGenerator<Uint8Array> {
  let single: Uint8Array | undefined;
  let begun = false;
  for await (const piece of pieces) {
    if (begun) {
      yield piece;
      continue;
    }
    const joined = new Uint8Array([...(single ?? []), ...piece.subarray(0, 2)]);
    begun = joined.length >= 2;
    if (!begun) single = joined;
    else if (single === undefined || single.length === 0) yield piece;
    else {
      yield joined;
      yield piece.subarray(2);
    }
  }
  if (!begun && single !== undefined && single.length > 0) yield single;
}

function decoderFor([first, second]: Uint8Array): TextDecoder | undefined {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}
