import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Option, program } from 'commander';
import { launchBrowser } from './browser.ts';
import {
  inspect,
  inspectOnPaper,
  inspectWithoutScript,
  paperPage,
  type Complaint,
} from './inspection.ts';
import { basePath, siteFiles } from './site-files.ts';
import { serve } from './static-server.ts';

const SHOTS = 'reports/look';
const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'] as const;

const options = program
  .description('Photographs pages of the built site and says what is wrong with them in a browser.')
  .option('--dir <folder>', 'the built site', 'dist')
  .addOption(new Option('--base <path>', 'the sub-path it is built for').env('BASE').default('/'))
  .option('--only <path...>', 'paths such as /runs/, instead of one page of each kind')
  .option('--no-axe', 'leave out the accessibility rules')
  .addOption(new Option('--full', 'photograph the full page (the default)').conflicts('viewport'))
  .option('--viewport', 'photograph the first screen only')
  .parse()
  .opts<{ dir: string; base: string; only?: string[]; axe: boolean; viewport?: true }>();

const redirects = (page: string): boolean =>
  readFileSync(join(options.dir, page), 'utf8').includes('http-equiv="refresh"');

/** The first page of each top-level folder, and the first of each depth below it. */
const onePageOfEachKind = (): string[] => {
  const kinds = new Map<string, string>();
  for (const page of siteFiles(options.dir).pages) {
    const parts = page.split('/');
    const kind = `${parts[0]} ${parts.length}`;
    if (!kinds.has(kind) && !redirects(page)) kinds.set(kind, page);
  }
  return [...kinds.values()].map((page) => page.replace(/(?<=^|\/)index\.html$/, ''));
};

const paths = (options.only ?? onePageOfEachKind()).map((path) => path.replace(/^\//, ''));
const complaints = new Map<string, Map<string, Complaint & { views: string[] }>>();
const note = (path: string, view: string, found: Complaint[]) => {
  const known = complaints.get(path) ?? new Map<string, Complaint & { views: string[] }>();
  complaints.set(path, known);
  for (const complaint of found) {
    const key = `${complaint.what} ${complaint.where}`;
    const same = known.get(key) ?? { ...complaint, views: [] };
    same.views.push(view);
    known.set(key, same);
  }
};

mkdirSync(SHOTS, { recursive: true });
const server = await serve(options.dir, basePath(options.base));
const browser = await launchBrowser();
try {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      for (const path of paths) {
        const name = path.replace(/\.html$|\/$/, '').replaceAll('/', '-') || 'home';
        const found = await inspect(context, server.home + path, {
          screenshot: join(SHOTS, `${name}-${width}-${colorScheme}.png`),
          fullPage: options.viewport !== true,
          rules: options.axe,
        });
        note(path, `${width} ${colorScheme}`, found);
      }
      await context.close();
    }
  }
  const context = await browser.newContext({ javaScriptEnabled: false });
  for (const path of paths) {
    note(path, 'no script', await inspectWithoutScript(context, server.home + path));
  }
  const paper = await paperPage(browser);
  for (const path of paths) {
    note(path, 'print', await inspectOnPaper(paper, server.home + path));
  }
} finally {
  await browser.close();
  await server.close();
}

let total = 0;
for (const [path, found] of complaints) {
  if (found.size > 0) console.log(`/${path}`);
  for (const { what, where, views } of found.values()) {
    total += 1;
    console.log(`  ${what.padEnd(24)}  ${views.join(', ')}\n    ${where}`);
  }
}
console.log(`${paths.length} pages, screenshots in ${SHOTS}, ${total} problems`);
if (total > 0) process.exitCode = 1;
