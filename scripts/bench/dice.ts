import { createHash } from 'node:crypto';

/** Chance that falls the same for the same key, on every machine. */
export class Dice {
  readonly #key: string;
  #round = 0;
  #words: Uint32Array = new Uint32Array();

  constructor(...key: readonly (string | number)[]) {
    this.#key = key.join('/');
  }

  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number {
    if (this.#words.length === 0) {
      const digest = createHash('sha256').update(`${this.#key}#${this.#round}`).digest();
      this.#round += 1;
      this.#words = Uint32Array.from({ length: 8 }, (_, word) => digest.readUInt32LE(word * 4));
    }
    const word = this.#words[0] ?? 0;
    this.#words = this.#words.subarray(1);
    return Math.floor((word / 2 ** 32) * end);
  }

  /** True in so many of a hundred throws. */
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  /** One of these. Throws if there is none. */
  one<T>(of: readonly T[]): T {
    const found = of[this.below(of.length)];
    if (found === undefined) throw new RangeError('there is nothing to choose from');
    return found;
  }

  /** So many of these, each at most once, in the order of the throws. */
  some<T>(of: readonly T[], count: number): T[] {
    const left = [...of];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) {
      taken.push(...left.splice(this.below(left.length), 1));
    }
    return taken;
  }

  /** So many hexadecimal digits. */
  hex(digits: number): string {
    return Array.from({ length: digits }, () => this.below(16).toString(16)).join('');
  }
}
