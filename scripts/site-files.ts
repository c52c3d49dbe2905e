import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The files of a built site, sorted, with slashes, relative to its folder. */
export interface SiteFiles {
  pages: string[];
  others: string[];
}

/** Lists a built site. Ends the process, saying why, if the folder holds no page. */
export const siteFiles = (dir: string): SiteFiles => {
  const all = existsSync(dir)
    ? readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort()
    : [];
  const pages = all.filter((path) => path.endsWith('.html'));
  if (pages.length === 0) {
    console.error(`${dir} holds no page. Run npm run build first.`);
    process.exit(1);
  }
  return { pages, others: all.filter((path) => !path.endsWith('.html')) };
};

/** A sub-path as somebody may write it (nothing, `x`, `/x`), with a slash at both ends. */
export const basePath = (written: string): string => `/${written}/`.replaceAll(/\/+/g, '/');
