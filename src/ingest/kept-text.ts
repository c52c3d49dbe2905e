import { ExcerptBuilder } from './excerpt.ts';
import { KEPT_TEXT } from './limits.ts';
import { type Telling, tellingText } from './telling-text.ts';

export type OutputKind = 'message' | 'stdout' | 'stderr' | 'log';

/** A text that a file holds for a case, as much of it as is kept. */
export interface Output {
  readonly kind: OutputKind;
  /** As it stands in the file, escape sequences and all; its beginning, its end and what it tells if it is long. */
  readonly text: string;
  /** Bytes left out in between. */
  readonly cut: number;
  /** Bytes of the file between which it stands, `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly telling?: Telling | undefined;
}

/** Gathers a text that comes in parts; keeps its beginning, its end, and what it tells. */
export class KeptText {
  readonly kind: OutputKind;
  readonly #excerpt = new ExcerptBuilder((line) => tellingText(line)?.matched, KEPT_TEXT);
  #isEmpty = true;
  #from: number | undefined;
  #to = 0;
  #telling: Telling | undefined;

  constructor(kind: OutputKind) {
    this.kind = kind;
  }

  add(text: string, from: number, to: number): void {
    this.#from ??= from;
    this.#to = to;
    this.#isEmpty &&= text === '';
    this.#telling = graver(this.#telling, tellingText(text));
    this.#excerpt.add(text);
  }

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  done(): Output {
    const { text, cut } = this.#excerpt.done();
    return {
      kind: this.kind,
      text: whole(text),
      cut: cut.bytes,
      from: this.#from ?? 0,
      to: this.#to,
      telling: this.#telling,
    };
  }
}

/** Strings that were cut out of longer ones would keep those in memory. */
function whole(text: string): string {
  return text.length === 0 ? '' : structuredClone(text);
}

/** A crash outweighs a hang; of two alike the first stands. */
export function graver(a: Telling | undefined, b: Telling | undefined): Telling | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.outcome === 'hang' && b.outcome === 'crash' ? b : a;
}
