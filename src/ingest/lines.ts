import { LINE_LENGTH } from './limits.ts';
import { byteAt, type Piece } from './utf8.ts';

/** One line without its end. */
export interface Line {
  readonly text: string;
  /** Byte of the file at which it begins, and the one behind its end. */
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly number: number;
}

/** Cuts pieces of text into lines; of a very long one the beginning is kept. */
export class Lines {
  #text = '';
  #from: number | undefined;
  #to = 0;
  #number = 1;

  *write(piece: Piece): Generator<Line> {
    let start = 0;
    for (let at = piece.text.indexOf('\n'); at >= 0; at = piece.text.indexOf('\n', start)) {
      this.#add(piece, start, at + 1);
      start = at + 1;
      yield this.#done();
    }
    if (start < piece.text.length) this.#add(piece, start, piece.text.length);
  }

  *end(): Generator<Line> {
    if (this.#from !== undefined) yield this.#done();
  }

  #add(piece: Piece, from: number, to: number): void {
    const begin = this.#from === undefined ? byteAt(piece, from) : this.#to;
    this.#from ??= begin;
    const rest = to === piece.text.length ? piece.offset + piece.bytes : byteAt(piece, to);
    this.#to = rest;
    this.#text += piece.text.slice(from, Math.min(to, from + LINE_LENGTH - this.#text.length));
  }

  #done(): Line {
    const text = this.#text.replace(/\r?\n$/, '');
    const line = { text, from: this.#from ?? this.#to, to: this.#to, number: this.#number };
    this.#number += 1;
    this.#text = '';
    this.#from = undefined;
    return line;
  }
}
