import { describe, expect, test } from 'vitest';
import { furtherNumbers, runResults } from '../../src/publish/run-results.ts';
import { run as runSchema } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

/** A run of so many results, of which every so-many-th crashed. */
function runOf(count: number, every: number, plan?: number) {
  const results = Array.from({ length: count }, (_, index) => ({
    id: `t-${index}`,
    outcome: index % every === every - 1 ? 'crash' : index % 7 === 0 ? 'skipped' : 'pass',
  }));
  const planned = plan === undefined ? {} : { plan: { count: plan, ids: plannedIds(plan) } };
  const written = writtenRun('r', { results, ...planned });
  return { run: runSchema.parse(written), library: libraryOf({ run: [written] }) };
}

const plannedIds = (count: number) => Array.from({ length: count }, (_, index) => `t-${index}`);

/** The ids of the results of every page, in order. */
function pagesOf({ run, library }: ReturnType<typeof runOf>): string[][] {
  const { pages } = runResults(run, library);
  return Array.from({ length: pages }, (_, index) =>
    runResults(run, library, index + 1).entries.map((entry) =>
      'missing' in entry ? entry.missing : entry.result.anchor,
    ),
  );
}

describe('the results of a run', () => {
  test('stand as they were recorded while they fit on one page', () => {
    const given = runOf(200, 5);
    expect(pagesOf(given)).toEqual([given.run.results.map(({ id }) => id)]);
    const { further, earlier, later, others } = runResults(given.run, given.library);
    expect([further, earlier, later, others]).toEqual([[], undefined, undefined, undefined]);
  });

  test('of a large one are on its page as far as they did not pass, the rest on others', () => {
    const given = runOf(5000, 125);
    const pages = pagesOf(given);
    expect(pages.map((page) => page.length)).toEqual([40, ...Array<number>(24).fill(200), 160]);
    expect(pages.flat().toSorted()).toEqual(given.run.results.map(({ id }) => id).toSorted());
    const own = runResults(given.run, given.library);
    expect(new Set(own.entries.map((e) => ('result' in e ? e.result.outcome : '')))).toEqual(
      new Set(['crash']),
    );
    expect(own.others).toEqual({ count: 4960, here: 'These are the results that did not pass.' });
    expect(own.range).toBe('1 to 40 of 5000');
    expect(own.later).toEqual({ resultsOf: 'r', number: 2 });
  });

  test('keep a line for each that stands elsewhere, with the page that has it in full', () => {
    const given = runOf(450, 2);
    const pages = pagesOf(given);
    const { further, others } = runResults(given.run, given.library);
    expect(others?.here).toBe('These are the first 200 of 225 results that did not pass.');
    for (const [index, page] of further.entries()) {
      const lines = page.groups.flatMap(({ results }) => results);
      expect(lines.map(({ anchor }) => anchor).toSorted()).toEqual(pages[index + 1]?.toSorted());
      for (const { anchor, link } of lines) {
        expect(link.target).toEqual({ resultsOf: 'r', number: index + 2, anchor });
      }
    }
    expect(further[0]?.groups[0]?.outcome).toBe('crash');
    expect(further.map(({ link }) => link.label)).toEqual([
      'Results 201 to 400 of 450',
      'Results 401 to 450 of 450',
    ]);
  });

  test('of which none went wrong say so', () => {
    const { run, library } = runOf(300, 1000);
    expect(runResults(run, library).others?.here).toBe('Of all results none went wrong.');
  });

  test('that are missing are among those that did not pass', () => {
    const given = runOf(250, 1000, 252);
    expect(pagesOf(given)[0]).toEqual(['t-250', 't-251']);
  });

  test('have pages with numbers of their own', () => {
    expect(furtherNumbers(runOf(200, 2).run)).toEqual([]);
    expect(furtherNumbers(runOf(450, 1000).run)).toEqual([2, 3, 4]);
  });
});
