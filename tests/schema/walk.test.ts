import { expect, test } from 'vitest';
import { evidenceLinksIn, markdownIn, referencesIn } from '../../src/schema/walk.ts';
import { KINDS } from '../../src/schema/kinds.ts';
import { writtenRun } from '../library-of.ts';

const run = writtenRun('x', {
  replaces: 'older',
  machine: { gpus: [{ family: 'rdna1' }, {}] },
  results: [
    { id: 'a', probe: 'conv', outcome: 'fail', fault: [{ layer: 'kernel', role: 'raised' }] },
  ],
});

const told = (value: unknown) =>
  [...referencesIn(KINDS.run.schema, value)].map(({ kind, id, path }) => [
    kind,
    id,
    path.join('.'),
  ]);

test('every reference in a run, with its kind and place; local ids are none', () => {
  expect(told(run)).toEqual([
    ['probe', 'conv', 'results.0.probe'],
    ['layer', 'kernel', 'results.0.fault.0.layer'],
    ['run', 'older', 'replaces'],
    ['gpu', 'rdna1', 'machine.gpus.0.family'],
  ]);
});

test.each([
  [null],
  ['text'],
  [{ machine: 'text', results: { a: { probe: 7 } }, stack: [null, 'x', { layer: ['kernel'] }] }],
  [{ constructor: { probe: 'conv' }, toString: 'x', hasOwnProperty: null }],
])('a value that does not fit has none: %j', (value) => {
  expect(told(value)).toEqual([]);
});

test('every piece of evidence, however deep', () => {
  const one = { run: 'r', result: 'a' };
  const two = { source: 's' };
  const option = {
    status: 'open',
    statusEvidence: [one],
    undo: { text: 'x', basis: 'cited', evidence: [two] },
  };
  const links = [...evidenceLinksIn(KINDS.option.schema, option)];
  expect(links.map(({ link, path }) => [link, path.join('.')])).toEqual([
    [one, 'statusEvidence.0'],
    [two, 'undo.evidence.0'],
  ]);
});

test('every text that is Markdown, and no other', () => {
  const finding = {
    claim: 'No Markdown',
    explanation: 'Some',
    supports: [{ inference: 'More' }],
    override: { why: 'And more', by: 'Nobody' },
  };
  expect([...markdownIn(KINDS.finding.schema, finding)].map(({ text }) => text)).toEqual([
    'Some',
    'More',
    'And more',
  ]);
  expect([...markdownIn(KINDS.prose.schema, { title: 'No', body: 'Yes' })]).toEqual([
    { text: 'Yes', path: ['body'] },
  ]);
});
