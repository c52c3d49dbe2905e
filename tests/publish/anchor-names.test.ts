import { describe, expect, test } from 'vitest';
import {
  mayGo,
  restsAnchor,
  rowAnchor,
  saidAnchor,
  wordsAnchor,
} from '../../src/publish/anchor-names.ts';
import { statementView } from '../../src/publish/evidence-view.ts';
import { promisedWords } from '../../src/publish/former-anchors.ts';
import { componentAnchor } from '../../src/publish/urls.ts';
import { stringsIn } from '../../src/model/string-walk.ts';
import { shortDigest } from '../../src/model/short-digest.ts';
import { libraryOf } from '../library-of.ts';
import { sealedArchive } from '../sealed-archive.ts';

// Editions promise these for ever: if one of them changes, every link to a statement breaks.
test.each([
  [saidAnchor('It hangs.'), 'said-2c9hwon9xh7'],
  [saidAnchor('It hangs.', 'hip'), 'said-hip-2c9hwon9xh7'],
  [rowAnchor('cost'), 'row-cost'],
  [rowAnchor({ label: 'x', target: { kind: 'run', id: 'r', anchor: 'conv' } }), 'row-r.conv'],
  [wordsAnchor('RX 5600 XT', undefined), 'row-0byremp3vqm'],
])('%s stays as it is', (made, promised) => {
  expect(made).toBe(promised);
  expect(mayGo(made)).toBe(true);
});

test('an anchor of a thing may never go', () => {
  for (const id of ['kfd', 'rows', 'said', '_setting.noretry', 'row'])
    expect(mayGo(id)).toBe(false);
});

test('evidence is known by what it leads to, its side and its place', () => {
  const view = (evidence: object) =>
    statementView({ text: 'x', basis: 'cited', evidence: [evidence] }, libraryOf({}))
      .evidence.map((piece) => restsAnchor(piece, 'for'))
      .join();
  const anchors = [
    view({ source: 's' }),
    view({ source: 's', where: 'line 3' }),
    view({ source: 't' }),
    view({ run: 'r' }),
    view({ run: 'r', result: 'a' }),
    view({ inference: 'So it is.' }),
    view({ inference: 'So it is not.' }),
  ];
  expect(new Set(anchors).size).toBe(anchors.length);
  expect(view({ source: 's', says: 'in other words' })).toBe(view({ source: 's' }));
});

test('no two sentences of the library have the same digest', () => {
  const { library, editions } = sealedArchive();
  const texts = new Set<string>();
  for (const one of [library, ...editions.map((edition) => edition.library)]) {
    for (const items of Object.values(one)) {
      for (const { text } of stringsIn([...items.values()])) texts.add(text);
    }
  }
  expect(texts.size).toBeGreaterThan(3000);
  expect(new Set([...texts].map(shortDigest)).size).toBe(texts.size);
});

describe('a component on a run page', () => {
  const anchors = (...names: string[]) =>
    names.map((name, index) =>
      componentAnchor(
        name,
        names.slice(0, index).map((component) => ({ component })),
      ),
    );

  test('is called by its name', () => {
    expect(anchors('ROCm', 'PyTorch (ROCm)', 'hip::runtime', '→')).toEqual([
      '_stack.rocm',
      '_stack.pytorch-rocm',
      '_stack.hip-runtime',
      '_stack.component',
    ]);
  });

  test('and by a number, if another is called so', () => {
    expect(anchors('HIP', 'hip', 'HIP')).toEqual(['_stack.hip', '_stack.hip.2', '_stack.hip.3']);
  });
});

test('the words that editions promised on a page are known with the newest that has them', () => {
  const edition = (id: string, anchors: string[]) => ({
    manifest: { id, pages: [{ path: 'stack/', anchors }] },
  });
  const archive = {
    editions: [edition('a', ['kfd', 'said-1']), edition('b', ['said-1', 'row-2'])],
  };
  const wordsOn = promisedWords(archive as unknown as Parameters<typeof promisedWords>[0]);
  expect(wordsOn({ page: 'stack' })).toEqual([
    { anchor: 'said-1', edition: 'b' },
    { anchor: 'row-2', edition: 'b' },
  ]);
  expect(wordsOn({ page: 'findings' })).toEqual([]);
});
