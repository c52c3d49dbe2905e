/** Stands for the site's own origin. */
const HERE = 'https://site.invalid';

/**
 * Why a page may not hold this address; undefined if it may. Read as a browser reads it: spaces around it,
 * tabs and line breaks within it, and whether letters are large count for nothing.
 * @param loaded whether a browser fetches it by itself
 */
export function addressOffence(written: string, loaded: boolean): string | undefined {
  if (!URL.canParse(written, HERE)) return 'no address';
  const { protocol, origin, username } = new URL(written, HERE);
  if (origin === HERE) return undefined;
  if (loaded) return 'loaded from elsewhere';
  if (username !== '') return 'hides its host behind a name';
  return protocol === 'https:' || protocol === 'mailto:' ? undefined : `leads to ${protocol}`;
}
