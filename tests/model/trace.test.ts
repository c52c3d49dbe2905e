import { expect, test } from 'vitest';
import {
  answerAgain,
  type Dependency,
  note,
  question,
  tracing,
  tracingUntil,
} from '../../src/model/trace.ts';

const traced = <T>(work: () => T) => {
  const reads = new Set<Dependency>();
  return { value: tracing(reads, work), reads: [...reads] };
};

test('what is read while a page is made is its, and nobody’s where none is', () => {
  note('run/before');
  const { value, reads } = traced(() => {
    note('run/a');
    note('run/a');
    note('run/b');
    return 1;
  });
  note('run/after');
  expect([value, reads]).toEqual([1, ['run/a', 'run/b']]);
});

test('work within work has what it read for itself, and a throw ends it', () => {
  const { reads } = traced(() => {
    note('run/a');
    expect(
      traced(() => {
        note('run/inner');
      }).reads,
    ).toEqual(['run/inner']);
    expect(() =>
      traced(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
    note('run/b');
  });
  expect(reads).toEqual(['run/a', 'run/b']);
});

test('whoever asks a question depends on its answer, not on what that was found from', () => {
  const ask = question('length-of', (one: string, other: string | null) => {
    note('run/*');
    return `${one}${String(other)}`.length;
  });
  const { value, reads } = traced(() => {
    const found = ask('ab', null);
    note('run/a');
    return found;
  });
  expect([value, reads]).toEqual([6, ['length-of["ab",null]', 'run/a']]);
  expect(traced(() => answerAgain('length-of["ab",null]'))).toEqual({
    value: { answer: 6 },
    reads: [],
  });
  expect(answerAgain(`length-of${JSON.stringify(['two\nlines', 'x'])}`)).toEqual({ answer: 10 });
  question('length-of', () => 'another');
  expect(answerAgain('length-of["ab",null]')).toEqual({ answer: 'another' });
});

test.each([
  'nobody-asks["x"]',
  'run/a',
  'length-of',
  'run/length-of["a",""]',
  'length-of["a",""] ',
])('%j is no question that anybody answers', (read) => {
  question('length-of', () => 1);
  expect(answerAgain(read)).toBeUndefined();
});

test('work that takes its time is traced alone', async () => {
  const reads = new Set<Dependency>();
  const work = tracingUntil(reads, async () => {
    note('run/a');
    await Promise.resolve();
    note('run/b');
    return 2;
  });
  await expect(tracingUntil(new Set(), () => Promise.resolve())).rejects.toThrow(
    'Two pages cannot be traced at once.',
  );
  expect([await work, [...reads]]).toEqual([2, ['run/a', 'run/b']]);
  await expect(tracingUntil(reads, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  note('run/after');
  expect([...reads]).toEqual(['run/a', 'run/b']);
});
