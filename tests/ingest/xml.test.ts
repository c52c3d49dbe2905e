import { expect, test } from 'vitest';
import { readFile } from '../../src/ingest/index.ts';
import { inPieces } from './byte-stream.ts';

test('oddities come in one order, however the file is cut', async () => {
  const text =
    '\ueeff\r\0\n<?xml version="1.0" encoding="utf-8"?>\n<testsuite><testcase name="a"/></testsuite>';
  const bytes = new TextEncoder().encode(text);
  for (const size of [bytes.length, 1, 2, 3, 7]) {
    const reading = await readFile(inPieces(bytes, [size]), 'report.xml');
    const told = reading.kind === 'reported' ? reading.reported.deviations : [];
    expect(told.map(({ code, note }) => `${code}: ${note}`)).toEqual([
      'illegal-character: a character that XML does not allow',
      'text-outside: text outside of the root element',
      'text-outside: text before the XML declaration',
    ]);
  }
});
