import { describe, expect, test } from 'vitest';
import { structuredData } from '../../src/publish/structured-data.ts';
import type { PageTarget } from '../../src/publish/urls.ts';
import { edition } from '../../src/schema/edition.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const library = libraryOf({
  run: [
    writtenRun('on-a-day', { time: { start: '2025-11-06T10:00:00Z', precision: 'day' } }),
    writtenRun('from-to', { time: { start: '2025-11-06T10:00:00Z', end: '2025-11-07T01:00:00Z' } }),
    writtenRun('since', { time: { notBefore: '2025-11-06' } }),
    writtenRun('by', { time: { notAfter: '2025-11-06' } }),
    writtenRun('bounded', {
      time: { notBefore: '2025-11-06', notAfter: '2025-11-09T10:00:00Z' },
      provenance: {
        recordedFrom: 'transcribed',
        sources: [{ format: 'markdown', url: 'https://example.org/a' }, { format: 'text' }],
      },
    }),
  ],
  source: [
    { id: 'notes', title: 'Notes', kind: 'report', class: 'secondary', summary: 'On paper.' },
    {
      id: 'report',
      title: 'A report',
      kind: 'report',
      class: 'secondary',
      summary: 'It says so.',
      url: 'https://example.org/report',
    },
  ],
  finding: [
    { id: 'ours', claim: 'It is ours.', topic: 'cause', basis: 'inferred' },
    {
      id: 'said',
      claim: 'It is `so`.',
      topic: 'cause',
      basis: 'asserted',
      assertedBy: [
        { source: 'notes', where: 'Zero' },
        { source: 'report', where: 'One' },
        { source: 'report', where: 'Two' },
      ],
    },
  ],
});
const editions = ['one', 'two'].map((id, index) => ({
  library,
  manifest: edition.parse({
    schema: 'faultline.edition/1',
    id,
    title: `Edition ${id}`,
    summary: 'What was held.',
    asOf: `2025-11-0${index + 1}`,
    frozenOn: `2025-12-0${index + 1}`,
    state: 'sealed',
    content: 1,
    files: [],
    runs: [],
    pages: [],
  }),
}));
const view = { library, location: { base: '/', origin: 'https://example.org' } };
const shown = { title: 'A title', description: 'What it is.' };
const of = (target: PageTarget, id?: string) =>
  structuredData(
    target,
    shown,
    id === undefined
      ? view
      : {
          ...view,
          location: { ...view.location, edition: id },
          edition: { id, asOf: '2025-11-06', state: 'sealed' },
        },
    { library, editions },
  );

describe('a page in the words of schema.org', () => {
  test('a run is a data set with its record, and no date is invented', () => {
    expect(of({ kind: 'run', id: 'bounded' })).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      name: 'A title',
      description: 'What it is.',
      url: 'https://example.org/runs/bounded/',
      identifier: 'bounded',
      temporalCoverage: '2025-11-06/2025-11-09',
      distribution: {
        '@type': 'DataDownload',
        encodingFormat: 'application/json',
        contentUrl: 'https://example.org/runs/bounded/index.json',
      },
      isBasedOn: ['https://example.org/a'],
    });
  });

  test.each([
    ['on-a-day', '2025-11-06'],
    ['from-to', '2025-11-06/2025-11-07'],
    ['since', '2025-11-06/..'],
    ['by', '../2025-11-06'],
  ])('the run %s covers %s', (id, covered) => {
    expect(of({ kind: 'run', id })).toMatchObject({ temporalCoverage: covered });
  });

  test('all that is known is a data set, and an edition of it a version', () => {
    const today = {
      '@context': 'https://schema.org',
      '@type': 'Dataset',
      name: 'A title',
      description: 'What it is.',
      url: 'https://example.org/',
      distribution: {
        '@type': 'DataDownload',
        encodingFormat: 'application/json',
        contentUrl: 'https://example.org/index.json',
      },
    };
    expect(of({ page: 'home' })).toEqual(today);
    expect(of({ page: 'home' }, 'two')).toEqual({
      ...today,
      url: 'https://example.org/v/two/',
      distribution: {
        ...today.distribution,
        contentUrl: 'https://example.org/v/two/index.json',
      },
      version: 'two',
      datePublished: '2025-12-02',
      temporalCoverage: '2025-11-02',
    });
  });

  test('a claim that nobody made in a place of its own has none', () => {
    expect(of({ kind: 'finding', id: 'ours' })).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      name: 'A title',
      description: 'What it is.',
      url: 'https://example.org/findings/ours/',
      claimReviewed: 'It is ours.',
      author: { '@type': 'Organization', name: 'Faultline' },
      reviewRating: { '@type': 'Rating', alternateName: 'unproven' },
    });
  });

  test('what is not there is nothing', () => {
    expect(of({ kind: 'run', id: 'none' })).toBeUndefined();
    expect(of({ kind: 'finding', id: 'none' })).toBeUndefined();
  });

  test('a finding is a review of a claim, rated with its status', () => {
    expect(of({ kind: 'finding', id: 'said' }, 'one')).toMatchObject({
      '@type': 'ClaimReview',
      url: 'https://example.org/v/one/findings/said/',
      claimReviewed: 'It is so.',
      reviewRating: { '@type': 'Rating', alternateName: 'asserted' },
      itemReviewed: {
        '@type': 'Claim',
        appearance: [{ '@type': 'CreativeWork', url: 'https://example.org/report' }],
      },
      isPartOf: { '@type': 'Dataset', name: 'Edition one', url: 'https://example.org/v/one/' },
    });
  });

  test.each([
    'gpu',
    'setting',
    'signature',
    'option',
    'layer',
    'memory-type',
    'experiment',
  ] as const)('a %s is an article', (kind) => {
    expect(of({ kind, id: 'x' })).toMatchObject({ '@type': 'TechArticle', headline: 'A title' });
  });

  test.each([
    { page: 'about' },
    { kind: 'source', id: 'report' },
    { changes: 'one' },
    { comparison: ['on-a-day', 'since'] },
  ] as const)('%j is nothing of these', (target) => {
    expect(of(target)).toBeUndefined();
  });
});
