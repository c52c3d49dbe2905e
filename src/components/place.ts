import { type Location, type Target, urlOf } from '../publish/urls.ts';

/** Where the page that is being drawn is served, from its route. */
export function placeOf(astro: {
  readonly params: Readonly<Record<string, string | undefined>>;
}): Location {
  const edition = /^v\/([^/]+)/.exec(astro.params['edition'] ?? '')?.[1];
  return { base: import.meta.env.BASE_URL, edition };
}

/** The address of a target as seen from the page that is being drawn, in its edition or in another. */
export function hrefFrom(
  astro: Parameters<typeof placeOf>[0],
  target: Target,
  edition = placeOf(astro).edition,
): string {
  return urlOf(target, { ...placeOf(astro), edition });
}
