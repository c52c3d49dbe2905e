import { type Problem, problem } from '../model/problem.ts';
import { CtrfReader } from './ctrf.ts';
import { Deviations } from './deviations.ts';
import type { Tells } from './excerpt.ts';
import { JunitReader } from './junit.ts';
import { KcidbReader } from './kcidb.ts';
import { KtapReader } from './ktap.ts';
import { LIMITS, LimitPassed, SNIFF_BYTES } from './limits.ts';
import { PytestJsonReader } from './pytest-json.ts';
import { recognise } from './recognition.ts';
import { Refused } from './refused.ts';
import type { ForeignFormat, ReportedRun } from './reported.ts';
import { TapReader } from './tap.ts';
import { type Piece, SingleByte, singleByteEncoding, Utf8 } from './utf8.ts';

/** Takes the text of a file piece by piece. */
interface ForeignReader {
  write(piece: Piece): void;
  end(): ReportedRun;
}

const READERS: Readonly<
  Record<ForeignFormat, new (deviations: Deviations, tells?: Tells) => ForeignReader>
> = {
  ctrf: CtrfReader,
  junit: JunitReader,
  tap: TapReader,
  ktap: KtapReader,
  kcidb: KcidbReader,
  'pytest-json-report': PytestJsonReader,
};

/** What a file holds: a record of our own, to be read as a whole; a report; or nothing that is read. */
export type FileReading =
  | { readonly kind: 'native'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'reported'; readonly reported: ReportedRun }
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Reads a file of any format that is known, from bytes in pieces.
 * @param file how the file is called in problems
 * @param tells which lines of a long output are kept
 */
export async function readFile(
  bytes: AsyncIterable<Uint8Array>,
  file: string,
  tells?: Tells,
): Promise<FileReading> {
  const source = bytes[Symbol.asyncIterator]();
  const begun = await beginning(source);
  const known = joined(begun);
  const recognition = recognise(known);
  if ('looksLike' in recognition) {
    const found = `it looks like ${recognition.looksLike}`;
    return { kind: 'refused', problem: problem('unknown-format', { found }, { file }) };
  }
  const all = continued(begun, source);
  if (recognition.format === 'native') return { kind: 'native', bytes: all };
  try {
    const encoding = recognition.format === 'junit' ? singleByteEncoding(known) : undefined;
    const reported = await readReported(all, recognition.format, encoding, tells);
    return { kind: 'reported', reported };
  } catch (error) {
    return { kind: 'refused', problem: refusal(error, file) };
  }
}

/** Reads a report of a format that is known already. Throws `LimitPassed` and `Refused`. */
async function readReported(
  bytes: AsyncIterable<Uint8Array>,
  format: ForeignFormat,
  encoding: string | undefined,
  tells: Tells | undefined,
): Promise<ReportedRun> {
  const deviations = new Deviations();
  const reader = new READERS[format](deviations, tells);
  const decoder = encoding === undefined ? new Utf8() : new SingleByte(encoding);
  if (encoding !== undefined)
    deviations.add('encoding', '', `the file is in ${encoding}, not in UTF-8`);
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > LIMITS.fileBytes) throw new LimitPassed('fileBytes', size);
    for (const piece of decoder.write(chunk)) reader.write(piece);
  }
  for (const piece of decoder.end()) reader.write(piece);
  if (decoder.invalid > 0) {
    const [code, name] =
      encoding === undefined ? ['invalid-utf8', 'UTF-8'] : ['encoding', encoding];
    const note = `${decoder.invalid} bytes are no valid ${name}; each is read as U+FFFD`;
    deviations.add(code, `byte ${decoder.firstInvalid ?? 0}`, note);
  }
  return reader.end();
}

function refusal(error: unknown, file: string): Problem {
  if (error instanceof LimitPassed) {
    const { limit, offset } = error;
    return problem('beyond-limit', { limit, most: LIMITS[limit], offset }, { file });
  }
  if (error instanceof Refused)
    return problem('unknown-format', { found: error.message }, { file });
  throw error;
}

async function beginning(source: AsyncIterator<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < SNIFF_BYTES;) {
    const next = await source.next();
    if (next.done === true) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return chunks;
}

async function* continued(
  begun: readonly Uint8Array[],
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* begun;
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    yield next.value;
  }
}

/** At most as many bytes as are looked at. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const size = Math.min(
    SNIFF_BYTES,
    chunks.reduce((sum, chunk) => sum + chunk.length, 0),
  );
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, size - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
