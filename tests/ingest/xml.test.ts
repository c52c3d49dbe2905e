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

test.each([
  ['ISO-8859-12', 'a\ufffd', ['invalid-utf8: 1 bytes are no valid UTF-8; each is read as U+FFFD']],
  ['windows-1259', 'a\ufffd', ['invalid-utf8: 1 bytes are no valid UTF-8; each is read as U+FFFD']],
  ['windows-1252', 'aÿ', ['encoding: the file is in windows-1252, not in UTF-8']],
  [
    'iso-8859-7',
    'a\ufffd',
    [
      'encoding: the file is in iso-8859-7, not in UTF-8',
      'encoding: 1 bytes are no valid iso-8859-7; each is read as U+FFFD',
    ],
  ],
])('a file that calls its encoding %s is read', async (encoding, name, told) => {
  const text = `<?xml version="1.0" encoding="${encoding}"?><testsuite><testcase name="a#"/></testsuite>`;
  const bytes = new TextEncoder().encode(text);
  bytes[text.indexOf('#')] = 0xff;
  const reading = await readFile(inPieces(bytes, [20]), 'report.xml');
  if (reading.kind !== 'reported') throw new Error(JSON.stringify(reading));
  const { cases, deviations } = reading.reported;
  expect(cases.map((one) => one.name)).toEqual([name]);
  expect(deviations.map(({ code, note }) => `${code}: ${note}`)).toEqual(told);
});
