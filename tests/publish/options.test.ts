import { describe, expect, test } from 'vitest';
import { optionFigure } from '../../src/publish/option-figure.ts';
import { optionPage } from '../../src/publish/option-page.ts';
import {
  type OptionState,
  orderOptions,
  readOptionState,
  writeOptionState,
} from '../../src/publish/option-state.ts';
import { rangeInWords } from '../../src/publish/option-words.ts';
import { optionsPage } from '../../src/publish/options-page.ts';
import type { Option } from '../../src/schema/option.ts';
import { realLibrary } from '../real-runs.ts';

const page = optionsPage(realLibrary);
const option = (id: string) => {
  const found = realLibrary.option.get(id);
  if (found === undefined) throw new Error(id);
  return optionPage(found, realLibrary);
};

test.each([
  [{ min: 2.46, max: 21.3 }, '2.5 to 21'],
  [{ min: 60, max: 60 }, '60'],
  [{ min: 0, max: 336 }, '0 to 336'],
])('%j in words', (range, words) => {
  expect(rangeInWords(range, true)).toBe(words);
});

describe('an order in the address', () => {
  test.each<[OptionState, string]>([
    [{ weights: {} }, ''],
    [{ weights: { hours: 1, chance: 3, cost: 0 } }, 'chance=3&hours=1'],
    [{ weights: { chance: 3 }, sort: 'hours' }, 'sort=hours'],
  ])('%j: %s', (state, query) => {
    expect(writeOptionState(state)).toBe(query);
    const { state: read, problems } = readOptionState(new URLSearchParams(query));
    expect(problems).toEqual([]);
    expect(writeOptionState(read)).toBe(query);
  });

  test('what is not understood is told', () => {
    const { state, problems } = readOptionState(
      new URLSearchParams('sort=luck&hours=9&chance=2&utm=x'),
    );
    expect(state).toEqual({ weights: { chance: 2 } });
    expect(problems).toEqual([
      'There is no criterion “luck”. There are chance, hours, complexity, cost, reversibility and claims.',
      '“9” is no weight for hours: it is a whole number from 0 to 3.',
    ]);
  });
});

describe('the options of the site', () => {
  test('stand in the editors’ order, with its reason', () => {
    expect(page.all.map(({ id }) => id).slice(0, 4)).toEqual([
      'g-rocm-5-2',
      'f-gfx1010-builds',
      'e-switch-miopen-off',
      'd-accept-limit',
    ]);
    expect(page.reason).toContain('likely cause');
    expect(orderOptions(page.ranked, { weights: {} }).ids).toEqual(page.all.map(({ id }) => id));
  });

  test('without an order of the editors by letter, and says so', () => {
    const options = [...realLibrary.option].map(([id, one]): [string, Option] => {
      const unranked = { ...one };
      delete unranked.rank;
      return [id, unranked];
    });
    const { all, reason } = optionsPage({ ...realLibrary, option: new Map(options) });
    expect(all.map(({ letter }) => letter ?? '-').join('')).toMatch(/^ABCDEFG--$/);
    expect(reason).toContain('Nobody has put them in an order');
  });

  test('weights change the order and show the sum; a refuted one is marked', () => {
    const { ids, arithmetic } = orderOptions(page.ranked, { weights: { chance: 3, hours: 1 } });
    expect(ids[0]).toBe('d-accept-limit');
    expect(arithmetic[0]?.sum).toBe('(3 × chance 100 + 1 × hours 7 to 100) ÷ 4 = 77 to 100');
    const refuted = arithmetic.find(({ label }) => label.startsWith('A.'));
    expect(refuted?.warning).toBe('What it rests on does not hold.');
  });

  test('every option says who tried it and what would settle it, as far as that is known', () => {
    expect(option('g-rocm-5-2').tries.map(({ outcome, card }) => [outcome, card])).toEqual([
      ['pass', 'Radeon RX 5700 XT'],
      ['pass', 'Radeon RX 5600 XT'],
    ]);
    const { settledBy } = option('e-switch-miopen-off');
    expect(settledBy.map(({ target }) => ('id' in target ? target.id : ''))).toContain('cudnn-off');
  });

  test.each([
    ['a-patch-amdgpu', '8 to 12 h ÷ 60 % = 13 to 20 hours'],
    ['f-gfx1010-builds', '2 to 4 h ÷ 19 to 81 % = 2.5 to 21 hours'],
    ['c-downgrade-rocm-5-4', '4 to 6 h ÷ 0 to 66 % = 6.1 hours or more, without end'],
    ['g-rocm-5-2', undefined],
  ])('hours per success of %s: %s', (id, formula) => {
    expect(option(id).perSuccess?.formula).toBe(formula);
  });
});

describe('hours against chance', () => {
  const figure = optionFigure([...realLibrary.option.values()], realLibrary);

  test('a measured chance and an estimated one are two areas', () => {
    const named = figure.boxes.map(({ label, kind }) => `${label} ${kind}`);
    expect(named).toEqual(
      expect.arrayContaining(['A estimate', 'C, estimate estimate', 'C, measured measured']),
    );
  });

  test('every option is drawn or named as not drawn, and nothing leaves the frame', () => {
    const drawn = [...figure.boxes, ...figure.bands];
    const options = [...realLibrary.option.values()];
    for (const { letter, title } of options) {
      const name = letter ?? title;
      const found = drawn.some(({ label }) => label === name || label.startsWith(`${name},`));
      expect(found).toBe(!figure.absent.includes(name));
    }
    for (const { x, y, width, height } of drawn) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(figure.width);
      expect(y + height).toBeLessThanOrEqual(figure.height);
    }
  });
});
