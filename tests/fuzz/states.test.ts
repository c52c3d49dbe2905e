import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchEngine } from '../../src/client/search-engine.ts';
import { readLog } from '../../src/client/log-reader.ts';
import { CRITERIA } from '../../src/model/option-points.ts';
import { explainedDecision, explainerData } from '../../src/publish/explainer.ts';
import { readState, writeState } from '../../src/publish/explainer-state.ts';
import { explain } from '../../src/publish/explanation.ts';
import { optionsPage } from '../../src/publish/options-page.ts';
import { orderOptions, readOptionState, writeOptionState } from '../../src/publish/option-state.ts';
import { facetsOf } from '../../src/publish/run-facets.ts';
import { readRunFilter, writeRunFilter } from '../../src/publish/run-filter.ts';
import { runDocuments, searchDocuments } from '../../src/publish/search-documents.ts';
import {
  isLog,
  missingPath,
  queryOfPath,
  readSearch,
  writeSearch,
} from '../../src/publish/search-state.ts';
import { realLibrary } from '../real-runs.ts';
import { runs } from './budget.ts';
import { hostileText } from './hostile-text.ts';

const text = hostileText.map((one) => one.toWellFormed());
/** The query of an address as somebody may have mangled it. */
const query = fc.oneof(
  text,
  fc
    .array(fc.tuple(fc.constantFrom('q', 'in', 'gpu', 'sort', 'p', 'card', 'chance'), text))
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
);

describe('a search', () => {
  test('is in its address as it was typed, unless it is a log', () => {
    const states = fc.record(
      { query: text, in: fc.stringMatching(/^[a-z0-9-]+$/) },
      { requiredKeys: ['query'] },
    );
    fc.assert(
      fc.property(states, (state) => {
        const read = readSearch(writeSearch(state));
        expect(read).toEqual({ ...state, query: isLog(state.query) ? '' : state.query.trim() });
        expect(writeSearch(read)).toBe(writeSearch(state));
      }),
      runs(500),
    );
  });

  test('can be read from any address, and a missing page has words', () => {
    fc.assert(
      fc.property(query, fc.constantFrom('/', '/sub/'), (any, base) => {
        const state = readSearch(any);
        expect(readSearch(writeSearch(state)).query).toBe(
          isLog(state.query) ? '' : state.query.trim(),
        );
        const path = missingPath(`${base}${any}`, base);
        expect(path).toMatch(/\/$/);
        expect(queryOfPath(path).length).toBeLessThanOrEqual(200);
      }),
      runs(500),
    );
  });

  const documents = searchDocuments(realLibrary);
  const engine = searchEngine();
  engine.add(documents);
  engine.add(runDocuments(realLibrary));
  const words = fc
    .array(fc.oneof(text, fc.constantFrom(...documents.flatMap(({ names }) => names))), {
      maxLength: 4,
    })
    .map((parts) => parts.join(' '));

  test('for anything finds pages or none', () => {
    fc.assert(
      fc.property(words, (any) => {
        const { hits } = engine.find(any, 'everywhere');
        expect(new Set(hits.map(({ document }) => document)).size).toBe(hits.length);
        const nearest = engine.nearest(any).map(({ document }) => document);
        expect(new Set(nearest).size).toBe(nearest.length);
      }),
      runs(50, 20),
    );
  });

  test('of any log names lines that it has', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (lines) => {
        const log = lines.join('\n');
        for (const { line } of readLog(log, documents)) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(log.split(/\r\n?|\n/).length);
        }
      }),
      runs(20, 50),
    );
  });
});

describe('a filter of runs', () => {
  const facets = facetsOf(realLibrary).map(({ param }) => param);

  test('is in its address as it was chosen', () => {
    const filters = fc.record({
      chosen: fc.dictionary(
        fc.constantFrom(...facets),
        text.filter((one) => one !== ''),
        { minKeys: 1 },
      ),
      page: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        const params = new URLSearchParams(writeRunFilter(filter, facets));
        expect(readRunFilter(params, facets)).toEqual(filter);
      }),
      runs(500),
    );
  });

  test('can be read from any address', () => {
    fc.assert(
      fc.property(query, (any) => {
        const { chosen, page } = readRunFilter(new URLSearchParams(any), facets);
        expect(Object.keys(chosen).filter((key) => !facets.includes(key))).toEqual([]);
        expect(page).toBeGreaterThanOrEqual(1);
      }),
      runs(500),
    );
  });
});

describe('an order of options', () => {
  const { ranked } = optionsPage(realLibrary);
  const ids = ranked.map(({ id }) => id).toSorted();

  test('is in its address as it was chosen', () => {
    const states = fc.record(
      {
        sort: fc.constantFrom(...CRITERIA),
        weights: fc.dictionary(fc.constantFrom(...CRITERIA), fc.integer({ min: 1, max: 3 })),
      },
      { requiredKeys: ['weights'] },
    );
    fc.assert(
      fc.property(states, (state) => {
        const { state: read, problems } = readOptionState(
          new URLSearchParams(writeOptionState(state)),
        );
        expect(problems).toEqual([]);
        expect(read).toEqual(state.sort === undefined ? state : { sort: state.sort, weights: {} });
      }),
      runs(300),
    );
  });

  test('of any address is one of all options', () => {
    const pairs = fc.array(
      fc.tuple(
        fc.constantFrom('sort', ...CRITERIA),
        fc.oneof(text, fc.constantFrom('0', '3', ...CRITERIA)),
      ),
    );
    fc.assert(
      fc.property(pairs, (params) => {
        const { state } = readOptionState(params);
        expect(orderOptions(ranked, state).ids.toSorted()).toEqual(ids);
      }),
      runs(200),
    );
  });
});

describe('a state of the explainer', () => {
  const decision = explainedDecision(realLibrary);
  if (decision === undefined) throw new Error('no decision is explained');
  const data = explainerData(decision, realLibrary);

  test('is in its address as it was chosen, and is answered', () => {
    const states = fc
      .constantFrom(...data.cards)
      .chain((card) =>
        fc
          .record(
            Object.fromEntries(
              data.axes
                .filter(({ id }) => !data.settled.includes(id) && !(id in card.where))
                .map(({ id, values }) => [id, fc.constantFrom(...values.map((value) => value.id))]),
            ),
            { requiredKeys: [] },
          )
          .map((chosen) => ({ card: card.key, chosen: chosen as Record<string, string> })),
      );
    fc.assert(
      fc.property(states, (state) => {
        const written = writeState(data, state);
        expect(readState(data, new URLSearchParams(written))).toEqual({ state, problems: [] });
        expect(explain(data, state).headline).not.toBe('');
      }),
      runs(300),
    );
  });

  test('can be read from any address, which is told what of it was not understood', () => {
    const params = data.axes.map(({ param }) => param);
    const pairs = fc.array(fc.tuple(fc.constantFrom('gpu', ...params), text));
    fc.assert(
      fc.property(pairs, (any) => {
        const { state, problems } = readState(data, any);
        expect(explain(data, state).asked).toBeTypeOf('string');
        expect(readState(data, new URLSearchParams(writeState(data, state)))).toEqual({
          state,
          problems: [],
        });
        for (const sentence of problems) expect(sentence.length).toBeLessThan(600);
      }),
      runs(300),
    );
  });
});
