import { describe, expect, test } from 'vitest';
import { alsoCitedBy, citedBy } from '../../src/publish/citations.ts';
import { linksToPlaces, linkToPlace } from '../../src/publish/places.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const source = (id: string, summary = 'What it says.') => ({
  id,
  kind: 'documentation',
  class: 'primary',
  title: `The source ${id}`,
  summary,
});
const finding = (id: string, rest: object = {}) => ({
  id,
  claim: `Claim ${id}.`,
  topic: 'cause',
  basis: 'inferred',
  ...rest,
});
const note = (id: string, run: string) => ({
  id,
  run,
  on: '2025-11-07',
  text: 'Later it was seen.',
  basis: 'inferred',
  evidence: [{ source: 'manual', says: 'So.' }],
});

const library = () =>
  libraryOf({
    run: [writtenRun('first', { title: 'The first' }), writtenRun('second')],
    source: [
      source('manual', 'It names [itself](source:manual) and nothing else.'),
      source('index', 'It leads to [the manual](source:manual) and to [a run](run:first).'),
      source('alone'),
    ],
    finding: [
      finding('shown', {
        supports: [
          { source: 'manual', says: 'Here.' },
          { source: 'manual', says: 'There.' },
          { run: 'first', says: 'It crashed.' },
        ],
        explanation: 'As [the manual](source:manual) has it.',
      }),
      finding('told', { explanation: 'See [the manual](source:manual).' }),
    ],
    note: [note('a', 'first'), note('b', 'first'), note('c', 'second')],
    prose: [
      { id: 'about', title: 'About', summary: 'This.', body: 'See [the manual](source:manual).' },
    ],
  });

describe('what cites a source', () => {
  test('with evidence, on a page of its own, stands once', () => {
    expect(citedBy(library(), 'manual')).toEqual([{ kind: 'finding', ids: ['shown'] }]);
  });

  test('in a text, or without a page, stands apart; a source does not cite itself', () => {
    expect(alsoCitedBy(library(), 'manual')).toEqual([
      { kind: 'finding', ids: ['told'] },
      { kind: 'source', ids: ['index'] },
      { kind: 'note', ids: ['a', 'b', 'c'] },
      { kind: 'prose', ids: ['about'] },
    ]);
  });

  test('is nothing where nothing does, and nothing but a source is cited so', () => {
    for (const id of ['alone', 'index', 'first', 'no-such']) {
      expect([citedBy(library(), id), alsoCitedBy(library(), id)], id).toEqual([[], []]);
    }
  });
});

describe('where a thing stands', () => {
  test('is its page, the one it shares, or that of the run it is about', () => {
    const of = (...[kind, id]: [Parameters<typeof linkToPlace>[1], string]) =>
      linkToPlace(library(), kind, id);
    expect(of('finding', 'told')).toEqual({
      label: 'Claim told.',
      target: { kind: 'finding', id: 'told' },
    });
    expect(of('note', 'a')).toEqual({ label: 'The first', target: { kind: 'run', id: 'first' } });
    expect(of('prose', 'about')).toEqual({ label: 'About', target: { page: 'about' } });
    expect(of('prose', 'gone')).toEqual({ label: 'gone', target: { page: 'home' } });
    expect(of('decision', 'gone')).toEqual({
      label: 'gone',
      target: { page: 'stack', anchor: 'decision-gone' },
    });
    expect(of('retirement', 'gpu-cdna')).toEqual({ label: 'gpu-cdna', target: { page: 'home' } });
  });

  test('is said once of notes on one run', () => {
    const links = linksToPlaces(library(), 'note', ['a', 'b', 'c']);
    expect(links.map(({ target }) => 'id' in target && target.id)).toEqual(['first', 'second']);
  });
});
