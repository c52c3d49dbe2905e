/** UTF-16 units of an id that is made from a name; a suffix comes on top. */
const LENGTH = 90;

/** A name as an id: what identifies it best, its end, is kept where it is long. Empty if nothing is left. */
export function slug(name: string): string {
  const words = name
    .slice(-1000)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (words.length <= LENGTH) return words;
  const end = words.slice(-LENGTH);
  return end.slice(end.indexOf('-') + 1).replace(/^-/, '') || end;
}

/** Gives out ids that are all different; the same names in the same order always get the same ones. */
export class LocalIds {
  readonly #used = new Set<string>();
  readonly #next = new Map<string, number>();

  /** @param fallback the id of a name of which nothing is left */
  take(name: string, fallback: string): string {
    const base = slug(name) || fallback;
    let id = base;
    for (let n = this.#next.get(base) ?? 2; this.#used.has(id); n += 1) {
      id = `${base}-${n}`;
      this.#next.set(base, n + 1);
    }
    this.#used.add(id);
    return id;
  }
}
