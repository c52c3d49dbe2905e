import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatProblem,
  PROBLEM_CODES,
  problem,
  sortProblems,
  visible as spelt,
} from '../../src/model/problem.ts';
import { visible } from '../../src/model/visible.ts';
import { EXAMPLES } from '../model/problem-examples.ts';
import { runs } from './budget.ts';
import { hostileText, UNSEEN } from './hostile-text.ts';

/** The arguments of a problem with other texts in them. */
function withTexts(value: unknown, texts: Iterator<string>): unknown {
  if (typeof value === 'string') return texts.next().value as string;
  if (Array.isArray(value)) return value.map((one) => withTexts(one, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      // What these may say is fixed, not text from outside.
      ['state', 'basis', 'limit'].includes(key) ? one : withTexts(one, texts),
    ]),
  );
}

const problems = fc
  .tuple(
    fc.constantFrom(
      ...PROBLEM_CODES.flatMap((code) => EXAMPLES[code].map((args) => ({ code, args }))),
    ),
    fc.array(hostileText, { minLength: 8, maxLength: 8 }),
    fc.record(
      { file: hostileText, line: fc.integer({ min: 1, max: 9999 }), pointer: hostileText },
      { requiredKeys: ['file'] },
    ),
  )
  .map(([{ code, args }, texts, place]) => {
    const endless = (function* (): Generator<string, never> {
      for (;;) yield* texts;
    })();
    return problem(code, withTexts(args, endless) as never, place);
  });

test('whatever a problem quotes, it is told in three lines that nothing in it can forge', () => {
  fc.assert(
    fc.property(problems, (one) => {
      const [place = '', says = '', remedy = '', ...more] = formatProblem(one).split('\n');
      expect(more).toEqual([]);
      expect(place.startsWith(spelt(one.file))).toBe(true);
      expect(place).toContain(`  [${one.code}]`);
      for (const sentence of [says, remedy]) expect(sentence).toMatch(/^ {2}.*\.$/u);
      expect(`${place}${says}${remedy}`).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
    runs(1000),
  );
});

test('problems are sorted alike however they come, and none is lost', () => {
  fc.assert(
    fc.property(
      fc.array(problems, { maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (list, order) => {
        const sorted = sortProblems(list);
        const shuffled = list
          .map((one) => ({ one, at: order.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const key = ({ file, line, code }: (typeof list)[number]) => [file, line ?? 0, code];
        expect(sortProblems(shuffled).map(key)).toEqual(sorted.map(key));
        expect(new Set(sorted)).toEqual(new Set(list));
      },
    ),
    runs(200),
  );
});

describe.each([
  ['on a page', visible, UNSEEN],
  ['on a terminal', spelt, /[\p{Cc}\p{Cf}\u2028\u2029]/u],
] as const)('text made visible %s', (_, show, unseen) => {
  const text = hostileText.map((one) => one.toWellFormed());

  test('hides nothing, and changes nothing that is seen anyway', () => {
    fc.assert(
      fc.property(text, (one) => {
        const shown = show(one);
        expect(shown).not.toMatch(unseen);
        expect(show(shown)).toBe(shown);
        const seen = one.replace(new RegExp(unseen, 'gu'), '');
        expect(show(seen)).toBe(seen);
      }),
      runs(1000),
    );
  });

  test('is the same for parts as for the whole', () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        expect(show(one + two)).toBe(show(one) + show(two));
      }),
      runs(500),
    );
  });
});
