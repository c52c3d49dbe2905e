import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { DRAWING_BASIS } from './drawing-config.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Where drawings are kept, from the root of the project. */
export const DEFAULT_CACHE = '.cache/diagrams';

/** The key of a diagram’s drawing: the sha256 of its text and of everything else that it depends on. */
export function drawingKey(text: string): string {
  return sha256(`${DRAWING_BASIS}\n${text}`);
}

/** Drawings kept in a folder, by key. One that is damaged counts as not there. */
export class DrawingCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(key: string): string | undefined {
    const file = this.#file(key);
    if (!existsSync(file)) return undefined;
    const kept = readFileSync(file, 'utf8');
    const end = kept.lastIndexOf('\n<!--');
    const svg = kept.slice(0, Math.max(0, end));
    return kept === sealed(key, svg) ? svg : undefined;
  }

  /** Keeps a drawing; half-written ones are never seen. */
  write(key: string, svg: string): void {
    mkdirSync(this.#folder, { recursive: true });
    writeFileAtomic.sync(this.#file(key), sealed(key, svg));
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.svg`);
  }
}

/** A drawing with the digest of itself and its key below it. */
function sealed(key: string, svg: string): string {
  return `${svg}\n<!-- sha256 ${sha256(`${key}\n${svg}`)} -->\n`;
}
