import { describe, expect, test } from 'vitest';
import {
  isLog,
  missingPath,
  queryOfPath,
  readSearch,
  writeSearch,
} from '../../src/publish/search-state.ts';

describe('the address of a search', () => {
  test.each([
    { query: 'code: 0x29' },
    { query: 'a&b=c#d+e 100%' },
    { query: 'mtype_local', in: '2025-11-06' },
    { query: 'gfx1010', in: 'all' },
  ])('keeps %j', (state) => {
    expect(readSearch(writeSearch(state))).toEqual(state);
  });

  test('is empty for a search of nothing', () => {
    expect(writeSearch({ query: '  ' })).toBe('');
    expect(readSearch('')).toEqual({ query: '' });
  });

  test('never holds a log', () => {
    expect(writeSearch({ query: 'one line\nanother' })).toBe('');
    expect(writeSearch({ query: 'x'.repeat(300), in: 'all' })).toBe('?in=all');
  });
});

test('a line that was copied with its end is no log', () => {
  expect(isLog('HSA_STATUS_ERROR\n')).toBe(false);
  expect(isLog('a\nb')).toBe(true);
});

test.each([
  ['/sub/v/2025-11-06/settings/mtype_local.html', 'settings/mtype_local/', 'settings mtype_local'],
  ['/sub/errors/gpu-hang', 'errors/gpu-hang/', 'errors gpu hang'],
  ['/sub/runs/x/index.json', 'runs/x/', 'runs x'],
  ['/sub/%E0%A4%A/', '%E0%A4%A/', '%E0%A4%A'],
  ['/elsewhere/', '/elsewhere/', 'elsewhere'],
  ['/sub/', '/', ''],
])('a missing page at %s', (address, path, query) => {
  expect(missingPath(address, '/sub/')).toBe(path);
  expect(queryOfPath(path)).toBe(query);
});
