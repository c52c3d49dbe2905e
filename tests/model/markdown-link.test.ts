import { describe, expect, test } from 'vitest';
import { linksIn, parseLink } from '../../src/model/markdown-link.ts';

test.each([
  ['finding:some-id', { kind: 'finding', id: 'some-id' }],
  ['memory-type:nc', { kind: 'memory-type', id: 'nc' }],
  ['run:first-run#conv', { kind: 'run', id: 'first-run', anchor: 'conv' }],
  ['run:first-run#', { kind: 'run', id: 'first-run', anchor: '' }],
  // Not the form of an id, but meant as one: the checks will say that there is none.
  ['finding:Some_Id', { kind: 'finding', id: 'Some_Id' }],
  ['finding:', undefined],
  ['findings:some-id', undefined],
  ['https://example.org', undefined],
  ['javascript:alert(1)', undefined],
  ['/findings/some-id/', undefined],
  ['#anchor', undefined],
  ['constructor:x', undefined],
  ['', undefined],
])('%s', (href, link) => {
  expect(parseLink(href)).toEqual(link);
});

describe('links in Markdown', () => {
  const ids = (text: string) => [...linksIn(text)].map(({ link }) => `${link.kind}:${link.id}`);

  test.each([
    ['See [it](finding:a).', ['finding:a']],
    ['[a](finding:a) and ![b](gpu:b "title") [c](<layer:c>)', ['finding:a', 'gpu:b', 'layer:c']],
    ['[a][1]\n\n[1]: finding:a\n[2]: <gpu:b>', ['finding:a', 'gpu:b']],
    ['<finding:a>', ['finding:a']],
    [
      '```mermaid\ngraph TB\n  a\n  click a "finding:a"\n  click b href "gpu:b"\n```',
      ['finding:a', 'gpu:b'],
    ],
    ['[x](https://example.org) finding:a (finding:b)', []],
  ])('%j', (text, found) => {
    expect(ids(text)).toEqual(found);
  });

  test('are found in every string of a value, with their place', () => {
    const value = { a: ['x', { b: '[x](run:r#a)' }], c: 1, d: null };
    expect([...linksIn(value)]).toEqual([
      { link: { kind: 'run', id: 'r', anchor: 'a' }, path: ['a', 1, 'b'] },
    ]);
  });
});
