import { Tokenizer, TokenizerError, TokenType } from '@streamparser/json';
import type { Deviations } from './deviations.ts';
import { LIMITS, LimitPassed } from './limits.ts';
import type { Place } from './reported.ts';
import { byteAt, type Piece, utf8Length } from './utf8.ts';

/** Told of one value. In a pattern `*` stands for any place in a list: `/results/tests/*`. */
export type ItemListener = (value: unknown, at: Place) => void;

interface Frame {
  readonly isList: boolean;
  readonly pattern: string;
  readonly pointer: string;
  key: string;
  index: number;
  /** What may come next. */
  state: 'first' | 'key' | 'colon' | 'value' | 'behind';
  /** The list or object that is built; undefined where nobody asked for it. */
  readonly built: unknown[] | Record<string, unknown> | undefined;
}

interface Item {
  readonly pattern: string;
  readonly at: Place;
  readonly depth: number;
}

/**
 * Reads JSON from pieces of text and builds only the values that somebody asked for, one at a time. Of a
 * key that stands twice the first value counts; `__proto__` is never a key.
 */
export class JsonItems {
  /** Set as soon as nothing further is read. */
  broken: { readonly cause: string; readonly offset: number } | undefined;
  readonly #tokenizer = new Tokenizer({ numberBufferSize: 64 });
  readonly #listeners: Readonly<Record<string, ItemListener>>;
  readonly #deviations: Deviations;
  readonly #onKey: ((pattern: string) => void) | undefined;
  readonly #frames: Frame[] = [];
  #item: Item | undefined;
  #values = 0;
  #begun = 0;
  #done = false;
  #piece: Piece = { text: '', offset: 0, bytes: 0 };
  /** Bytes of UTF-8 that were given to the tokenizer before this piece. */
  #before = 0;
  #line = 1;
  /** UTF-16 unit and byte of the piece up to which lines are counted. */
  #counted = { unit: 0, byte: 0 };
  #lastToken = 0;
  /** Whether anything but white space has come. */
  #hasText = false;

  constructor(
    listeners: Readonly<Record<string, ItemListener>>,
    deviations: Deviations,
    onKey?: (pattern: string) => void,
  ) {
    this.#listeners = listeners;
    this.#deviations = deviations;
    this.#onKey = onKey;
    this.#tokenizer.onToken = ({ token, value, offset }) => {
      this.#lastToken = this.#byte(offset);
      this.#token(token, value, offset);
    };
    this.#tokenizer.onError = (error) => {
      throw error;
    };
  }

  write(piece: Piece): void {
    if (this.broken !== undefined || piece.text === '') return;
    this.#piece = piece;
    this.#counted = { unit: 0, byte: 0 };
    if (this.#beginsWithMark(piece)) return;
    this.#guarded(() => {
      this.#tokenizer.write(piece.text);
    });
    this.#countTo(Infinity);
    this.#before += utf8Length(piece.text, 0, piece.text.length);
    const end = piece.offset + piece.bytes;
    const begun = this.#item === undefined ? this.#lastToken : this.#begun;
    if (end - begun > LIMITS.pieceBytes) throw new LimitPassed('pieceBytes', end);
  }

  /** The tokenizer passes over a byte order mark behind white space, and counts none of its bytes. */
  #beginsWithMark(piece: Piece): boolean {
    const first = this.#hasText ? null : /[^ \t\r\n]/.exec(piece.text);
    this.#hasText ||= first !== null;
    if (first?.[0] !== '\ufeff') return false;
    this.broken = { cause: 'unexpected byte order mark', offset: byteAt(piece, first.index) };
    return true;
  }

  end(): void {
    if (this.broken !== undefined || this.#done) return;
    const offset = this.#piece.offset + this.#piece.bytes;
    this.broken = { cause: 'it ends before it is complete', offset };
  }

  #guarded(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof TokenizerError || error instanceof Unfit)) throw error;
      const at = /absolute position "(\d+)"/.exec(error.message)?.[1];
      const offset = at === undefined ? this.#lastToken : this.#byte(Number(at));
      // Where in its piece it stands would make the words depend on how the file was cut.
      const cause = error.message.replace(/ at (?:chunk )?position .*$/s, '');
      this.broken = { cause: cause.replace(/^U/, 'u'), offset };
    }
  }

  #token(token: TokenType, value: unknown, offset: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined && this.#done) throw new Unfit('something follows after the end');
    switch (token) {
      case TokenType.COLON:
        if (frame?.state !== 'colon') throw new Unfit('unexpected ":"');
        frame.state = 'value';
        return;
      case TokenType.COMMA:
        if (frame?.state !== 'behind') throw new Unfit('unexpected ","');
        frame.state = frame.isList ? 'value' : 'key';
        frame.index += 1;
        return;
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        this.#close(token === TokenType.RIGHT_BRACKET);
        return;
      default:
        if (frame !== undefined && !frame.isList && ['first', 'key'].includes(frame.state)) {
          this.#key(frame, token, value);
        } else {
          this.#value(frame, token, value, offset);
        }
    }
  }

  #key(frame: Frame, token: TokenType, value: unknown): void {
    if (token !== TokenType.STRING || typeof value !== 'string') {
      throw new Unfit('a key that is no text');
    }
    frame.key = value;
    frame.state = 'colon';
    if (this.#frames.length <= 4) this.#onKey?.(`${frame.pattern}/${patternStep(frame)}`);
  }

  #value(frame: Frame | undefined, token: TokenType, value: unknown, offset: number): void {
    if (
      frame !== undefined &&
      frame.state !== 'value' &&
      !(frame.isList && frame.state === 'first')
    ) {
      throw new Unfit('a comma or the end was due');
    }
    const pattern = frame === undefined ? '' : `${frame.pattern}/${patternStep(frame)}`;
    const isObject = token === TokenType.LEFT_BRACE;
    const isList = token === TokenType.LEFT_BRACKET;
    const inItem = this.#item !== undefined;
    if (!inItem && Object.hasOwn(this.#listeners, pattern)) {
      this.#begun = this.#byte(offset);
      this.#values = 0;
      this.#item = { pattern, at: this.#place(frame, offset), depth: this.#frames.length };
    }
    if (this.#item !== undefined) {
      this.#values += 1;
      if (this.#values > LIMITS.itemValues) throw new LimitPassed('itemValues', this.#byte(offset));
    }
    if (!isObject && !isList) {
      this.#complete(frame, value);
      return;
    }
    if (this.#frames.length >= LIMITS.depth) throw new LimitPassed('depth', this.#byte(offset));
    const built = this.#item === undefined ? undefined : isList ? [] : {};
    // Long patterns are of no use to anybody, and would grow with the depth.
    const short = pattern.length > 500 ? '/…' : pattern;
    const pointer = pointerOf(frame);
    this.#frames.push({
      isList,
      pattern: short,
      pointer,
      key: '',
      index: 0,
      state: 'first',
      built,
    });
  }

  #close(isList: boolean): void {
    const frame = this.#frames.at(-1);
    const mayEnd = frame?.state === 'first' || frame?.state === 'behind';
    if (frame?.isList !== isList || !mayEnd) throw new Unfit(`unexpected "${isList ? ']' : '}'}"`);
    this.#frames.pop();
    this.#complete(this.#frames.at(-1), frame.built);
  }

  #complete(frame: Frame | undefined, value: unknown): void {
    const item = this.#item;
    if (item?.depth === this.#frames.length) {
      this.#item = undefined;
      this.#listeners[item.pattern]?.(value, item.at);
    } else if (item !== undefined && frame?.built !== undefined) {
      this.#keep(frame, frame.built, value, item);
    }
    if (frame === undefined) this.#done = true;
    else frame.state = 'behind';
  }

  #keep({ key }: Frame, built: object, value: unknown, { at }: Item): void {
    if (Array.isArray(built)) {
      built.push(value);
    } else if (key === '__proto__') {
      this.#deviations.add('key-dropped', at.pointer, 'a key "__proto__"');
    } else if (Object.hasOwn(built, key)) {
      this.#deviations.add('duplicate-key', at.pointer, `"${key.slice(0, 80)}" stands there twice`);
    } else {
      (built as Record<string, unknown>)[key] = value;
    }
  }

  #place(frame: Frame | undefined, offset: number): Place {
    this.#countTo(offset - this.#before);
    return { pointer: pointerOf(frame), offset: this.#byte(offset), line: this.#line };
  }

  /** The byte of the file for an offset of the tokenizer. */
  #byte(offset: number): number {
    return Math.max(this.#piece.offset + offset - this.#before, 0);
  }

  /** Counts the lines up to a byte of this piece. */
  #countTo(byte: number): void {
    const { text } = this.#piece;
    let { unit, byte: at } = this.#counted;
    for (; unit < text.length && at < byte; unit += 1) {
      if (text.charCodeAt(unit) === 10) this.#line += 1;
      at += utf8Length(text, unit, unit + 1);
    }
    this.#counted = { unit, byte: at };
  }
}

/** A key is never taken for two, or for a place in a list. */
function patternStep({ isList, key }: Frame): string {
  if (isList) return '*';
  return key === '*' ? '~*' : key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerOf(frame: Frame | undefined): string {
  if (frame === undefined) return '';
  const step = frame.isList ? String(frame.index) : frame.key.slice(0, 100);
  const pointer = `${frame.pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer.length > 400 ? '/…' : pointer;
}

/** Tokens that are no JSON in this order. */
class Unfit extends Error {}
