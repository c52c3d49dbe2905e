/** What is taken out of a file before anything of it is written. */
export const REDACTION_KINDS = [
  'home-path',
  'user',
  'host',
  'email',
  'ip',
  'mac',
  'serial',
  'token',
] as const;

export type RedactionKind = (typeof REDACTION_KINDS)[number];

/** How many times something of each kind was taken out; a kind of which nothing was is not there. */
export type RedactionCounts = ReadonlyMap<RedactionKind, number>;

/** The word that stands in its place, followed by a number: the same for the same value within a file. */
export function placeholderWord(kind: RedactionKind): string {
  return kind === 'home-path' ? 'user' : kind;
}
