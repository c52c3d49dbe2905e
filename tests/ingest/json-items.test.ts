import { expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
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
