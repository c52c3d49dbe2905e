import { describe, expect, test } from 'vitest';
import { effectView, evidenceView } from '../../src/publish/evidence-view.ts';
import { findingPage } from '../../src/publish/finding-page.ts';
import { KINDS } from '../../src/schema/kinds.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const evidence = 'log';
const settings = [
  { name: 'read', requested: '1', readback: { value: '2', evidence } },
  { name: 'acting', requested: '1', effective: { state: 'shown', evidence } },
  { name: 'idle', requested: '1', effective: { state: 'shown-not', evidence } },
  { name: 'asked', requested: '1' },
  { name: 'unset', unset: true },
  { name: 'named' },
].map((setting) => ({ kind: 'env', ...setting }));
const log = { id: evidence, kind: 'log', excerpt: 'x', strength: 'captured' };
const library = libraryOf({ run: [writtenRun('run', { settings, evidence: [log] })] });

test.each([
  ['read', '`read` read back as `2`', 'a captured reading'],
  ['acting', '`acting` shown in effect', 'a captured reading'],
  ['idle', '`idle` shown to have no effect', 'a captured reading'],
  [
    'asked',
    '`asked` requested as `1`, not read back',
    'a request without evidence of its own, not read back',
  ],
  [
    'unset',
    '`unset` not set, on purpose; not read back',
    'a request without evidence of its own, not read back',
  ],
  ['named', '`named` not recorded', 'a name alone without evidence of its own'],
])('the setting %s is called what the run holds of it', (setting, label, why) => {
  const { link, weightWhy } = evidenceView({ run: 'run', setting }, library);
  expect([link?.label, weightWhy]).toEqual([label, why]);
});

describe('a piece of evidence says what its weight goes by', () => {
  const run = (id: string, recordedFrom: string, ...strengths: string[]) =>
    writtenRun(id, {
      provenance: { recordedFrom, sources: [{ format: 'text' }] },
      results: [{ id: 'a', outcome: 'pass', evidence: strengths }],
      evidence: strengths.map((strength) => ({ id: strength, kind: 'log', strength })),
    });
  const source = (id: string, kind: string, of: string) => ({
    id,
    title: id,
    kind,
    class: of,
    summary: 'It says so.',
  });
  const all = libraryOf({
    run: [
      run('captured', 'native', 'recalled', 'captured'),
      run('converted', 'import', 'transcribed'),
      run('bare', 'native'),
      run('written-down', 'transcribed', 'captured'),
      run('written-bare', 'transcribed'),
      run('told', 'recalled', 'captured'),
    ],
    source: [
      source('code', 'code', 'primary'),
      source('isa', 'specification', 'primary'),
      source('manual', 'documentation', 'primary'),
      source('copied', 'code', 'secondary'),
    ],
  });

  test.each([
    [{ run: 'captured', result: 'a' }, 3, 'a captured result'],
    [{ run: 'captured' }, 3, 'a captured run'],
    [{ run: 'converted', result: 'a' }, 2, 'a transcribed result'],
    [{ run: 'bare', result: 'a' }, 2, 'a result without evidence of its own'],
    [{ run: 'written-down', result: 'a' }, 2, 'a transcribed result'],
    [{ run: 'written-bare', result: 'a' }, 2, 'a transcribed result'],
    [{ run: 'told', result: 'a' }, 1, 'a recalled result'],
    [{ source: 'code' }, 3, 'a primary source'],
    [{ source: 'isa' }, 3, 'a primary source'],
    [{ source: 'manual' }, 2, 'a primary source (documentation)'],
    [{ source: 'copied' }, 2, 'a secondary source'],
    [{ inference: 'So.' }, 1, 'an inference'],
    [{ run: 'none', result: 'a' }, 0, 'a result without evidence of its own'],
  ])('%j weighs %i', (link, weight, weightWhy) => {
    expect(evidenceView(link, all)).toMatchObject({ weight, weightWhy });
  });

  test.each([
    [
      [{ source: 'manual' }, { run: 'bare', result: 'a' }, { inference: 'So.' }],
      [],
      'The strongest evidence for it is a primary source (documentation) and a result without evidence of its own; nothing linked here speaks against it.',
    ],
    [
      [{ source: 'code' }],
      [{ run: 'told', result: 'a' }],
      'The strongest evidence for it is a primary source; against it there is only a recalled result.',
    ],
    [[{ inference: 'So.' }], [], 'It is inferred: no result and no source shows it directly.'],
    [
      [{ run: 'told', result: 'a' }, { inference: 'So.' }],
      [],
      'The strongest evidence for it is a recalled result and an inference; nothing linked here speaks against it.',
    ],
    [
      [{ run: 'bare', result: 'a' }],
      [{ source: 'copied' }, { source: 'manual' }],
      'The strongest evidence for it and against it weighs the same: a result without evidence of its own, a secondary source and a primary source (documentation).',
    ],
    [
      [{ inference: 'So.' }],
      [{ source: 'code' }],
      'The strongest evidence against it is a primary source; for it there is only an inference.',
    ],
    [
      [],
      [{ inference: 'So.' }],
      'The strongest evidence against it is an inference; for it there is none.',
    ],
    [[], [], 'No evidence for or against it is linked here.'],
  ])('and so does a finding that rests on it', (supports, contradicts, standing) => {
    const written = { id: 'f', claim: 'It is so.', topic: 'cause', basis: 'inferred' };
    const finding = KINDS.finding.schema.parse({ ...written, supports, contradicts });
    expect(findingPage(finding, all).standing).toBe(standing);
  });
});

test('an effect is inferred where reasoning is a part of what it rests on', () => {
  const basisOf = (...links: Parameters<typeof evidenceView>[0][]) =>
    effectView({ text: 'It acts.', evidence: links }, library).basis;
  const [source, run, inference] = [{ source: 's' }, { run: 'run' }, { inference: 'So.' }];
  expect(basisOf(source)).toBe('cited');
  expect(basisOf(source, run)).toBe('observed');
  expect(basisOf(source, run, inference)).toBe('inferred');
});
