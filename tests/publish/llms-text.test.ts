import { expect, test } from 'vitest';
import { llmsText } from '../../src/publish/llms-text.ts';
import { libraryOf } from '../library-of.ts';

test('headings of the prose are bold lines, and code stays as it is', () => {
  const body = [
    'First.\n## Who **reads** it {#who}\nText.\n',
    '### More\n\n- a\n',
    '```sh\n# a comment\n```\n',
    '# Last',
  ].join('\n');
  const library = libraryOf({ prose: [{ id: 'home', title: 'Home', summary: 'In short.', body }] });
  const text = llmsText({ library, location: { base: '/' } }, { library, editions: [] });
  expect(text).toContain(
    [
      'First.\n\n**Who reads it**\n\nText.\n\n**More**\n\n- a\n\n```sh\n# a comment\n```\n\n**Last**\n',
    ].join('\n'),
  );
});
