import { describe, expect, test } from 'vitest';
import {
  paramsOf,
  pointKey,
  pointOf,
  type ProbeBook,
  probeBook,
  questionKey,
} from '../../src/model/question.ts';
import type { Result } from '../../src/schema/run.ts';
import { libraryOf } from '../library-of.ts';

const probe = (id: string, rest: object = {}) => ({
  id,
  question: `Does ${id}?`,
  sources: [{ source: 's' }],
  ...rest,
});
const SUBJECT = { id: 'conv', at: ['height', 'width'] };
const probes: ProbeBook = probeBook(
  libraryOf({
    probe: [
      probe('sizes', { params: { height: 32, batch: 1 }, subject: SUBJECT }),
      probe('other', { params: { height: 32 }, subject: SUBJECT }),
      probe('elsewhere', { subject: { ...SUBJECT, id: 'pool' } }),
      probe('pointless', { subject: { id: 'conv', at: [] } }),
      probe('alone'),
    ],
  }),
);
const result = (rest: Partial<Result>): Result =>
  ({ id: 'x', outcome: 'pass', ...rest }) as unknown as Result;
const asked = (id: string, params?: Result['params']) =>
  result({ probe: id, ...(params === undefined ? {} : { params }) });

describe('what a comparison knows of a probe', () => {
  test('is what there is, and no more', () => {
    const command = { form: 'complete', argv: ['conv'] } as const;
    const book = probeBook(
      libraryOf({ probe: [probe('a', { command, synchronised: false }), probe('b')] }),
    );
    expect(book['a']).toMatchObject({
      question: 'Does a?',
      synchronised: false,
      command: { argv: ['conv'] },
    });
    expect(Object.keys(book['b'] ?? {}).toSorted()).toEqual(['params', 'question']);
    expect(Object.keys(probes['sizes'] ?? {})).toContain('subject');
  });

  test('its parameters hold where a result gives none', () => {
    expect(paramsOf(asked('sizes', { height: 64 }), probes)).toEqual({ height: 64, batch: 1 });
    expect(paramsOf(asked('unknown', { a: 1 }), probes)).toEqual({ a: 1 });
    expect(paramsOf(result({}), probes)).toEqual({});
  });
});

describe('two results', () => {
  const isSame = (a: Result, b: Result) => questionKey(a, probes) === questionKey(b, probes);

  test.each([
    ['one probe', asked('sizes'), asked('sizes'), true],
    [
      'one probe, a parameter said or left to it',
      asked('sizes'),
      asked('sizes', { batch: 1 }),
      true,
    ],
    ['one probe with other parameters', asked('sizes'), asked('sizes', { batch: 2 }), false],
    ['two probes with the same parameters', asked('alone'), asked('elsewhere'), false],
    ['one probe, whatever they are called', asked('alone'), { ...asked('alone'), id: 'y' }, true],
    ['one probe, in other words', asked('alone'), { ...asked('alone'), question: 'Q?' }, true],
    ['the same words', result({ question: 'Q?' }), result({ id: 'y', question: 'Q?' }), true],
    ['other words', result({ question: 'Q?' }), result({ question: 'R?' }), false],
    ['no words, by their ids', result({}), result({ id: 'y' }), false],
    ['no words and the same id', result({}), result({ outcome: 'crash' }), true],
    ['words, and an id that reads the same', result({ question: 'y' }), result({ id: 'y' }), true],
    ['a probe, and words alone', asked('alone'), result({ question: 'Does alone?' }), false],
  ])('of %s', (_what, a, b, same) => {
    expect(isSame(a, b)).toBe(same);
  });
});

describe('a point', () => {
  test('is where a result stands in its subject', () => {
    expect(pointOf(asked('sizes', { width: 8, batch: 4 }), probes)).toEqual({
      height: 32,
      width: 8,
    });
  });

  test.each([
    ['a probe of no subject', asked('alone', { height: 1, width: 1 })],
    ['a subject without points', asked('pointless', { height: 1, width: 1 })],
    ['a result that does not say which', asked('sizes')],
    ['a result that says half of it', asked('elsewhere', { width: 8 })],
    ['no probe', result({ params: { height: 1, width: 1 } })],
  ])('is none for %s', (_what, of) => {
    expect(pointOf(of, probes)).toBeUndefined();
    expect(pointKey(of, probes)).toBeUndefined();
  });

  test('is the same for probes of one subject, and for no others', () => {
    const at = { height: 32, width: 8 };
    const key = pointKey(asked('sizes', at), probes);
    expect(key).toBeDefined();
    expect(pointKey(asked('other', { ...at, batch: 9 }), probes)).toBe(key);
    expect(pointKey(asked('sizes', { ...at, width: 9 }), probes)).not.toBe(key);
    expect(pointKey(asked('elsewhere', at), probes)).not.toBe(key);
  });
});
