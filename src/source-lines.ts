import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './archive.ts';
import type { Source } from './schema/source.ts';

/** What a tree of source code says of one cited place: as cited, other lines, or no such file. */
export interface LineCheck {
  readonly source: string;
  readonly place: string;
  readonly is: 'same' | 'changed' | 'missing';
}

/**
 * Compares every cited range of lines that has a digest with the files of a tree.
 * @param tree the folder that the paths of the sources start from
 * @param repository only sources of repositories whose name contains this
 */
export function checkLines(
  sources: Iterable<Source>,
  tree: string,
  repository: string,
): LineCheck[] {
  return [...sources].flatMap(({ id, code }): LineCheck[] => {
    const { path, lines, sha256 } = code ?? {};
    if (path === undefined || lines === undefined || sha256 === undefined) return [];
    if (code?.repository.toLowerCase().includes(repository.toLowerCase()) !== true) return [];
    const file = join(tree, path);
    const place = `${path}:${lines.from}-${lines.to}`;
    if (!existsSync(file)) return [{ source: id, place, is: 'missing' }];
    const cited = readFileSync(file, 'utf8')
      .split('\n')
      .slice(lines.from - 1, lines.to);
    const same = digestOf(cited.map((line) => `${line}\n`).join('')) === sha256;
    return [{ source: id, place, is: same ? 'same' : 'changed' }];
  });
}
