import { MAX_EXCERPT_BYTES } from '../schema/run.ts';

/** The part of a text that is shown, and what was cut. */
export interface Excerpt {
  /** With a line in square brackets wherever something was cut. */
  readonly text: string;
  readonly truncated: boolean;
  readonly cut: { readonly lines: number; readonly bytes: number };
}

/** What a line tells, if anything: the same key for the same thing. */
export type Tells = (line: string) => string | undefined;

/** Shares of an excerpt, in bytes; the rest is for the lines that say what was cut. */
const HEAD = 3 * 1024;
const TELLING = 8 * 1024;
const TAIL = 3.5 * 1024;

/** Lines that are kept before and after one that tells something. */
const AROUND = 3;
/** So often a thing that is told again is kept again. */
const REPEATS = 3;
/** UTF-16 units; a longer line is taken in parts of this length. */
const PART = 2048;
/** Units of the part before that are looked at together with the next. */
const JOINT = 256;

interface Line {
  readonly index: number;
  readonly text: string;
  readonly bytes: number;
  /** Whether the line ends here; of a long one only the last part does. */
  readonly ends: boolean;
}

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).length;

/**
 * Makes an excerpt of a text that comes in pieces, in memory that does not grow with it. A text that fits is
 * kept whole; of a longer one the beginning, the end, and the lines that tell something, with their
 * neighbours.
 */
export class ExcerptBuilder {
  readonly #tells: Tells;
  readonly #limit: number;
  /** The whole text, as long as it fits. */
  #whole: string | undefined = '';
  #rest = '';
  #count = 0;
  readonly #kept: Line[] = [];
  #room = { head: HEAD, telling: TELLING };
  /** The last lines that are not kept otherwise. */
  #tail: Line[] = [];
  #tailBytes = 0;
  #after = 0;
  #joint = '';
  readonly #told = new Map<string, number>();
  #cut = { lines: 0, bytes: 0 };

  constructor(tells: Tells = () => undefined, limit = MAX_EXCERPT_BYTES) {
    this.#tells = tells;
    this.#limit = limit;
  }

  add(text: string): void {
    if (this.#whole !== undefined) {
      this.#whole += text;
      // No unit takes less than a byte: most texts need not be counted.
      if (this.#whole.length <= this.#limit && bytesOf(this.#whole) <= this.#limit) return;
      const all = this.#whole;
      this.#whole = undefined;
      this.#lines(all);
    } else this.#lines(text);
  }

  done(): Excerpt {
    if (this.#whole !== undefined) {
      return { text: this.#whole, truncated: false, cut: { lines: 0, bytes: 0 } };
    }
    if (this.#rest !== '') this.#line(this.#rest, true);
    this.#rest = '';
    return { text: this.#joined(), truncated: true, cut: this.#cut };
  }

  #lines(text: string): void {
    this.#rest += text;
    let from = 0;
    for (let at = this.#rest.indexOf('\n'); at >= 0; at = this.#rest.indexOf('\n', from)) {
      this.#parts(this.#rest.slice(from, at), true);
      from = at + 1;
    }
    this.#rest = this.#rest.slice(from);
    if (this.#rest.length > 2 * PART) {
      const whole = this.#rest.length - (this.#rest.length % PART);
      this.#parts(this.#rest.slice(0, whole), false);
      this.#rest = this.#rest.slice(whole);
    }
  }

  #parts(text: string, ends: boolean): void {
    for (let at = 0; at < text.length || at === 0; at += PART) {
      this.#line(text.slice(at, at + PART), ends && at + PART >= text.length);
    }
  }

  #line(text: string, ends: boolean): void {
    const line = { index: this.#count, text, bytes: bytesOf(text) + 1, ends };
    this.#count += 1;
    const told = this.#tells(this.#joint + text);
    this.#joint = ends ? '' : text.slice(-JOINT);
    if (line.bytes <= this.#room.head) {
      this.#room.head -= line.bytes;
      this.#kept.push(line);
      if (told !== undefined) this.#isNew(told);
      return;
    }
    this.#room.head = 0;
    if (told !== undefined && this.#isNew(told)) {
      for (const before of this.#tail.splice(-AROUND)) {
        this.#tailBytes -= before.bytes;
        this.#keep(before);
      }
      this.#keep(line);
      this.#after = AROUND;
    } else if (this.#after > 0) {
      this.#after -= 1;
      this.#keep(line);
    } else this.#pushTail(line);
  }

  #isNew(told: string): boolean {
    const times = (this.#told.get(told) ?? 0) + 1;
    this.#told.set(told, times);
    return times <= REPEATS;
  }

  #keep(line: Line): void {
    if (line.bytes > this.#room.telling) this.#pushTail(line);
    else {
      this.#room.telling -= line.bytes;
      this.#kept.push(line);
    }
  }

  #pushTail(line: Line): void {
    this.#tail.push(line);
    this.#tailBytes += line.bytes;
    while (this.#tailBytes > TAIL) {
      const gone = this.#tail.shift();
      if (gone === undefined) break;
      this.#tailBytes -= gone.bytes;
      this.#cut = {
        lines: this.#cut.lines + (gone.ends ? 1 : 0),
        bytes: this.#cut.bytes + gone.bytes - (gone.ends ? 0 : 1),
      };
    }
  }

  #joined(): string {
    const lines = [...this.#kept, ...this.#tail].toSorted((a, b) => a.index - b.index);
    const parts: string[] = [];
    let next = 0;
    let open = false;
    for (const { index, text, ends } of lines) {
      if (index > next) {
        if (open) parts.push('\n');
        parts.push('[…]\n');
      }
      parts.push(text, ends ? '\n' : '');
      open = !ends;
      next = index + 1;
    }
    const { lines: cut, bytes } = this.#cut;
    const what = cut === 1 ? '1 line' : `${cut} lines`;
    parts.push(`${open ? '\n' : ''}[${what}, ${bytes} bytes left out where […] stands]`);
    return parts.join('');
  }
}

/** An excerpt of a text that is there as a whole. */
export function excerptOf(text: string, tells?: Tells, limit = MAX_EXCERPT_BYTES): Excerpt {
  const builder = new ExcerptBuilder(tells, limit);
  builder.add(text);
  return builder.done();
}
