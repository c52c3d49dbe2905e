import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive.ts';
import type { Library } from '../../src/model/library.ts';
import { errorPage } from '../../src/publish/error-page.ts';
import { sightings } from '../../src/publish/sightings.ts';
import { libraryOf } from '../library-of.ts';

const { archive } = readArchive('content');
const page = (id: string, library: Library | undefined = archive?.library) => {
  const signature = library?.signature.get(id);
  if (library === undefined || signature === undefined) throw new Error(`no error ${id}`);
  return errorPage(signature, library);
};
const APERTURE = 'hsa-status-error-memory-aperture-violation';

describe('the page of the error of the report', () => {
  const { sightings: seen, confusedWith, options, tellApart, experiments } = page(APERTURE);

  test('counts where it was seen, each result once', () => {
    expect(seen.results).toBe(7);
    expect(seen.runs).toBe(6);
    expect(seen.cards.reduce((sum, { count }) => sum + count, 0)).toBe(seen.results);
    expect(seen.cards).toContainEqual({ label: 'Radeon RX 5600 XT', count: 2 });
    expect(seen.stacks).toContainEqual({ label: 'ROCm 7.0.2', count: 2 });
  });

  test('says what was set when it was printed all the same', () => {
    const override = seen.set.find(({ label }) => label.includes('HSA_OVERRIDE_GFX_VERSION'));
    expect(override).toEqual({
      label: '`HSA_OVERRIDE_GFX_VERSION=10.3.0`',
      count: 2,
      link: {
        label: '`HSA_OVERRIDE_GFX_VERSION=10.3.0`',
        target: { kind: 'setting', id: 'hsa-override-gfx-version' },
      },
    });
    expect(seen.nothingSet).toBe(3);
  });

  test('tells 41 from 43', () => {
    expect(confusedWith[0]?.link.target).toEqual({
      kind: 'signature',
      id: 'hsa-status-error-memory-fault',
    });
    expect(confusedWith[0]?.difference.text).toMatch(/^43 .*; 41 /s);
  });

  test('says what came of each way forward, also where none was tried', () => {
    expect(options.map(({ outcome }) => outcome)).toEqual([
      expect.stringMatching(/^worked in \d+ of \d+ results$/),
      expect.stringMatching(/^worked in \d+ of \d+ results$/),
      'in no run here yet',
    ]);
  });

  test('says what to log, each answer with what it rests on', () => {
    expect(tellApart.map(({ anchor }) => anchor)).toEqual([
      'log-other-chip',
      'log-page-fault',
      'log-last-kernel',
    ]);
    expect(tellApart[0]?.commands.map(({ text }) => text)).toContain(
      'env | grep HSA_OVERRIDE_GFX_VERSION',
    );
    const answers = tellApart.flatMap((question) => question.answers);
    expect(answers.filter(({ means }) => means.evidence.length === 0)).toEqual([]);
    expect(experiments.map(({ target }) => 'id' in target && target.id)).toContain(
      'override-unset-10-1-10-3',
    );
  });
});

test('every error says what to log', () => {
  const ids = [...(archive?.library.signature.keys() ?? [])];
  expect(ids.filter((id) => page(id).tellApart.length === 0)).toEqual([]);
});

test('an edition that knew none of this has the page all the same', () => {
  const sealed = archive?.editions[0]?.library;
  expect(page(APERTURE, sealed)).toMatchObject({
    tellApart: [],
    experiments: [],
    sightings: { results: 2, runs: 1, nothingSet: 0 },
  });
});

test('what was seen nowhere has nothing to count', () => {
  expect(sightings(libraryOf({}), 'never-printed')).toEqual({
    results: 0,
    runs: 0,
    cards: [],
    stacks: [],
    set: [],
    nothingSet: 0,
  });
});
