import { describe, expect, test } from 'vitest';
import { structuredData } from '../../src/publish/structured-data.ts';
import type { PageTarget } from '../../src/publish/urls.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const library = libraryOf({
  run: [
    writtenRun('bounded', {
      time: { notBefore: '2025-11-06', notAfter: '2025-11-09T10:00:00Z' },
      provenance: {
        recordedFrom: 'transcribed',
        sources: [{ format: 'markdown', url: 'https://example.org/a' }, { format: 'text' }],
      },
    }),
  ],
  source: [
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
    {
      id: 'said',
      claim: 'It is `so`.',
      topic: 'cause',
      basis: 'asserted',
      assertedBy: [
        { source: 'report', where: 'One' },
        { source: 'report', where: 'Two' },
      ],
    },
  ],
});
const view = { library, location: { base: '/', origin: 'https://example.org' } };
const shown = { title: 'A title', description: 'What it is.' };
const of = (target: PageTarget, edition?: string) =>
  structuredData(
    target,
    shown,
    edition === undefined
      ? view
      : {
          ...view,
          location: { ...view.location, edition },
          edition: { id: edition, asOf: '2025-11-06', state: 'sealed' },
        },
    { library, editions: [] },
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

  test.each(['gpu', 'setting', 'signature', 'option', 'layer'] as const)(
    'a %s is an article',
    (kind) => {
      expect(of({ kind, id: 'x' })).toMatchObject({ '@type': 'TechArticle', headline: 'A title' });
    },
  );

  test.each([{ page: 'about' }, { kind: 'source', id: 'report' }, { changes: 'one' }] as const)(
    '%j is nothing of these',
    (target) => {
      expect(of(target)).toBeUndefined();
    },
  );
});
