import { KEPT_TEXT } from './limits.ts';
import { type Telling, tellingText } from './telling-text.ts';

export type OutputKind = 'message' | 'stdout' | 'stderr' | 'log';

/** A text that a file holds for a case, as much of it as is kept. */
export interface Output {
  readonly kind: OutputKind;
  /** As it stands in the file, escape sequences and all; its beginning and its end if it is long. */
  readonly text: string;
  /** UTF-16 units left out between the two. */
  readonly cut: number;
  /** Bytes of the file between which it stands, `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly telling?: Telling | undefined;
}

/** Gathers a text that comes in parts; keeps its beginning, its end, and what it tells. */
export class KeptText {
  readonly kind: OutputKind;
  #head = '';
  #tail = '';
  #length = 0;
  #from: number | undefined;
  #to = 0;
  #telling: Telling | undefined;

  constructor(kind: OutputKind) {
    this.kind = kind;
  }

  add(text: string, from: number, to: number): void {
    this.#from ??= from;
    this.#to = to;
    this.#length += text.length;
    this.#telling = graver(this.#telling, tellingText(text));
    const room = KEPT_TEXT / 2 - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail = (this.#tail + text.slice(Math.max(room, text.length - KEPT_TEXT / 2))).slice(
      -KEPT_TEXT / 2,
    );
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  done(): Output {
    const cut = this.#length - this.#head.length - this.#tail.length;
    return {
      kind: this.kind,
      text: whole(this.#head) + (cut > 0 ? '\n…\n' : '') + whole(this.#tail),
      cut,
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
