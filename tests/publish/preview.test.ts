import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Companion } from '../../src/publish/companion.ts';
import { factsOfPages } from '../../src/publish/facts.ts';
import { preview, PREVIEW_SIZE, RUN_VERDICTS, runPreview } from '../../src/publish/preview.ts';
import type { Location } from '../../src/publish/urls.ts';
import { previewPath } from '../../src/preview-path.ts';
import { previews } from '../../src/previews.ts';
import { previewPng } from '../../src/render/preview-image.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { temporaryFolder } from '../content-copy.ts';
import { runs } from '../fuzz/budget.ts';

const library = libraryOf({
  run: [
    writtenRun('r', {
      machine: { gpus: [{ name: 'Radeon RX 5600 XT' }] },
      stack: [{ component: 'ROCm', installed: '7.0.2' }],
      results: [
        { id: 'a', outcome: 'crash', reason: { signature: 'HSA_OOPS' } },
        { id: 'b', outcome: 'hang', reason: { signature: 'HSA_OOPS' } },
      ],
    }),
    writtenRun('part', { plan: { count: 2 }, results: [{ id: 'a', outcome: 'pass' }] }),
  ],
  signature: [{ id: 'oops', text: 'HSA_OOPS', summary: 'It broke.' }],
  finding: [
    {
      id: 'f',
      claim: 'It is `so`.',
      topic: 'cause',
      basis: 'inferred',
      contradicts: [{ inference: 'Not so.' }],
    },
  ],
  gpu: [{ id: 'g', name: 'RDNA1', summary: 'A family.', gfx: ['gfx1010'] }],
});
const view = { library, location: { base: '/', origin: 'https://example.org' } };

describe('what a preview says', () => {
  test('of an error: the outcomes, the cards, the stack', () => {
    expect(preview({ kind: 'signature', id: 'oops' }, view)).toMatchObject({
      kind: 'Error',
      title: 'HSA_OOPS',
      verdict: '1 crash, 1 hang',
      lines: ['Radeon RX 5600 XT', 'ROCm 7.0.2'],
    });
  });

  test('of an error on a machine that nobody recorded: nothing of it', () => {
    const results = [{ id: 'a', outcome: 'crash', reason: { signature: 'HSA_OOPS' } }];
    const signature = [{ id: 'oops', text: 'HSA_OOPS', summary: 'It broke.' }];
    const bare = libraryOf({ run: [writtenRun('r', { results })], signature });
    const { lines } = preview({ kind: 'signature', id: 'oops' }, { ...view, library: bare });
    expect(lines).toEqual([]);
  });

  test('of a GPU: how many runs there are on it, more than its page lists', () => {
    const gpu = { id: 'g', name: 'RDNA1', summary: 'A family.' };
    const many = Array.from({ length: 14 }, (_, index) =>
      writtenRun(`r-${index}`, { machine: { gpus: [{ family: 'g' }] } }),
    );
    const crowded = { ...view, library: libraryOf({ gpu: [gpu], run: many }) };
    expect(preview({ kind: 'gpu', id: 'g' }, crowded)).toMatchObject({ verdict: '14 runs' });
  });

  test('of a finding: its status in its colour', () => {
    expect(preview({ kind: 'finding', id: 'f' }, view)).toMatchObject({
      title: 'It is so.',
      verdict: 'refuted',
      color: 'a3181c',
    });
  });

  test('of runs: one for each verdict, and an incomplete one is not green', () => {
    expect(preview({ kind: 'run', id: 'r' }, view)).toEqual(runPreview('crash'));
    expect(preview({ kind: 'run', id: 'part' }, view)).toMatchObject({
      verdict: 'incomplete',
      color: '625c50',
    });
    const green = RUN_VERDICTS.filter((verdict) => runPreview(verdict).color === '0f6746');
    expect(green).toEqual(['pass']);
  });

  test('of an edition: what it speaks for', () => {
    const edition = { id: 'one', asOf: '2025-11-06', state: 'draft' };
    expect(preview({ page: 'home' }, { ...view, edition })).toMatchObject({
      title: 'Edition one',
      verdict: 'draft',
      lines: ['As of 6 November 2025', '1 finding, 2 runs'],
    });
    expect(preview({ page: 'findings' }, { ...view, edition })).toEqual(
      preview({ page: 'about' }, view),
    );
  });
});

describe('the drawing', () => {
  test('is a PNG of the size that is announced, the same each time', async () => {
    const source = runPreview('hang');
    const [one, two] = [
      await previewPng(source, PREVIEW_SIZE),
      await previewPng(source, PREVIEW_SIZE),
    ];
    expect(one).toEqual(two);
    const bytes = Buffer.from(one);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(one).not.toEqual(await previewPng(runPreview('crash'), PREVIEW_SIZE));
  });

  test('of any text is drawn', async () => {
    const words = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 300 }));
    const source = fc.record({
      kind: words,
      title: words,
      verdict: words,
      color: fc.constant('a3181c'),
      lines: fc.array(words, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(source, async (shown) => {
        expect((await previewPng(shown, PREVIEW_SIZE)).length).toBeGreaterThan(1000);
      }),
      runs(25, 100),
    );
  });
});

describe('the previews of a site', () => {
  const archive = { library, editions: [] };
  const drawn = async (cache: string, location: Location) => {
    const files: Companion[] = [];
    for await (const file of previews(archive, location, cache)) files.push(file);
    return files;
  };

  test('are one file for each picture, and come from the cache the second time', async () => {
    const cache = temporaryFolder();
    const first = await drawn(cache, view.location);
    const paths = first.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    const needed = factsOfPages(library).map(({ target }) => previewPath(preview(target, view)));
    expect(needed.filter((path) => !paths.includes(path))).toEqual([]);
    expect(await drawn(cache, view.location)).toEqual(first);
    expect(await drawn(temporaryFolder(), view.location)).toEqual(first);
  });

  test('are drawn only where the site knows its address', async () => {
    expect(await drawn(temporaryFolder(), { base: '/' })).toEqual([]);
  });
});
