import { Option, program } from 'commander';
import { launchBrowser } from './browser.ts';
import { type Painting, watchPainting } from './budgets/painting.ts';
import { type PageWeight, scaleFor } from './budgets/page-weight.ts';
import { type Excess, type KindWeight, shown, weighPages } from './budgets/weighing.ts';
import { basePath, siteFiles } from './site-files.ts';
import { serve } from './static-server.ts';

const options = program
  .description(
    'Holds every page of the built site to what its kind may weigh (scripts/budgets/limits.ts), and one ' +
      'page of each kind, in a browser on a slow line, to moving nothing and waiting for no font or script.',
  )
  .option('--dir <folder>', 'the built site', 'dist')
  .addOption(new Option('--base <path>', 'the sub-path it was built for').env('BASE').default('/'))
  .option('--no-browser', 'weigh only')
  .option('--table', 'show the heaviest figures of each kind')
  .parse()
  .opts<{ dir: string; base: string; browser: boolean; table?: true }>();
const base = basePath(options.base);
const { pages } = siteFiles(options.dir);
const scale = await scaleFor(options.dir, base);
const { kinds, excesses } = weighPages(pages, scale);
if (options.table) console.log(kinds.map(lineOf).join('\n'));
const complaints = [...excesses, ...(options.browser ? await watchKinds() : [])];
for (const { page, what } of complaints) console.log(`${page}: ${what}`);
const watched = options.browser ? `, ${kinds.length} of them watched` : '';
console.log(`${pages.length} pages weighed${watched}, ${complaints.length} problems`);
if (complaints.length > 0) process.exitCode = 1;

async function watchKinds(): Promise<Excess[]> {
  const server = await serve(options.dir, base);
  const browser = await launchBrowser();
  try {
    const found: Excess[] = [];
    for (const { heaviest } of kinds) {
      const path = heaviest.replace(/(^|\/)index\.html$/, '$1');
      const paintings = await Promise.all(
        [390, 1280].map(async (width) => ({
          width,
          painting: await watchPainting(browser, server.home + path, width),
        })),
      );
      for (const { width, painting } of paintings) {
        for (const what of objections(painting, scale(heaviest), server.home)) {
          found.push({ page: heaviest, what: `${what} (${width} px wide)` });
        }
      }
    }
    return found;
  } finally {
    await browser.close();
    await server.close();
  }
}

function* objections(painting: Painting, { files }: PageWeight, home: string): Generator<string> {
  const { shift, moved, early, late, asked, held } = painting;
  if (shift > 0)
    yield `moves by ${shift.toFixed(4)}: ${[...new Set(moved)].slice(0, 3).join(', ')}`;
  if (early === undefined) yield 'paints nothing before its fonts and scripts have come';
  else if (early !== late)
    yield `first shows ${early} as its largest, in the end ${late ?? 'nothing'}`;
  if (held === 0) yield 'asked for no font and no script, so nothing was shown by this check';
  const weighed = new Set(files.map((file) => home + file.replace(/(^|\/)index\.html$/, '$1')));
  const others = asked.filter((url) => !weighed.has(url));
  if (others.length > 0) yield `asks for what was not weighed: ${others.join(' ')}`;
}

function lineOf({ kind, pages: number, figures }: KindWeight): string {
  const cells = Object.entries(figures).map(
    ([name, { found, limit }]) => `${name} ${shown(name, found)} of ${shown(name, limit)}`,
  );
  return `${kind} (${number}): ${cells.join(', ')}`;
}
