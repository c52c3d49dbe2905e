import { hostname, userInfo } from 'node:os';
import { createReadStream } from 'node:fs';
import { fromByteString, toByteString } from '../../src/ingest/redaction/bytes.ts';
import type { RedactionKind } from '../../src/ingest/redaction/kind.ts';
import { newNames } from '../../src/ingest/redaction/known-names.ts';
import { newRedactor, type Redaction, type Redactor } from '../../src/ingest/redaction/redactor.ts';
import { asText, learnFrom, redacted } from '../../src/ingest/redaction/stream.ts';

/** What is left in on request: a kind of redaction, or files that are no text. */
export type Keep = RedactionKind | 'binary';

/** How files are redacted. */
export interface Privacy {
  readonly keep: readonly Keep[];
  /** Names to be taken out wherever they stand. */
  readonly names: readonly string[];
}

/** The names of whoever runs this, and of the machine it runs on. */
export function ownNames(): string[] {
  try {
    return [userInfo().username, hostname()];
  } catch {
    // A user without an entry in the list of users has no name.
    return [hostname()];
  }
}

/** Redactions that are listed one by one. */
const LISTED = 200;

/** Redacts the files of one run alike: a name that one of them tells is taken out of all. */
export class RunPrivacy {
  readonly #names: ReturnType<typeof newNames>;
  readonly #keep: readonly Keep[];
  readonly #counts = new Map<RedactionKind, number>();
  readonly #listed: (Redaction & { readonly file: string })[] = [];

  constructor({ keep, names }: Privacy) {
    this.#keep = keep;
    this.#names = newNames(names);
  }

  get keepsBinary(): boolean {
    return this.#keep.includes('binary');
  }

  get kept(): readonly Keep[] {
    return this.#keep;
  }

  /** How many names are known. */
  get size(): number {
    return this.#names.users.size + this.#names.hosts.size;
  }

  async learnFile(path: string): Promise<void> {
    await learnFrom(
      asText(createReadStream(path), () => undefined),
      this.#names,
    );
  }

  async learn(bytes: Uint8Array): Promise<void> {
    await learnFrom(
      asText([bytes], () => undefined),
      this.#names,
    );
  }

  /** Forgets what was counted and listed, to begin anew with more names. */
  reset(): void {
    this.#counts.clear();
    this.#listed.length = 0;
  }

  /** @param file how the file is called in the list */
  redact(bytes: AsyncIterable<Uint8Array>, file: string): AsyncIterable<Uint8Array> {
    const redactor = this.#redactor(file);
    const counts = this.#counts;
    async function* all() {
      yield* redacted(bytes, redactor);
      for (const [kind, count] of redactor.counts)
        counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
    return all();
  }

  redactBytes(bytes: Uint8Array, file: string): Buffer {
    const redactor = this.#redactor(file);
    const text = redactor.push(toByteString(bytes)) + redactor.end();
    for (const [kind, count] of redactor.counts) {
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
    }
    return Buffer.from(fromByteString(text));
  }

  redactText(text: string, file: string): string {
    return this.redactBytes(Buffer.from(text), file).toString();
  }

  /** As a record holds it, in the order of the alphabet. */
  get counts(): { kind: string; count: number }[] {
    return [...this.#counts]
      .map(([kind, count]) => ({ kind, count }))
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  get listed(): readonly (Redaction & { readonly file: string })[] {
    return this.#listed;
  }

  #redactor(file: string): Redactor {
    return newRedactor({
      names: this.#names,
      keep: this.#keep.filter((kind) => kind !== 'binary'),
      onRedaction: (one) => {
        const was = Buffer.from(fromByteString(one.was)).toString();
        if (this.#listed.length < LISTED) this.#listed.push({ ...one, was, file });
      },
    });
  }
}
