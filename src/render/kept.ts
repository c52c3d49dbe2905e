/** So many of the latest are kept: what pages share is given over and over, the rest never again. */
const MOST = 2000;

/** Makes something of a name, or gives what was made of it before. */
export function keeping<T>(): (name: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (name, make) => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const made = make();
    if (kept.size >= MOST) kept.clear();
    kept.set(name, made);
    return made;
  };
}
