/** What stands above and below the box of the search. */
export const SEARCH_LABEL = 'Search, or paste a log';
export const SEARCH_HINT =
  'An error, a card, a parameter, a version, or a whole log. What you type or paste is read here and never sent.';

/** Words that say nothing about what is looked for. */
const EMPTY = new Set(
  'a an and are as at be by can do does for from has have how i if in is it its me my of on or so that the their there this to was what when which why will with you your'.split(
    ' ',
  ),
);

/**
 * The words of a text or a query, lower-case. An identifier (`HSA_STATUS_ERROR_…`, `torch.backends.cudnn`)
 * counts whole and in its parts; a version stays whole, and what it is a version of stands beside it
 * (`rocm5.2`: rocm, 5.2).
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('×', 'x');
  const found = plain.match(/[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/gu) ?? [];
  return found.flatMap(withParts).filter((word) => !EMPTY.has(word));
}

function withParts(word: string): string[] {
  const release = /^([a-z_]+?)_?(\d+(?:\.\d+)+)$/.exec(word);
  if (release !== null) return [word, ...release.slice(1)];
  if (!/[_.]/.test(word) || /^[\d.]+$/.test(word)) return [word];
  return [word, ...word.split(/[_.]+/).filter((part) => part !== '')];
}

/** A name without its case and its separators, to tell whether two are the same. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
