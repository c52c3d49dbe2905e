import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../src/archive.ts';
import { source } from '../src/schema/source.ts';
import { checkLines } from '../src/source-lines.ts';
import { temporaryFolder } from './content-copy.ts';

function cited(id: string, path: string, text: string, repository = 'Linux 6.12') {
  return source.parse({
    id,
    title: id,
    kind: 'code',
    class: 'primary',
    summary: 'Code.',
    code: { repository, version: '1', path, lines: { from: 2, to: 3 }, sha256: digestOf(text) },
  });
}

test('each cited range is compared with the lines of the tree', () => {
  const tree = temporaryFolder();
  mkdirSync(join(tree, 'drivers'));
  writeFileSync(join(tree, 'drivers/a.c'), 'one\ntwo\nthree\nfour\n');
  const sources = [
    cited('same', 'drivers/a.c', 'two\nthree\n'),
    cited('changed', 'drivers/a.c', 'two\nTHREE\n'),
    cited('missing', 'drivers/b.c', 'two\nthree\n'),
    cited('elsewhere', 'drivers/a.c', 'two\nTHREE\n', 'ROCm'),
  ];
  expect(checkLines(sources, tree, 'linux').map(({ source: id, is }) => [id, is])).toEqual([
    ['same', 'same'],
    ['changed', 'changed'],
    ['missing', 'missing'],
  ]);
});
