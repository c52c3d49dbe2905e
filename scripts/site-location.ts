import type { Location } from '../src/publish/urls.ts';
import { basePath } from './site-files.ts';

/** Where the site will stand, as the environment says: SITE, its address, and BASE, the path below it. */
export function siteLocation(): Location {
  const { SITE, BASE } = process.env;
  const base = basePath(BASE ?? '');
  return SITE === undefined || SITE === '' ? { base } : { base, origin: new URL(SITE).origin };
}
