import { expect, test } from 'vitest';
import { fileOf, withOldAddresses } from '../../src/publish/companion.ts';

test('a file stands at its address without origin and base', () => {
  expect(
    fileOf('https://example.org/sub/a/index.md', { base: '/sub', origin: 'https://example.org' }),
  ).toBe('a/index.md');
  expect(fileOf('/robots.txt', { base: '/' })).toBe('robots.txt');
});

test('what moved keeps the twins at its old addresses, and nothing else does', () => {
  const to = { label: 'New', target: { kind: 'finding' as const, id: 'new' } };
  const files = [
    { path: 'findings/new/index.json', content: '{}' },
    { path: 'findings/other/index.json', content: '[]' },
    { path: 'v/one/findings/new/index.json', content: '{}' },
    { path: 'robots.txt', content: '' },
  ];
  const written = withOldAddresses(files, [
    { is: 'moved', kind: 'finding', id: 'old', to },
    { is: 'moved', kind: 'finding', id: 'older', to },
    { is: 'retired', kind: 'finding', id: 'gone', on: '', reason: '', became: [], results: [] },
  ]);
  const added = [...written].filter((file) => !files.includes(file as never));
  expect(added).toEqual([
    { path: 'findings/old/index.json', content: '{}' },
    { path: 'findings/older/index.json', content: '{}' },
  ]);
});
