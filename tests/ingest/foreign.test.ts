import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonical,
  importedRun,
  readFile,
  readNative,
  type ReportedCase,
  type ReportedRun,
} from '../../src/ingest/index.ts';
import { tallyOf } from '../../src/model/tally.ts';
import { libraryOf } from '../library-of.ts';
import { inPieces } from './byte-stream.ts';
import { runs } from '../fuzz/budget.ts';

const CASES = join(import.meta.dirname, '../cases');
const library = libraryOf({});
const given = {
  library,
  strict: false,
  context: { date: '2026-03-04' },
  original: { sha256: 'ab'.repeat(32), bytes: 1 },
};

/** The reports of all cases that give a run. */
const reports = readdirSync(CASES).flatMap((name) => {
  const folder = join(CASES, name);
  const file = readdirSync(folder).find((one) => one.startsWith('report.'));
  const isRead = file !== undefined && existsSync(join(folder, 'run.json'));
  return isRead ? [[name, new Uint8Array(readFileSync(join(folder, file)))] as const] : [];
});

async function reportedIn(bytes: Uint8Array): Promise<ReportedRun | undefined> {
  const reading = await readFile(inPieces(bytes), 'report');
  return reading.kind === 'reported' ? reading.reported : undefined;
}

/** Reads bytes all the way to a record; whatever comes out must be a run or problems. */
async function takenIn(bytes: Uint8Array) {
  const reported = await reportedIn(bytes);
  if (reported === undefined) return undefined;
  const { run, problems } = importedRun(reported, 'report', given);
  if (run === undefined) expect(problems).not.toEqual([]);
  else expect(problems).toEqual([]);
  return run && { run, reported };
}

test('there are reports of every format', () => {
  const kinds = new Set(reports.map(([name]) => name.split('-')[0]));
  expect([...kinds].toSorted()).toEqual(['ctrf', 'junit', 'kcidb', 'ktap', 'pytest', 'tap']);
});

describe('any bytes give a record or problems, never a throw', () => {
  const anyReport = fc.constantFrom(...reports.map(([, bytes]) => bytes));

  test('random ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await takenIn(bytes);
      }),
      runs(300, 10),
    );
  });

  test('reports with bytes changed, dropped, doubled or mixed', async () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat({ max: 40 }),
      add: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc
          .constantFrom(
            '<',
            '>',
            '"',
            '&',
            '{',
            '}',
            '[',
            ',',
            '\n',
            '\0',
            'ok ',
            '1..',
            '    ',
            '#',
          )
          .map((text) => new TextEncoder().encode(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        anyReport,
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        async (bytes, edits) => {
          const changed = edits.reduce<Uint8Array>((now, { at, drop, add }) => {
            const from = Math.floor(at * now.length);
            return Uint8Array.from([...now.slice(0, from), ...add, ...now.slice(from + drop)]);
          }, bytes);
          await takenIn(changed);
        },
      ),
      runs(500, 10),
    );
  });
});

/** Behind the report stands more: cutting that off takes nothing away. */
const ENDS_EARLIER = [
  'junit-text-before',
  'junit-two-roots',
  'ktap-two-reports',
  'tap-behind-plan',
  'tap-noise',
];

describe.each(reports)('%s', (name, bytes) => {
  test('is read alike however its bytes are cut', async () => {
    const whole = await reportedIn(bytes);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        async (sizes) => {
          const reading = await readFile(inPieces(bytes, sizes), 'report');
          expect(reading.kind === 'reported' ? reading.reported : undefined).toEqual(whole);
        },
      ),
      runs(15, 10),
    );
  });

  test('cut off anywhere, tells nothing better than the whole and is not complete', async () => {
    const text = Buffer.from(bytes).toString('latin1').trimEnd();
    const whole = new Map((await reportedIn(bytes))?.cases.map((one) => [keyOf(one), one]) ?? []);
    // A line of TAP that is cut off says something else than the line that it was.
    const byLines = !text.trimStart().startsWith('<') && !text.trimStart().startsWith('{');
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        async (at) => {
          const around = Math.floor(at * text.length);
          const end = byLines ? text.lastIndexOf('\n', around) + 1 : around;
          const taken = await takenIn(bytes.slice(0, end));
          if (taken === undefined) return;
          for (const one of taken.reported.cases) {
            const { outcome } = one.mapped;
            if (outcome === 'pass' || outcome === 'observed' || outcome === 'skipped') {
              expect(whole.get(keyOf(one))?.mapped.outcome).toBe(outcome);
            }
          }
          const tally = tallyOf(taken.run);
          const isGreen = tally.complete && tally.worst === 'pass';
          if (!ENDS_EARLIER.includes(name)) expect(isGreen).toBe(false);
        },
      ),
      runs(40, 10),
    );
  });

  test('says at which byte and line each case begins', async () => {
    const cases = (await reportedIn(bytes))?.cases ?? [];
    for (const { at } of cases) {
      const before = Buffer.from(bytes.slice(0, at.offset)).toString('latin1');
      const from = Buffer.from(bytes.slice(at.offset, at.offset + 200)).toString('latin1');
      expect(from).toMatch(/^(?:<testcase|\{|.*\bok\b|.*Kernel panic)/);
      expect(at.line).toBe(before.split('\n').length);
    }
  });

  test('gives a record that is taken in again as it is', async () => {
    const taken = await takenIn(bytes);
    if (taken === undefined) throw new Error('no run');
    const text = canonical(taken.run);
    const again = readNative(text, 'record.json', { library, strict: true });
    expect([again.problems, again.run && canonical(again.run)]).toEqual([[], text]);
  });
});

/** A case is the same wherever it begins at the same byte. */
const keyOf = ({ at, name }: ReportedCase) => `${at.offset} ${name}`;

describe('JUnit never tells a pass that was not stated', () => {
  const ELEMENTS = {
    failure: 'fail',
    error: 'error',
    skipped: 'skipped',
    unheardOf: 'error',
  } as const;
  type Element = keyof typeof ELEMENTS;
  const text = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
  const children = fc.array(fc.constantFrom(...(Object.keys(ELEMENTS) as Element[])), {
    maxLength: 3,
  });
  const tests = fc.array(fc.record({ name: text, children, output: text }), { maxLength: 20 });
  const escaped = (raw: string) => raw.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

  test('whatever stands in a test case', async () => {
    await fc.assert(
      fc.asyncProperty(tests, async (written) => {
        const xml = written.map(({ name, children: inside, output }) => {
          const elements = inside.map((one) => `<${one} message="${escaped(output)}"/>`).join('');
          return `<testcase name="${escaped(name)}">${elements}<system-out>${escaped(output)}</system-out></testcase>`;
        });
        const report = `<testsuite tests="${written.length}">${xml.join('\n')}</testsuite>`;
        const reported = await reportedIn(new TextEncoder().encode(report));
        const order = ['fail', 'error', 'skipped'];
        const expected = written.map(({ children: inside }) => {
          const stated: readonly string[] = inside.map((one) => ELEMENTS[one]);
          return order.find((outcome) => stated.includes(outcome)) ?? 'pass';
        });
        expect(reported?.cases.map(({ mapped }) => mapped.outcome)).toEqual(expected);
        expect(reported?.planned).toBe(written.length);
      }),
      runs(200, 10),
    );
  });
});
