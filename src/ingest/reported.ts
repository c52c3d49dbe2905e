import type { Outcome } from '../schema/run.ts';
import type { Deviation } from './deviations.ts';
import type { Output } from './kept-text.ts';

/** The formats that are read besides the native record. */
export type ForeignFormat = 'ctrf' | 'junit' | 'tap' | 'ktap' | 'kcidb' | 'pytest-json-report';

/** A place in the file that was read. */
export interface Place {
  /** A path into the structure: JSON pointer, XPath, or `line 12`. */
  readonly pointer: string;
  /** Byte, from 0. */
  readonly offset: number;
  /** Line, from 1. */
  readonly line: number;
}

/** What a status of a format means, and the rule that says so. */
export interface Mapped {
  readonly outcome: Outcome;
  readonly rule: string;
  /** The text that the rule went by, where it went by one. */
  readonly matched?: string | undefined;
  readonly expected?: { readonly outcome: Outcome; readonly why?: string | undefined } | undefined;
}

export interface Attempt {
  readonly outcome: Outcome;
  readonly rawStatus?: string | undefined;
  /** Milliseconds. */
  readonly durationMs?: number | undefined;
}

export interface ReportedMeasurement {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

/** One test, or one group of tests that has a result of its own, as a file reports it. */
export interface ReportedCase {
  /** Its place among the cases of the file, from 0. */
  readonly index: number;
  readonly name: string;
  /** Class, suite or file that it stands in, the outermost first. */
  readonly group: readonly string[];
  /** The index of the case that it is a part of. */
  readonly parent?: number | undefined;
  readonly rawStatus: string;
  readonly at: Place;
  readonly mapped: Mapped;
  /** In one line, why it ended as it did. */
  readonly reason?: string | undefined;
  readonly outputs: readonly Output[];
  readonly attempts: readonly Attempt[];
  /** Milliseconds. */
  readonly durationMs?: number | undefined;
  /** An exact moment, UTC. */
  readonly start?: string | undefined;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly measurements: readonly ReportedMeasurement[];
}

/** When a run took place, as far as its file says. */
export interface ReportedTime {
  /** A moment in UTC. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  /** A moment in UTC before which the run was over. */
  readonly notAfter?: string | undefined;
  /** A date and time of day without a zone, as it is written. */
  readonly local?: string | undefined;
}

/** Everything that a foreign file says of a run. */
export interface ReportedRun {
  readonly format: ForeignFormat;
  /** The version that the file names: `14`, `5.3`. */
  readonly formatVersion?: string | undefined;
  /** What ran the tests, with its version. */
  readonly tool?: string | undefined;
  readonly title?: string | undefined;
  readonly time: ReportedTime;
  /** In the order of the file. Not all, where there are more than a record holds: then the gravest. */
  readonly cases: readonly ReportedCase[];
  /** Cases that were counted but are not among `cases`. */
  readonly leftOut: number;
  /** How many cases at the top the file promises; undefined if it does not say. */
  readonly planned?: number | undefined;
  /** Names of planned cases that have no result, as far as the file tells them. */
  readonly missing: readonly string[];
  /** Why the run or its file is known not to be whole. */
  readonly incomplete?: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly deviations: readonly Deviation[];
}
