import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/ingest/canonical.ts';
import { readNative } from '../../src/ingest/native.ts';
import { run } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import { arbitraryOf } from '../fuzz/schema-arbitrary.ts';
import { runs } from '../fuzz/budget.ts';

const options = { library: libraryOf({}), strict: false };
const UNITS = ['s', 'sec', 'seconds', 'us', 'µs', 'ns', 'min', 'KiB', 'GB', 'GB/s', 'ms', 'bytes'];

/** Records that fit the schema once repaired; some measurements are in a unit that is converted. */
const records = fc
  .tuple(arbitraryOf(run), fc.constantFrom(...UNITS))
  .map(([record, unit]) => withUnit(record, unit));

function withUnit(value: unknown, unit: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withUnit(one, unit));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withUnit(one, unit)] as const);
  return Object.fromEntries(entries.map(([key, one]) => [key, key === 'unit' ? unit : one]));
}

/** The same value with the keys of every object of the schema turned round. */
function turned(value: unknown, at = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => turned(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, turned(one, key)] as const);
  // The order in a record (a map of names) is part of it.
  return Object.fromEntries(at === 'params' || at === 'env' ? entries : entries.toReversed());
}

function ingested(text: string): string {
  const { run: value, problems } = readNative(text, 'record.json', options);
  if (value === undefined) throw new Error(JSON.stringify(problems, null, 2));
  return canonical(value);
}

test('ingesting a canonical text again changes no byte and repairs nothing', () => {
  fc.assert(
    fc.property(records, (record) => {
      const once = ingested(JSON.stringify(record));
      expect(ingested(once)).toBe(once);
      expect(readNative(once, 'record.json', options).repairs).toEqual([]);
    }),
    runs(200, 10),
  );
});

test('the order of keys and the white space of a record make no difference', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(ingested(JSON.stringify(turned(record), null, 7))).toBe(
        ingested(JSON.stringify(record)),
      );
    }),
    runs(100, 10),
  );
});

test('reading a canonical text gives the same run', () => {
  fc.assert(
    fc.property(records, (record) => {
      const value = readNative(JSON.stringify(record), 'record.json', options).run;
      const kept = run.parse({ ...value, $schema: undefined });
      const text = canonical(kept);
      expect(run.parse(JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(kept)));
    }),
    runs(100, 10),
  );
});

test('an empty list and a list that is not there are the same; a required list stays', () => {
  const bare = writtenRun('bare');
  const spelt = { ...bare, machine: { gpus: [] }, stack: [], settings: [], evidence: [] };
  const text = canonical(run.parse(bare));
  expect(canonical(run.parse(spelt))).toBe(text);
  expect(text).toMatchInlineSnapshot(`
    "{
      "schema": "faultline.run/1",
      "id": "bare",
      "title": "A run",
      "time": {
        "start": "2025-11-06"
      },
      "provenance": {
        "recordedFrom": "native",
        "sources": [
          {
            "format": "faultline"
          }
        ]
      },
      "results": []
    }
    "
  `);
});

test('an empty list without a default is something that was said', () => {
  const plan = { count: 0, ids: [] };
  expect(canonical(run.parse(writtenRun('planned', { plan })))).toContain('"ids": []');
});
