import { describe, expect, test } from 'vitest';
import type { Library } from '../../src/model/library.ts';
import { facetedRun, facetsOf, leadingComponents } from '../../src/publish/run-facets.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

type Entry = Readonly<
  Record<'component', string> & Partial<Record<'layer' | 'loaded' | 'installed', string>>
>;

/** A library of runs that differ in what they record of their stack. */
function runsWith(...stacks: readonly (readonly Entry[])[]): Library {
  return libraryOf({
    run: stacks.map((stack, index) => writtenRun(`r${index}`, { stack: [...stack] })),
  });
}

const of = (component: string, version = '1', layer?: string): Entry => ({
  component,
  installed: version,
  ...(layer === undefined ? {} : { layer }),
});

const facet = (library: Library, param: string) =>
  facetsOf(library).find((one) => one.param === param);

describe('the components that are facets', () => {
  test('are the two that most runs give a version of, whatever their names', () => {
    const library = runsWith(
      [of('rare'), of('zlib', '1', 'hip'), of('miopen', '1', 'hip')],
      [of('zlib', '1', 'hip'), of('miopen', '1', 'hip')],
      [of('zlib', '1', 'hip'), { component: 'unversioned' }],
    );
    expect(leadingComponents(library)).toEqual(['zlib', 'miopen']);
    const even = runsWith([of('c', '1', 'hip'), of('b', '1', 'hip'), of('a', '1', 'hip')]);
    expect(leadingComponents(even)).toEqual(['a', 'b']);
  });

  test('begin with a release that spans several layers, in every run that gives it', () => {
    const spanning = runsWith([of('a', '1', 'hip'), of('b')], [of('a', '1', 'hip'), of('b')]);
    expect(leadingComponents(spanning)).toEqual(['b', 'a']);
    const first = runsWith([of('a'), of('b', '1', 'hip')], [of('a'), of('b', '1', 'hip')]);
    expect(leadingComponents(first)).toEqual(['a', 'b']);
    const once = runsWith(
      [of('a', '1', 'hip'), of('b')],
      [of('a', '1', 'hip'), of('b', '1', 'hip')],
    );
    expect(leadingComponents(once)).toEqual(['a', 'b']);
    const later = runsWith([of('a', '1', 'hip'), of('b', '1', 'hip')], [of('a'), of('b')]);
    expect(leadingComponents(later)).toEqual(['a', 'b']);
  });

  test('have names of their own in an address', () => {
    const library = runsWith([of('Card', '9'), of('Tensor  Flow!', '2', 'hip')]);
    expect(
      facetsOf(library)
        .map(({ param, title }) => [param, title])
        .slice(3, 5),
    ).toEqual([
      ['card-2', 'Card'],
      ['tensor-flow-', 'Tensor  Flow!'],
    ]);
    const [run] = library.run.values();
    expect(run && facetedRun(run, library).values).toMatchObject({ card: [], 'card-2': ['9'] });
    const page = runsWith([of('p', '9'), of('P', '8')]);
    expect(
      facetsOf(page)
        .map(({ param }) => param)
        .slice(3, 5),
    ).toEqual(['p-2', 'p-3']);
  });

  test('are found by each version of a run, the loaded one where it was captured', () => {
    const two = [of('ROCm', '6.2'), { ...of('ROCm', '5.7'), loaded: '5.2' }, of('ROCm', '6.2')];
    const library = runsWith(two, [of('ROCm', '5.10')], [{ component: 'ROCm' }], []);
    expect([...library.run.values()].map((run) => facetedRun(run, library).values['rocm'])).toEqual(
      [['6.2', '5.2'], ['5.10'], [], []],
    );
    expect(facet(library, 'rocm')?.values).toEqual([
      { value: '5.2', label: '5.2', count: 1 },
      { value: '5.10', label: '5.10', count: 1 },
      { value: '6.2', label: '6.2', count: 1 },
    ]);
  });
});

test('a value is called by what it is an id of, and by itself where nothing has that id', () => {
  const gpus = ['rdna1', 'setting-like'].map((family, index) => ({
    name: `Card ${index}`,
    family,
  }));
  const library = libraryOf({
    gpu: [{ id: 'rdna1', name: 'RDNA1', summary: 'A family.' }],
    run: [
      writtenRun('one', {
        machine: { gpus },
        settings: [
          { kind: 'env', name: 'rdna1', requested: '1' },
          { kind: 'env', name: 'NEVER', unset: true },
        ],
        results: [
          {
            id: 'a',
            outcome: 'pass',
            probe: 'asked',
            command: { form: 'complete', argv: ['x'], env: { OWN: '1' } },
          },
          { id: 'b', outcome: 'pass', probe: 'unknown' },
        ],
      }),
    ],
  });
  const labels = (param: string) => facet(library, param)?.values.map(({ label }) => label);
  expect(labels('family')).toEqual(['RDNA1', 'setting-like']);
  expect(labels('setting')).toEqual(['OWN', 'rdna1']);
  expect(labels('probe')).toEqual(['asked', 'unknown']);
  expect(labels('outcome')).toEqual(['pass']);
  expect(facet(library, 'outcome')?.values[0]?.count).toBe(1);
});
