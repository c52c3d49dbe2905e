import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFiles } from '../../scripts/ingest/watch.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-watch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a file that appears as soon as files are awaited is not taken for an old one', async () => {
  writeFileSync(join(folder, 'old.xml'), 'old');
  const stop = new AbortController();
  const taken: string[] = [];
  const ready = () => {
    writeFileSync(join(folder, 'new.xml'), 'new');
  };
  await watchFiles([folder], stop.signal, ready, (file) => {
    taken.push(file);
    stop.abort();
    return Promise.resolve();
  });
  expect(taken).toEqual([join(folder, 'new.xml')]);
});
