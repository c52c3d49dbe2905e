import leven from 'leven';

/** The known word nearest to a misspelt one, if it is near enough to be meant. */
export function closest(found: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(found.length / 3)) + 1;
  for (const word of known) {
    const distance = leven(found.toLowerCase(), word.toLowerCase());
    if (distance < least) [best, least] = [word, distance];
  }
  return best;
}
