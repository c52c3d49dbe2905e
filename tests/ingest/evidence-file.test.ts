import { describe, expect, test } from 'vitest';
import {
  disagreements,
  keptDigest,
  keptPath,
  wantedFiles,
  withFiles,
} from '../../src/ingest/evidence-file.ts';
import { outlineOf } from '../../src/model/run-outline.ts';
import { run } from '../../src/schema/run.ts';
import { writtenRun } from '../library-of.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

test.each([
  ['kernel.log', '.log'],
  ['logs/KERNEL.LOG', '.log'],
  ['a.tar.json', '.json'],
  ['amdgpu.conf', '.conf'],
  ['page.html', '.bin'],
  ['image.svg', '.bin'],
  ['run.js', '.bin'],
  ['log', '.bin'],
  ['.log', '.log'],
])('%s is kept with the ending %s', (path, ending) => {
  expect(keptPath(path, A)).toBe(`evidence/${A}${ending}`);
});

test.each([
  [`evidence/${A}.log`, A],
  [`evidence/${A}`, undefined],
  [`evidence/${A}.log/x`, undefined],
  [`x/evidence/${A}.log`, undefined],
  ['evidence/kernel.log', undefined],
])('the digest in %s', (path, digest) => {
  expect(keptDigest(path)).toBe(digest);
});

const piece = (rest: object) => ({ id: 'log', kind: 'log', strength: 'captured', ...rest });
const runWith = (...evidence: object[]) => run.parse(writtenRun('x', { evidence }));

test('only pieces with a path want a file', () => {
  const value = runWith(piece({ excerpt: 'x' }), piece({ path: 'a.log', bytes: 3 }));
  expect(wantedFiles(outlineOf(value))).toEqual([
    { index: 1, path: 'a.log', sha256: undefined, bytes: 3 },
  ]);
});

describe('a file', () => {
  const found = new Map([[0, { sha256: A, bytes: 7 }]]);

  test('gets its place, digest, size and former name', () => {
    expect(withFiles(runWith(piece({ path: 'logs/kernel.log' })), found).evidence).toEqual([
      piece({ name: 'kernel.log', path: `evidence/${A}.log`, sha256: A, bytes: 7 }),
    ]);
  });

  test('keeps the name that the record gives it', () => {
    const [kept] = withFiles(runWith(piece({ path: 'k.log', name: 'dmesg' })), found).evidence;
    expect(kept?.name).toBe('dmesg');
  });

  test('that is in its place already gains nothing but its digest', () => {
    const path = `evidence/${A}.log`;
    expect(withFiles(runWith(piece({ path })), found).evidence).toEqual([
      piece({ path, sha256: A }),
    ]);
  });
});

describe('what a record says of a file and what the file is', () => {
  const placeOf = (path: readonly unknown[]) => ({ file: 'r.json', pointer: path.join('/') });
  const check = (path: string, sha256?: string, bytes?: number) =>
    disagreements({ index: 0, path, sha256, bytes }, { sha256: A, bytes: 7 }, placeOf).map(
      ({ code, pointer }) => [code, pointer],
    );

  test('agree', () => {
    expect(check('a.log')).toEqual([]);
    expect(check('a.log', A, 7)).toEqual([]);
    expect(check(`evidence/${A}.log`, A, 7)).toEqual([]);
  });

  test('differ', () => {
    expect(check('a.log', B, 7)).toEqual([['evidence-changed', 'evidence/0/path']]);
    expect(check('a.log', A, 8)).toEqual([['evidence-size', 'evidence/0/bytes']]);
    expect(check(`evidence/${B}.log`)).toEqual([['evidence-changed', 'evidence/0/path']]);
    expect(check(`evidence/${B}.log`, A)).toEqual([['evidence-changed', 'evidence/0/path']]);
  });
});
