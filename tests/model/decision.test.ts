import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  consulted,
  decide,
  holding,
  type DecisionTable,
  mayFit,
  type Question,
  rowsBehind,
  sameAnswer,
} from '../../src/model/decision.ts';
import '../fuzz/budget.ts';

const row = (id: string, when: object, gives: string, consults: string[] = []) => ({
  id,
  when: when as DecisionTable['rows'][number]['when'],
  gives,
  decidedBy: 'driver',
  consults,
});
const axis = (id: string, ...values: string[]) => ({ id, values: values.map((v) => ({ id: v })) });

const table: DecisionTable = {
  axes: [axis('gpu', 'old', 'new'), axis('request', 'plain', 'coherent'), axis('rev', '0', '1')],
  rows: [
    row('old-any', { gpu: 'old', request: ['plain', 'coherent'] }, 'nc'),
    row('new-plain', { gpu: 'new', request: 'plain' }, 'rw', ['knob']),
    row('new-coherent-0', { gpu: 'new', request: 'coherent', rev: '0' }, 'uc'),
    row('new-coherent-1', { gpu: 'new', request: 'coherent', rev: '1' }, 'cc'),
  ],
  impossible: [],
};

describe('a question is answered', () => {
  test('by the row that covers it', () => {
    expect(decide(table, { gpu: 'old', request: 'plain' })).toMatchObject({
      kind: 'gives',
      type: 'nc',
      rows: [{ id: 'old-any' }],
    });
  });

  test('though an axis is open, where that makes no difference', () => {
    expect(decide(table, { gpu: 'old' })).toMatchObject({ kind: 'gives', type: 'nc' });
  });

  test('with conditions, where it does', () => {
    expect(decide(table, { gpu: 'new', request: 'coherent' })).toMatchObject({
      kind: 'depends',
      axis: 'rev',
      branches: [
        { values: ['0'], answer: { type: 'uc' } },
        { values: ['1'], answer: { type: 'cc' } },
      ],
    });
  });

  test('with conditions inside conditions, each axis where it matters', () => {
    const answer = decide(table, { request: 'coherent' });
    expect(answer).toMatchObject({
      axis: 'gpu',
      branches: [
        { values: ['old'], answer: { type: 'nc' } },
        { values: ['new'], answer: { axis: 'rev' } },
      ],
    });
    expect(rowsBehind(answer).map(({ id }) => id)).toEqual([
      'old-any',
      'new-coherent-0',
      'new-coherent-1',
    ]);
  });

  test('with unknown, where no row covers it', () => {
    expect(decide(table, { gpu: 'unheard-of' })).toEqual({ kind: 'unknown' });
    expect(decide({ ...table, rows: [] }, {})).toEqual({ kind: 'unknown' });
  });

  test('with the reason, where it cannot arise; which is no branch of an open question', () => {
    const never = { id: 'no-such', when: { gpu: 'old', request: 'coherent' } };
    const narrow = {
      ...table,
      rows: table.rows.filter(({ id }) => id !== 'old-any'),
      impossible: [never],
    };
    expect(decide(narrow, { gpu: 'old', request: 'coherent' })).toEqual({
      kind: 'impossible',
      because: ['no-such'],
    });
    expect(decide(narrow, { request: 'coherent', rev: '0' })).toMatchObject({ type: 'uc' });
  });
});

test('what was consulted: always, sometimes, never', () => {
  expect(consulted(decide(table, { gpu: 'new', request: 'plain' }), 'knob')).toBe('always');
  expect(consulted(decide(table, { gpu: 'new' }), 'knob')).toBe('sometimes');
  expect(consulted(decide(table, { gpu: 'old' }), 'knob')).toBe('never');
  expect(consulted({ kind: 'unknown' }, 'knob')).toBe('never');
});

/** Tables of any rows, overlapping ones too. */
const tables: fc.Arbitrary<DecisionTable> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
  .chain((sizes) => {
    const axes = sizes.map((size, index) =>
      axis(`a${index}`, ...Array.from({ length: size }, (_, value) => `v${value}`)),
    );
    const when = fc
      .tuple(
        ...axes.map(({ values }) =>
          fc.option(
            fc.subarray(
              values.map(({ id }) => id),
              { minLength: 1 },
            ),
            { nil: undefined },
          ),
        ),
      )
      .map((chosen) =>
        Object.fromEntries(
          chosen.flatMap((ids, index) => (ids === undefined ? [] : [[`a${index}`, ids]])),
        ),
      );
    const rows = fc.array(
      fc.tuple(when, fc.constantFrom('nc', 'rw', 'cc'), fc.subarray(['knob'])),
      { maxLength: 6 },
    );
    return fc.tuple(rows, fc.array(when, { maxLength: 2 })).map(([written, never]) => ({
      axes,
      rows: written.map(([w, gives, consults], index) => row(`r${index}`, w, gives, consults)),
      impossible: never.map((w, index) => ({ id: `i${index}`, when: w })),
    }));
  });

const combinations = ({ axes }: DecisionTable): Question[] =>
  axes.reduce<Question[]>(
    (all, { id, values }) =>
      all.flatMap((question) => values.map((value) => ({ ...question, [id]: value.id }))),
    [{}],
  );

/** The answer at the end of the branches that a combination takes; undefined where it is left out. */
function follow(answer: Answer, combination: Question): Answer | undefined {
  if (answer.kind !== 'depends') return answer;
  const branch = answer.branches.find(({ values }) =>
    values.includes(combination[answer.axis] ?? ''),
  );
  return branch && follow(branch.answer, combination);
}

describe('whatever the table', () => {
  test('every combination has an answer that depends on nothing', () => {
    fc.assert(
      fc.property(tables, (any) => {
        for (const question of combinations(any)) {
          expect(decide(any, question).kind).not.toBe('depends');
        }
      }),
    );
  });

  test('a conditional answer says for each combination what that combination gives', () => {
    fc.assert(
      fc.property(tables, fc.nat(), (any, seed) => {
        const all = combinations(any);
        const fixed = all[seed % all.length] ?? {};
        const question = Object.fromEntries(
          Object.entries(fixed).filter((_, index) => (seed >> index) % 2 === 0),
        );
        const answer = decide(any, question);
        for (const combination of all) {
          if (Object.entries(question).some(([id, value]) => combination[id] !== value)) continue;
          const closed = decide(any, combination);
          if (closed.kind === 'impossible' && answer.kind !== 'impossible') continue;
          const found = follow(answer, combination);
          expect(found && sameAnswer(found, closed)).toBe(true);
        }
      }),
    );
  });

  test('no branch says the same as another, and none is alone', () => {
    const apart = (answer: Answer): boolean =>
      answer.kind !== 'depends' ||
      (answer.branches.length > 1 &&
        answer.branches.every(
          ({ answer: one }, index) =>
            apart(one) &&
            !answer.branches.some((other, at) => at !== index && sameAnswer(other.answer, one)),
        ));
    fc.assert(fc.property(tables, (any) => apart(decide(any, {}))));
  });
});

/** A question that leaves some axes open, with the closed ones that it may turn out to be. */
const questions = fc.tuple(tables, fc.nat(), fc.nat()).map(([any, seed, open]) => {
  const all = combinations(any);
  const fixed = all[seed % all.length] ?? {};
  const question = Object.fromEntries(
    Object.entries(fixed).filter((_, index) => (open >> index) % 2 === 0),
  );
  const closed = all.filter((one) =>
    Object.entries(question).every(([id, value]) => one[id] === value),
  );
  return { any, question, closed };
});

const sorted = (ids: Iterable<string>) => [...new Set(ids)].toSorted();

describe('a question that leaves something open', () => {
  test('rests on every row that some case of it rests on, and on no other', () => {
    fc.assert(
      fc.property(questions, ({ any, question, closed }) => {
        const answer = decide(any, question);
        const behind = closed.flatMap((one) => rowsBehind(decide(any, one)));
        expect(sorted(rowsBehind(answer).map(({ id }) => id))).toEqual(
          sorted(behind.map(({ id }) => id)),
        );
      }),
    );
  });

  test('cannot arise if none of its cases can, for all the reasons of these', () => {
    fc.assert(
      fc.property(questions, ({ any, question, closed }) => {
        const answer = decide(any, question);
        const cases = closed.map((one) => decide(any, one));
        const because = cases.flatMap((one) => (one.kind === 'impossible' ? one.because : []));
        const never = cases.every(({ kind }) => kind === 'impossible');
        expect(answer.kind === 'impossible').toBe(never);
        if (answer.kind === 'impossible') expect(sorted(answer.because)).toEqual(sorted(because));
      }),
    );
  });

  test('reads a setting always, sometimes or never as its cases do', () => {
    fc.assert(
      fc.property(questions, ({ any, question, closed }) => {
        const cases = closed
          .map((one) => decide(any, one))
          .filter(({ kind }) => kind !== 'impossible');
        const reading = cases.filter((one) => consulted(one, 'knob') === 'always');
        const expected =
          reading.length === 0 ? 'never' : reading.length === cases.length ? 'always' : 'sometimes';
        expect(consulted(decide(any, question), 'knob')).toBe(expected);
      }),
    );
  });

  test('gives no type that a narrower question does not widen to', () => {
    const typesOf = (answer: Answer) => sorted(rowsBehind(answer).map(({ gives }) => gives));
    fc.assert(
      fc.property(questions, ({ any, question, closed }) => {
        const broad = typesOf(decide(any, question));
        for (const narrow of closed)
          expect(broad).toEqual(expect.arrayContaining(typesOf(decide(any, narrow))));
        expect(typesOf(decide(any, {}))).toEqual(expect.arrayContaining(broad));
      }),
    );
  });
});

test('where no rows overlap, their order makes no difference', () => {
  fc.assert(
    fc.property(questions, fc.infiniteStream(fc.nat()), ({ any, question }, order) => {
      const all = combinations(any);
      const covers = ({ when }: DecisionTable['rows'][number]) =>
        all.filter((one) => mayFit(when, one));
      const taken = new Set<Question>();
      const rows = any.rows.filter((one) => {
        const covered = covers(one);
        if (covered.some((combination) => taken.has(combination))) return false;
        for (const combination of covered) taken.add(combination);
        return true;
      });
      const shuffled = rows
        .map((one) => ({ one, at: order.next().value as number }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one);
      const one = decide({ ...any, rows }, question);
      const other = decide({ ...any, rows: shuffled }, question);
      expect(sameAnswer(one, other)).toBe(true);
      expect(sorted(rowsBehind(one).map(({ id }) => id))).toEqual(
        sorted(rowsBehind(other).map(({ id }) => id)),
      );
    }),
  );
});

describe('of several entries', () => {
  test('the first that fits a closed question holds, alone', () => {
    fc.assert(
      fc.property(questions, ({ any, closed }) => {
        const entries = any.rows.map(({ when }) => when);
        for (const one of closed) {
          const first = entries.findIndex((when) => mayFit(when, one));
          expect(holding(entries, one)).toEqual(first < 0 ? [] : [first]);
        }
      }),
    );
  });

  test('those hold for an open question that hold for one of its cases', () => {
    fc.assert(
      fc.property(questions, ({ any, question, closed }) => {
        const entries = any.rows.map(({ when }) => when);
        const held = holding(entries, question);
        const ofCases = new Set(closed.flatMap((one) => holding(entries, one)));
        expect(held).toEqual(expect.arrayContaining([...ofCases]));
        // Only the last can be one that holds whatever turns out: nothing open matters to it.
        const sure = held.filter((index) =>
          Object.keys(entries[index] ?? {}).every((axis) => axis in question),
        );
        expect(sure).toEqual(sure.length === 0 ? [] : held.slice(-1));
      }),
    );
  });
});
