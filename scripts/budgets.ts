import { Option, program } from 'commander';
import { launchBrowser } from './browser.ts';
import { objections } from './budgets/objections.ts';
import { watchPainting } from './budgets/painting.ts';
import { scaleFor } from './budgets/page-weight.ts';
import { type Excess, type KindWeight, shown, weighPages } from './budgets/weighing.ts';
import { basePath, siteFiles } from './site-files.ts';
import { serve } from './static-server.ts';

/** Pages mostly wait for the slow line, so several are watched at a time. */
const AT_ONCE = 6;

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
    const left = kinds.flatMap(({ heaviest }) => [390, 1280].map((width) => ({ heaviest, width })));
    const watch = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const { heaviest: page, width } = next;
        const address = server.home + page.replace(/(^|\/)index\.html$/, '$1');
        const painting = await watchPainting(browser, address, width);
        for (const what of objections(painting, { page, home: server.home, scale })) {
          found.push({ page, what: `${what} (${width} px wide)` });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, watch));
    return found;
  } finally {
    await browser.close();
    await server.close();
  }
}

function lineOf({ kind, pages: number, figures }: KindWeight): string {
  const cells = Object.entries(figures).map(
    ([name, { found, limit }]) => `${name} ${shown(name, found)} of ${shown(name, limit)}`,
  );
  return `${kind} (${number}): ${cells.join(', ')}`;
}
