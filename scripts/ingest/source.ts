import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asText } from '../../src/ingest/redaction/stream.ts';

/** The name of a file that stands for standard input. */
export const STDIN = '-';

/** A file that can be read more than once. */
export interface Source {
  readonly path: string;
  readonly close: () => void;
}

/** The file itself; standard input is put into a file of its own until it is closed. */
export async function openSource(file: string): Promise<Source> {
  if (file !== STDIN) return { path: file, close: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'faultline-ingest-'));
  const close = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const path = join(folder, 'stdin');
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
    return { path, close };
  } catch (error) {
    close();
    throw error;
  }
}

export function bytesIn(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}

/** A whole file as UTF-8 bytes, and where it has a byte that no text has. */
export async function textIn(
  file: string | Uint8Array,
): Promise<{ readonly bytes: Buffer; readonly binary: number | undefined }> {
  const raw = typeof file === 'string' ? readFileSync(file) : file;
  let binary: number | undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of asText([raw], (offset) => (binary ??= offset))) pieces.push(piece);
  return { bytes: Buffer.concat(pieces), binary };
}
