import type { ReportedCase, ReportedRun } from '../../src/ingest/index.ts';
import type { OutputKind } from '../../src/ingest/kept-text.ts';
import { type Telling, tellingText } from '../../src/ingest/telling-text.ts';

/** A text that a test printed. */
export function printed(text: string, kind: OutputKind = 'stdout', cut = 0) {
  const telling: Telling | undefined = tellingText(text);
  return { kind, text, cut, from: 0, to: text.length, telling };
}

/** Cases of a report, each with nothing to it but what is given. */
export function cases(...given: readonly Partial<ReportedCase>[]): ReportedCase[] {
  return given.map((one, index) => ({
    index,
    name: `case ${index}`,
    group: [],
    rawStatus: 'ok',
    at: { pointer: `/tests/${index}`, offset: 100 + index, line: 10 + index },
    mapped: { outcome: 'pass', rule: 'status' },
    outputs: [],
    attempts: [],
    params: {},
    measurements: [],
    ...one,
  }));
}

/** A report of cases, with nothing to it but what is given. */
export function reportOf(
  of: readonly ReportedCase[],
  rest: Partial<ReportedRun> = {},
): ReportedRun {
  return {
    format: 'ctrf',
    time: { start: '2026-01-02T03:04:05Z' },
    cases: of,
    leftOut: 0,
    missing: [],
    environment: {},
    deviations: [],
    ...rest,
  };
}
