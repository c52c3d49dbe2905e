/**
 * Eleven letters and digits that stand for a text: the same for the same text in every build and every
 * edition. 53 bits tell thousands of sentences apart; it keeps nothing secret and proves nothing.
 * Source: cyrb53 by bryc, in the public domain.
 */
export function shortDigest(text: string): string {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  const value = 4294967296 * (2097151 & two) + (one >>> 0);
  return value.toString(36).padStart(11, '0');
}
