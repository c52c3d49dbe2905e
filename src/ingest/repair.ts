import { z } from 'zod';
import type { Path } from '../model/document.ts';
import { run } from '../schema/run.ts';
import { moment } from '../schema/text.ts';
import { jsonPointer } from '../model/validation.ts';
import { toUtc } from './moment.ts';
import { rewrite } from './rewriting.ts';
import { toBaseUnit } from './unit.ts';

/** One lossless change on the way from a record as handed in to the record as kept. */
export interface Repair {
  readonly code: 'time-to-utc' | 'unit-to-ms' | 'unit-to-bytes';
  readonly path: Path;
  /** What stood there, as words for `provenance.deviations`. */
  readonly was: string;
  readonly now: string;
}

/** How a repair stands in the record: code, JSON pointer, note. */
export function deviationOf({ code, path, was }: Repair) {
  return { code, at: jsonPointer(path), note: `was ${was}` };
}

const measurement = z.looseObject({ unit: z.string(), values: z.array(z.number()).min(1) });

/**
 * A parsed record with its moments in UTC and its plain times and sizes in milliseconds and bytes.
 * Paths stay as they are; what does not fit the schema is left for validation to report.
 */
export function repair(record: unknown): { readonly data: unknown; readonly repairs: Repair[] } {
  const repairs: Repair[] = [];
  const data = rewrite(run, record, ({ schema, value, path }) => {
    if (schema === moment && typeof value === 'string') {
      const utc = toUtc(value);
      if (utc === undefined) return value;
      repairs.push({ code: 'time-to-utc', path, was: value, now: utc });
      return utc;
    }
    const measured = isMeasurement(path) ? measurement.safeParse(value).data : undefined;
    const base = measured && toBaseUnit(measured.unit, measured.values);
    if (measured === undefined || base === undefined) return value;
    const code = base.unit === 'ms' ? 'unit-to-ms' : 'unit-to-bytes';
    const was = amount(measured.values, measured.unit);
    repairs.push({ code, path, was, now: amount(base.values, base.unit) });
    return { ...measured, ...base };
  });
  return { data, repairs };
}

function isMeasurement(path: Path): boolean {
  return path[0] === 'results' && path[2] === 'measurements' && path.length === 4;
}

function amount(values: readonly number[], unit: string): string {
  return values.length === 1 ? `${values[0] ?? ''} ${unit}` : `${values.length} values in ${unit}`;
}
