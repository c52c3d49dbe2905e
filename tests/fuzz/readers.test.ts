import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonical,
  type FileReading,
  importedRun,
  readFile,
  readNative,
  recognise,
} from '../../src/ingest/index.ts';
import { run as runSchema } from '../../src/schema/run.ts';
import { inPieces } from '../ingest/byte-stream.ts';
import { libraryOf } from '../library-of.ts';
import { runs } from './budget.ts';
import { hostileText, UNSEEN } from './hostile-text.ts';
import { changed } from './mutation.ts';

const CASES = join(import.meta.dirname, '../cases');
const library = libraryOf({});
const original = { sha256: 'ab'.repeat(32), bytes: 1 };

/** What came in in each case of ingest, taken or refused, by the format that its name says. */
const files = readdirSync(CASES).flatMap((name) => {
  const file = readdirSync(join(CASES, name)).find((one) => /^(?:report|record)\./.test(one));
  const bytes = file === undefined ? undefined : readFileSync(join(CASES, name, file));
  return bytes === undefined
    ? []
    : [{ format: name.split('-')[0] ?? '', bytes: new Uint8Array(bytes) }];
});

/** How long a file of some kilobytes may take at most, on a busy machine too. */
const MOST_MS = 5000;

/** Reads bytes to the end: what comes of it is a record or problems, soon, and nothing is thrown. */
async function taken(bytes: Uint8Array, sizes?: readonly number[]): Promise<FileReading['kind']> {
  const started = performance.now();
  const reading = await readFile(inPieces(bytes, sizes), 'report');
  if (reading.kind === 'refused') {
    expect(reading.problem.says + reading.problem.remedy).not.toMatch(UNSEEN);
  }
  if (reading.kind === 'reported') {
    const context = { date: '2026-03-04' };
    const given = { library, strict: false, context, original };
    const { run, problems } = importedRun(reading.reported, 'report', given);
    expect(problems).toEqual([]);
    expect(run?.results.length).toBeLessThanOrEqual(reading.reported.cases.length);
    const text = canonical(runSchema.parse(run));
    const again = readNative(text, 'record.json', { library, strict: true });
    expect([again.problems, again.run && canonical(again.run)]).toEqual([[], text]);
  }
  expect(performance.now() - started).toBeLessThan(MOST_MS);
  return reading.kind;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const share = fc.double({ min: 0, max: 1, noNaN: true });

type Edit = (bytes: Uint8Array, others: Uint8Array) => Uint8Array;

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
const at = (bytes: Uint8Array, where: number) => Math.floor(where * bytes.length);

/** What stands where a structure begins or ends, near enough to a place. */
function border(bytes: Uint8Array, where: number): number {
  const from = at(bytes, where);
  const next = bytes
    .subarray(from)
    .findIndex((byte) => '\n<>{}[],"'.includes(String.fromCharCode(byte)));
  return next < 0 ? from : from + next;
}

const TOKENS = [
  ...[
    '<',
    '>',
    '/>',
    '<testcase name="x">',
    '</testcase>',
    '<failure>',
    '<![CDATA[',
    ']]>',
    '<!--',
  ],
  ...['&amp;', '&#x1F;', '<?xml version="1.0" encoding="latin1"?>', '<testsuite>', 'xmlns:a="b"'],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    '"status":"passed"',
    '"tests":[',
    'null',
    '1e999',
    '\\u0000',
    '\\ud800',
  ],
  ...[
    'ok 1',
    'not ok 2 - x',
    '1..3',
    '1..0 # SKIP',
    'Bail out!',
    '    ',
    '  ---\n',
    '  ...\n',
    '# TODO',
  ],
  ...[
    'TAP version 14\n',
    'KTAP version 1\n',
    '# Subtest: a\n',
    '[   12.345678] ',
    'pragma +strict',
  ],
  ...['\r\n', '\r', '\n', '\0', '\u001b[31m', '\ufeff', '\u2028'],
];

const tokens = fc
  .tuple(
    fc.array(fc.constantFrom(...TOKENS), { minLength: 1, maxLength: 6 }),
    fc.constantFrom('', '\n'),
  )
  .map(([parts, between]) => `${between}${parts.join(between)}${between}`);

const encodings = fc.oneof(
  fc.stringMatching(/^[\w.-]{1,20}$/),
  fc.constantFrom('iso-8859-7', 'ISO-8859-12', 'cp1259', 'koi8-r', 'utf-16', 'x-user-defined'),
);

const moments = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc
    .tuple(fc.constantFrom('0000-01-01', '0001-01-01', '2024-02-29', '9999-12-31'), fc.nat(99))
    .map(([day, hours]) => `${day}T23:59:59+${String(hours).padStart(2, '0')}:00`),
  hostileText,
);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  // The file calls its encoding by another name.
  encodings.map((encoding): Edit => {
    const declaration = `<?xml version="1.0" encoding="${encoding}"?>`;
    return (bytes) => {
      const end = Buffer.from(bytes.subarray(0, 200)).indexOf('?>');
      return joined(bytesOf(declaration), bytes.subarray(end < 0 ? 0 : end + 2));
    };
  }),
  // It took place at another time.
  moments.map(
    (moment): Edit =>
      (bytes) =>
        bytesOf(
          new TextDecoder()
            .decode(bytes)
            .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?/g, () => moment),
        ),
  ),
  // One bit is another.
  fc.tuple(share, fc.nat(7)).map(
    ([where, bit]): Edit =>
      (bytes) =>
        bytes.map((byte, index) => (index === at(bytes, where) ? byte ^ (1 << bit) : byte)),
  ),
  // Cut off.
  share.map(
    (where): Edit =>
      (bytes) =>
        bytes.slice(0, at(bytes, where)),
  ),
  // A piece is gone, or stands there twice, or elsewhere.
  fc.tuple(share, share, fc.constantFrom(0, 2)).map(([one, two, times]): Edit => (bytes) => {
    const [from = 0, to = 0] = [border(bytes, one), border(bytes, two)].toSorted((a, b) => a - b);
    const piece = bytes.slice(from, to);
    return joined(bytes.slice(0, from), ...Array<Uint8Array>(times).fill(piece), bytes.slice(to));
  }),
  // The rest is that of another file.
  fc.tuple(share, share).map(
    ([one, two]): Edit =>
      (bytes, others) =>
        joined(bytes.slice(0, border(bytes, one)), others.slice(border(others, two))),
  ),
  // Something stands in between.
  fc
    .tuple(share, fc.oneof(tokens, hostileText).map(bytesOf))
    .map(([where, piece]): Edit => (bytes) => {
      const here = border(bytes, where);
      return joined(bytes.slice(0, here), piece, bytes.slice(here));
    }),
  fc.tuple(share, fc.uint8Array({ maxLength: 6 })).map(([where, piece]): Edit => (bytes) => {
    const here = at(bytes, where);
    return joined(bytes.slice(0, here), piece, bytes.slice(here));
  }),
);

const formats = [...new Set(files.map(({ format }) => format))];

/** Files of a format, a little or much damaged. */
function damaged(of: typeof files): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(
      fc.constantFrom(...of),
      fc.constantFrom(...files),
      fc.array(edits, { minLength: 1, maxLength: 5 }),
    )
    .map(([{ bytes }, other, list]) =>
      list.reduce((now, edit) => edit(now, other.bytes).slice(0, 200_000), bytes),
    );
}

describe.each(formats)('damaged files like those of %s', (format) => {
  const any = damaged(files.filter((one) => one.format === format));

  test('give a record or problems, in good time', async () => {
    await fc.assert(
      fc.asyncProperty(any, async (bytes) => {
        await taken(bytes);
      }),
      runs(40, 2),
    );
  });

  test('are read alike however they are cut into pieces', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(any, sizes, async (bytes, cut) => {
        const readings = [
          await readFile(inPieces(bytes), 'f'),
          await readFile(inPieces(bytes, cut), 'f'),
        ];
        const [whole, pieces] = await Promise.all(readings.map(shown));
        expect(pieces).toEqual(whole);
      }),
      runs(25, 4),
    );
  });
});

/** A reading as plain data; of a record of our own, its bytes. */
async function shown(reading: FileReading): Promise<unknown> {
  if (reading.kind !== 'native') return reading;
  const bytes: number[] = [];
  for await (const piece of reading.bytes) bytes.push(...piece);
  return { kind: 'native', bytes };
}

test('the format of any beginning is told, or what it looks like', () => {
  const beginnings = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    hostileText.map(bytesOf),
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 8 }).map((parts) => bytesOf(parts.join(''))),
  );
  fc.assert(
    fc.property(beginnings, (bytes) => {
      const found = recognise(bytes);
      expect('format' in found ? found.format : found.looksLike).not.toBe('');
    }),
    runs(500),
  );
});

test('a record with anything in it changed is a run or is told of, and is read again as it is', () => {
  const records = files
    .filter(({ format, bytes }) => !formats.includes(`${format}x`) && bytes[0] === 0x7b)
    .flatMap(({ bytes }) => {
      const text = new TextDecoder().decode(bytes);
      const { problems, run } = readNative(text, 'f', { library, strict: false });
      return run === undefined &&
        problems.some(({ code }) => code === 'unknown-format' || code === 'syntax')
        ? []
        : [JSON.parse(text) as unknown];
    });
  expect(records.length).toBeGreaterThan(3);
  const changes = fc.array(changed(hostileText), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...records), changes, fc.nat(), (record, list, seed) => {
      const text = JSON.stringify(list.reduce((now, change) => change(now, seed), record));
      const { run, problems, repairs } = readNative(text, 'record.json', {
        library,
        strict: false,
      });
      if (run === undefined) expect(problems).not.toEqual([]);
      for (const { says, remedy } of problems) expect(says + remedy).not.toMatch(UNSEEN);
      if (run === undefined) return;
      const once = canonical(run);
      const again = readNative(once, 'record.json', { library, strict: false });
      expect(again.run && canonical(again.run)).toBe(once);
      expect(again.repairs).toEqual([]);
      expect(run.provenance.deviations.length).toBeGreaterThanOrEqual(repairs.length);
    }),
    runs(300),
  );
});
