/**
 * Endings that a browser shows as text or offers to save. Served under any other name, a file of a run might
 * be a page, a drawing or a script in the site's own origin.
 */
export const EVIDENCE_ENDINGS = [
  '.log',
  '.txt',
  '.json',
  '.tap',
  '.yaml',
  '.md',
  '.conf',
  '.csv',
] as const;

/** The ending of every other kept file. */
export const EVIDENCE_BYTES = '.bin';

/** Whether a browser makes nothing but text or a download of a file of this name. */
export function isInert(path: string): boolean {
  return [...EVIDENCE_ENDINGS, EVIDENCE_BYTES].some((ending) => path.endsWith(ending));
}
