import { budgetOf } from './limits.ts';
import type { Scale } from './page-weight.ts';
import type { Painting } from './painting.ts';
import { shown } from './weighing.ts';

/**
 * What is wrong with how a page came in.
 * @param home the address of the site while it was watched, with a slash at its end
 */
export function* objections(
  { shift, moved, early, late, asked, held }: Painting,
  { page, home, scale }: { readonly page: string; readonly home: string; readonly scale: Scale },
): Generator<string> {
  if (shift > 0)
    yield `moves by ${shift.toFixed(4)}: ${[...new Set(moved)].slice(0, 3).join(', ')}`;
  if (early === undefined) yield 'paints nothing before its fonts and scripts have come';
  else if (early !== late) {
    yield `shows ${early} as its largest element at first, in the end ${late ?? 'nothing'}`;
  }
  if (held === 0) yield 'asks for no font and no script, so keeping them back showed nothing';
  const weighed = new Set(scale.weigh(page).files);
  const paths = asked.map((url) => pathOf(url, home));
  const others = paths.filter((path) => !weighed.has(path));
  const data = budgetOf(page)?.data;
  const unexpected = others.filter((path) => data?.files.test(path) !== true);
  if (unexpected.length > 0) yield `asks for more than its files name: ${unexpected.join(', ')}`;
  const bytes = others.reduce((sum, path) => sum + (scale.sizeOf(path) ?? 0), 0);
  if (data !== undefined && bytes > data.bytes) {
    yield `data ${shown('data', bytes)}, above the limit of ${shown('data', data.bytes)}`;
  }
}

/** The path below the site; of what lies elsewhere, the whole address. */
function pathOf(url: string, home: string): string {
  if (!url.startsWith(home)) return url;
  const path = url.slice(home.length).replace(/[?#].*$/, '');
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
