import { expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
import type { Piece } from '../../src/ingest/utf8.ts';
import { Deviations } from '../../src/ingest/deviations.ts';
import { JsonItems } from '../../src/ingest/json-items.ts';
import { inPieces } from './byte-stream.ts';

const HEAD = '{"results": {"tool": {"name": "é"}, "tests": [{"name": "a", "status": "passed"}';

test.each([
  ['a word that is none', `${HEAD}, passed]}}`, 'unexpected "p"', 'passed'],
  ['a sign that is none', `${HEAD}, {"name": ?}]}}`, 'unexpected "?"', '?'],
  ['a comma too many', `${HEAD},,]}}`, 'unexpected ","', ',]'],
])('%s is told of alike, where it stands, however the file is cut', async (_, text, cause, at) => {
  const bytes = new TextEncoder().encode(text);
  const offset = new TextEncoder().encode(text.slice(0, text.lastIndexOf(at))).length;
  for (const size of [bytes.length, 1, 2, 3, 7, 20, 40]) {
    const reading = await readFile(inPieces(bytes, [size]), 'report.json');
    const told = reading.kind === 'reported' ? reading.reported.deviations : [];
    expect(told).toContainEqual({ code: 'broken-off', at: `byte ${offset}`, note: cause });
  }
});

test('a byte order mark behind white space is told of, however the text is cut', () => {
  const broken = (pieces: readonly Piece[]) => {
    const items = new JsonItems({}, new Deviations());
    for (const piece of pieces) items.write(piece);
    items.end();
    return items.broken;
  };
  const told = { cause: 'unexpected byte order mark', offset: 2 };
  expect(broken([{ text: ' \n\ufeff{}', offset: 0, bytes: 7 }])).toEqual(told);
  const space = { text: ' \n', offset: 0, bytes: 2 };
  expect(broken([space, { text: '\ufeff{}', offset: 2, bytes: 5 }])).toEqual(told);
  const quote = { text: ' "', offset: 0, bytes: 2 };
  expect(broken([quote, { text: '\ufeff"', offset: 2, bytes: 4 }])).toBeUndefined();
});
