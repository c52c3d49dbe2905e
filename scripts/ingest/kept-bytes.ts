import { createHash } from 'node:crypto';
import { MAX_EVIDENCE_BYTES } from './evidence-search.ts';

/** Keeps what passes through, with its digest; of more than may be kept, the digest alone. */
export class KeptBytes {
  readonly #hash = createHash('sha256');
  #chunks: Uint8Array[] | undefined = [];
  size = 0;

  async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#hash.update(chunk);
      this.size += chunk.length;
      if (this.size > MAX_EVIDENCE_BYTES) this.#chunks = undefined;
      this.#chunks?.push(chunk);
      yield chunk;
    }
  }

  /** What passed through; undefined where it was too much. */
  done(): {
    readonly sha256: string;
    readonly bytes: number;
    readonly content: Buffer | undefined;
  } {
    const content = this.#chunks && Buffer.concat(this.#chunks);
    return { sha256: this.#hash.digest('hex'), bytes: this.size, content };
  }
}
