import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesChanged, keepFiles, keptOf, keptTogether } from '../src/kept-files.ts';
import { readLibrary } from '../src/library.ts';
import { contentCopy, temporaryFolder } from './content-copy.ts';

test('what is made of a file is kept while its stamp is the same, and only where somebody asks', () => {
  const file = join(temporaryFolder(), 'a.txt');
  writeFileSync(file, 'one');
  let made = 0;
  const read = (name = 'text') =>
    keptOf(file, name, () => {
      made += 1;
      return readFileSync(file, 'utf8');
    });
  expect([read(), read(), made]).toEqual(['one', 'one', 2]);
  keepFiles();
  expect([read(), read(), made]).toEqual(['one', 'one', 3]);
  expect([read('other'), made]).toEqual(['one', 4]);
  writeFileSync(file, 'two');
  expect([read(), made]).toEqual(['two', 5]);
  keepFiles();
  expect([read(), made]).toEqual(['two', 6]);
  rmSync(file);
  expect(() => read()).toThrow('ENOENT');
});

test('what is made of all files together is kept until one changes, and only where somebody asks', () => {
  let made = 0;
  const ask = (name = 'archive') => keptTogether(name, () => (made += 1));
  Reflect.deleteProperty(globalThis, Symbol.for('faultline.kept-files'));
  expect([ask(), ask()]).toEqual([1, 2]);
  filesChanged();
  expect(ask()).toBe(3);
  keepFiles();
  expect([ask(), ask(), ask('other'), ask()]).toEqual([4, 4, 5, 4]);
  filesChanged();
  expect([ask(), ask()]).toEqual([6, 6]);
});

test('a folder that is read again is read as it is now', () => {
  const content = contentCopy();
  keepFiles();
  const claim = () => readLibrary(content).library?.finding.get('conv-hangs')?.claim;
  const first = claim();
  expect(claim()).toBe(first);
  const file = join(content, 'findings/conv-hangs.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^claim: .*$/m, 'claim: It is another.'));
  expect(claim()).toBe('It is another.');
  writeFileSync(file, text.replace(/^topic: .*$/m, 'topic: none'));
  expect(readLibrary(content).problems.map(({ code }) => code)).toEqual(['unknown-value']);
  expect(readLibrary(content).problems.map(({ code }) => code)).toEqual(['unknown-value']);
  rmSync(file);
  expect(claim()).toBeUndefined();
});
