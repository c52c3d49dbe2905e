import { type Problem, problem } from './problem.ts';

/** The list of all files of a site, in its root. */
export const SUMS_FILE = 'SHA256SUMS';

/** One file of a site: its path below the root, how long it is, its digest in hexadecimal. */
export interface FileSum {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The list of a site’s files in the form of BSD’s `distinfo`: a line with the digest and a line with the
 * size of each, in the order of their paths. `sha256sum --check` reads the digests. The last line tells
 * the size of the list itself, so that one that was cut off is seen to be.
 * @throws {Error} for a path that such a line cannot hold
 */
export function formatSums(files: readonly FileSum[]): string {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const unfit = sorted.find(({ path }) => /[\n\r\\]|\) = /.test(path));
  if (unfit) throw new Error(`No line of ${SUMS_FILE} can hold the path ${unfit.path}`);
  const body = sorted
    .map(({ path, bytes, sha256 }) => `SHA256 (${path}) = ${sha256}\nSIZE (${path}) = ${bytes}\n`)
    .join('');
  const rest = new TextEncoder().encode(body).length;
  let last = '';
  let length = -1;
  while (length !== rest + last.length) {
    length = rest + last.length;
    last = `SIZE (${SUMS_FILE}) = ${length}\n`;
  }
  return body + last;
}

const LINE = /^(SHA256|SIZE) \((.+)\) = ([0-9a-f]+)$/;

/** Reads such a list; a broken one gives a problem and nothing else. */
export function parseSums(
  text: string,
  file: string,
): { readonly sums?: readonly FileSum[]; readonly problems: readonly Problem[] } {
  const broken = (cause: string, line?: number) => ({
    problems: [problem('site-sums-broken', { cause }, { file, line })],
  });
  const lines = text.split('\n');
  if (lines.pop() !== '') return broken('its last line does not end: it was cut off');
  const digests = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const [, what = '', path = '', value = ''] = LINE.exec(line) ?? [];
    if (what === '') return broken(`line ${index + 1} is none of such a list`, index + 1);
    if (path.split('/').some((part) => part === '..' || part === '.' || part === '')) {
      return broken('it names a path that leads out of the site', index + 1);
    }
    const seen: Map<string, unknown> = what === 'SIZE' ? sizes : digests;
    if (seen.has(path)) return broken(`it names ${path} twice`, index + 1);
    if (what === 'SIZE') sizes.set(path, Number(value));
    else digests.set(path, value);
  }
  const own = sizes.get(SUMS_FILE);
  if (own === undefined) return broken('the line with its own size, the last one, is missing');
  if (own !== new TextEncoder().encode(text).length) return broken('it is not as long as it says');
  sizes.delete(SUMS_FILE);
  const odd = [...new Set([...sizes.keys(), ...digests.keys()])].find(
    (path) => !Number.isSafeInteger(sizes.get(path)) || digests.get(path)?.length !== 64,
  );
  if (odd !== undefined) return broken(`the size or the sha256 of ${odd} is missing`);
  const sums = [...digests].map(([path, sha256]) => ({
    path,
    sha256,
    bytes: sizes.get(path) ?? 0,
  }));
  return { sums, problems: [] };
}
