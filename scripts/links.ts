import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Option, program } from 'commander';
import { externalLinks, pinsIn } from '../src/render/external-links.ts';
import { linksInFile } from '../src/render/file-links.ts';
import { checkLinks } from '../src/render/links.ts';
import { basePath, siteFiles, type SiteFiles } from './site-files.ts';

const { dir, base, site } = program
  .description(
    'Checks every link and anchor within the built site, and lists those that lead out of it.',
  )
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

const pins = new Map<string, { pin?: string; date?: string }>();

function* readCompanions({ others }: SiteFiles) {
  for (const path of others) {
    if (!/\.(?:json|md|xml|txt)$/.test(path)) continue;
    const text = readFileSync(join(dir, path), 'utf8');
    if (path.endsWith('.json')) {
      for (const [url, pin] of pinsIn(JSON.parse(text)))
        pins.set(url, { ...pins.get(url), ...pin });
    }
    yield [path, linksInFile(path, text)] as const;
  }
}

const REPORT = 'reports/external-links.json';

const found = siteFiles(dir);
const { pages, links, problems, external } = checkLinks({
  pages: read(found),
  files: new Set(found.others),
  companions: readCompanions(found),
  base: basePath(base),
  origin: site === undefined || site === '' ? undefined : new URL(site).origin,
});
const listed = externalLinks(external, pins);
mkdirSync(dirname(REPORT), { recursive: true });
writeFileSync(REPORT, `${JSON.stringify(listed, null, 2)}\n`);

for (const { page, what, target } of problems) console.log(`${page}: ${what}: ${target}`);
const unpinned = listed.filter(({ pin, date }) => pin === undefined && date === undefined).length;
console.log(
  `${pages} pages, ${found.others.length} other files, ${links} links checked, ${problems.length} problems`,
);
console.log(
  `${listed.length} links lead out (${REPORT}), ${unpinned} of them neither pinned nor dated`,
);
if (problems.length > 0) process.exitCode = 1;
