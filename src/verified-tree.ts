import { basename } from 'node:path';
import { digestOf } from './archive.ts';
import { type Problem, problem } from './model/problem.ts';
import { type FileSum, SUMS_FILE } from './model/site-sums.ts';
import type { PublishedTree } from './published-tree.ts';

/**
 * A published tree of which every file that is read is compared with the site’s list of its files.
 * Problems are kept until the end; bytes are not.
 */
export class VerifiedTree {
  readonly tree: PublishedTree;
  readonly #sums: ReadonlyMap<string, FileSum>;
  readonly #ignore: readonly string[];
  readonly #problems = new Map<string, Problem>();
  readonly #redirected = new Map<string, string>();
  readonly #read = new Set<string>();

  /** @param ignore paths of files and folders that are not compared with the list */
  constructor(tree: PublishedTree, sums: ReadonlyMap<string, FileSum>, ignore: readonly string[]) {
    this.tree = tree;
    this.#sums = sums;
    this.#ignore = ignore.map((path) => path.replace(/^\/+|\/+$/g, ''));
  }

  get problems(): Problem[] {
    return [...this.#problems.values()];
  }

  get notices(): string[] {
    const shown = [...this.#redirected].map(([from, to]) => `${from} leads to ${to}.`);
    return shown.toSorted();
  }

  /**
   * The bytes of a file. Where there are none: "told" if a problem says so, "missing" if nothing does,
   * since the list of files does not name it.
   */
  async read(path: string): Promise<Uint8Array | 'told' | 'missing'> {
    this.#read.add(path);
    const answer = await this.tree.read(path);
    const file = this.tree.placeOf(path);
    const tell = (found: Problem) => {
      this.#problems.set(path, found);
      return 'told' as const;
    };
    switch (answer.is) {
      case 'there':
        if (answer.by !== undefined) this.#redirected.set(file, answer.by);
        return this.#compare(path, answer.bytes) ? answer.bytes : 'told';
      case 'missing':
        return this.#sumOf(path) === undefined
          ? 'missing'
          : tell(problem('site-file-missing', {}, { file }));
      case 'elsewhere':
        return tell(problem('site-leads-elsewhere', { to: answer.to }, { file }));
      case 'failed':
        return tell(problem('site-unreadable', { cause: answer.cause }, { file }));
    }
  }

  /** Files that the list names and nobody read yet. A host keeps some for itself and does not serve them. */
  get unread(): string[] {
    const served = this.tree.files === undefined ? (path: string) => !isForHost(path) : () => true;
    return [...this.#sums.keys()].filter(
      (path) => !this.#read.has(path) && served(path) && !this.#isIgnored(path),
    );
  }

  /** Tells of files that the list does not name, where the tree can be listed. */
  checkExtra(): void {
    for (const path of this.tree.files ?? []) {
      if (this.#sums.has(path) || path === SUMS_FILE || isForHost(path)) continue;
      // Assets of earlier builds stay for readers who still have a page of these open.
      if (path.startsWith('_astro/') || this.#isIgnored(path)) continue;
      const place = { file: this.tree.placeOf(path) };
      this.#problems.set(path, problem('site-file-extra', {}, place));
    }
  }

  /** Compares a file with the list; false where another one stands in its place, of which nothing can be read. */
  #compare(path: string, bytes: Uint8Array): boolean {
    const sum = this.#sumOf(path);
    if (sum === undefined) return true;
    const sha256 = digestOf(bytes);
    if (sha256 === sum.sha256) return true;
    const place = { file: this.tree.placeOf(path) };
    const served = isPage(bytes) && /\.(?!html$)[a-z0-9]+$/.test(path);
    this.#problems.set(
      path,
      served
        ? problem('site-page-in-place', { expected: `a file of ${sum.bytes} bytes` }, place)
        : bytes.length < sum.bytes
          ? problem('site-file-truncated', { bytes: bytes.length, expected: sum.bytes }, place)
          : problem('site-file-changed', { sha256, expected: sum.sha256 }, place),
    );
    return !served;
  }

  #sumOf(path: string): FileSum | undefined {
    return this.#isIgnored(path) ? undefined : this.#sums.get(path);
  }

  #isIgnored(path: string): boolean {
    return this.#ignore.some((one) => path === one || path.startsWith(`${one}/`));
  }
}

/** Whether bytes begin as a web page does. */
export function isPage(bytes: Uint8Array): boolean {
  return /^\s*<(?:!doctype html|html)\b/i.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

/** Files by which a host is set up: `.nojekyll`, `.well-known/`, `_headers`. */
function isForHost(path: string): boolean {
  return path.startsWith('.') || /^_(?:headers|redirects)$/.test(basename(path));
}
