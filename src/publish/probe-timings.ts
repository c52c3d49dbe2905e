import type { Library } from '../model/library.ts';
import { occurrencesOf } from '../model/occurrences.ts';
import { shortDigest } from '../model/short-digest.ts';
import { rowAnchor } from './anchor-names.ts';
import { newestRunFirst } from './appearances.ts';
import { inOneLine } from './quotation.ts';
import { questionOf } from './result-view.ts';
import type { Link } from './urls.ts';

/** One measured value, with its place on a scale that all values share. */
export interface TimingRow {
  readonly anchor: string;
  /** The value in one sentence. */
  readonly quote: string;
  readonly result: Link;
  readonly run: Link;
  readonly name: string;
  readonly value: string;
  /** Whether the device was waited for, and whether the record says so or the script of the probe. */
  readonly clock: string;
  readonly waited: 'yes' | 'no' | 'unknown';
  /** From 0 to 100: by the logarithm, between the powers of ten around all values. */
  readonly at: number;
}

/** What was measured with a probe, in one unit. */
export interface Timings {
  readonly unit: string;
  readonly least: string;
  readonly most: string;
  /** The newest, with the least and the greatest. */
  readonly rows: readonly TimingRow[];
  readonly total: number;
}

const BOUND = { about: 'about ', under: 'under ', over: 'over ' } as const;

/** At most this many values of a unit stand in its table. */
const SHOWN = 60;

/** What was measured with a probe, a table for each unit; the newest run first. */
export function probeTimings(id: string, library: Library): Timings[] {
  const ofScript = library.probe.get(id)?.synchronised;
  const values = newestRunFirst(occurrencesOf(library, 'probe', id)).flatMap(({ run, result }) =>
    (result.measurements ?? []).flatMap((measured, at) =>
      measured.values.map((value, nth) => ({ run, result, measured, value, nth: `${at}.${nth}` })),
    ),
  );
  return [...Map.groupBy(values, ({ measured }) => measured.unit)].map(([unit, list]) => {
    const sorted = list.toSorted((a, b) => a.value - b.value);
    const ends = [sorted[0], sorted.at(-1)];
    const scale = scaleOf(sorted.map(({ value }) => value));
    const newest = new Set(list.slice(0, SHOWN - ends.length));
    const shown =
      list.length <= SHOWN ? list : list.filter((one) => newest.has(one) || ends.includes(one));
    return {
      unit,
      least: `${scale.least} ${unit}`,
      most: `${scale.most} ${unit}`,
      total: list.length,
      rows: shown.map(({ run, result, measured: { name, bound, synchronised }, value, nth }) => {
        const waits = synchronised ?? ofScript;
        const from = synchronised === undefined ? 'by the script, not the record' : 'recorded';
        const question = questionOf(result, library);
        const words = `${bound === undefined ? '' : BOUND[bound]}${value} ${unit}`;
        const clock =
          waits === undefined
            ? 'not recorded'
            : `${waits ? 'waited for' : 'not waited for'}, ${from}`;
        return {
          anchor: rowAnchor('timing', run.id, result.id, shortDigest(`${name} ${unit} ${nth}`)),
          quote: inOneLine(`${question} ${name} in run ${run.id}: ${words}; device ${clock}`),
          result: {
            label: question,
            target: { kind: 'run', id: run.id, anchor: result.id },
          },
          run: { label: run.title, target: { kind: 'run', id: run.id } },
          name,
          value: words,
          clock,
          waited: waits === undefined ? 'unknown' : waits ? 'yes' : 'no',
          at: Math.round(scale.place(value) * 10) / 10,
        };
      }),
    };
  });
}

/**
 * The powers of ten around some values, the least first, and the place of each between them, from 0 to 100.
 * What is not above zero has no logarithm: it stands where the scale begins, which then begins with it.
 */
function scaleOf(sorted: readonly number[]) {
  const [lowest = 0] = sorted;
  const highest = sorted.at(-1) ?? 0;
  const above = sorted.find((value) => value > 0);
  if (above === undefined) return { least: lowest, most: highest, place: () => 0 };
  const least = 10 ** Math.floor(Math.log10(above));
  const most = 10 ** (Math.floor(Math.log10(highest)) + 1);
  return {
    least: lowest <= 0 ? lowest : least,
    most,
    place: (value: number) =>
      value <= 0 ? 0 : (100 * Math.log(value / least)) / Math.log(most / least),
  };
}
