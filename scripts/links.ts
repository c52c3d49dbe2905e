import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option, program } from 'commander';
import { checkLinks } from '../src/render/links.ts';
import { basePath, siteFiles, type SiteFiles } from './site-files.ts';

const { dir, base, site } = program
  .description('Checks every internal link of the built site.')
  .option('--dir <folder>', 'the built site', 'dist')
  .addOption(
    new Option('--base <path>', 'the sub-path it will stand under').env('BASE').default('/'),
  )
  .addOption(
    new Option('--site <origin>', 'where it will stand; full links to it are checked too').env(
      'SITE',
    ),
  )
  .parse()
  .opts<{ dir: string; base: string; site?: string }>();

function* read({ pages }: SiteFiles) {
  for (const path of pages) yield [path, readFileSync(join(dir, path), 'utf8')] as const;
}

const found = siteFiles(dir);
const { pages, links, problems } = checkLinks({
  pages: read(found),
  files: new Set(found.others),
  base: basePath(base),
  origin: site === '' ? undefined : site,
});
for (const { page, what, target } of problems) console.log(`${page}: ${what}: ${target}`);
console.log(`${pages} pages, ${links} links checked, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
