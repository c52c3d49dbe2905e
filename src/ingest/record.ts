import type { RunInput } from '../schema/run.ts';
import { MAX_RESULTS, RUN_SCHEMA } from '../schema/run.ts';
import type { Original, RunContext } from './context-of.ts';
import { type Deviation, Deviations } from './deviations.ts';
import { LocalIds } from './local-id.ts';
import { oneLine } from './plain.ts';
import type { ForeignFormat, ReportedCase, ReportedRun } from './reported.ts';
import { runTime } from './run-moment.ts';

type ResultInput = RunInput['results'][number];

export const FORMAT_NAMES: Readonly<Record<ForeignFormat, string>> = {
  ctrf: 'CTRF',
  junit: 'JUnit XML',
  tap: 'TAP',
  ktap: 'KTAP',
  kcidb: 'KCIDB',
  'pytest-json-report': 'pytest-json-report',
};

/** A record that is still to be checked, with the id of the result of each case. */
export interface Recorded {
  readonly run: RunInput;
  readonly ids: ReadonlyMap<ReportedCase, string>;
}

/**
 * The record of a run that a foreign file reports; undefined if nothing says when it took place. The same
 * file and context always give the same record.
 */
export function recordOf(
  reported: ReportedRun,
  context: RunContext,
  original: Original,
): Recorded | undefined {
  const own = new Deviations();
  const time = runTime(reported.time, context.date, own);
  if (time === undefined) return undefined;
  const names = namesOf(reported.cases);
  const ids = idsOf(reported.cases, names, own);
  const results = reported.cases.map((one) => {
    const name = names.get(one.index) ?? one.name;
    return resultOf(one, name, ids, reported.format, context);
  });
  const { format, formatVersion, tool, leftOut, incomplete } = reported;
  const day = (time.start ?? time.end ?? time.notBefore ?? time.notAfter ?? '').slice(0, 10);
  const named = reported.title ?? tool;
  const source = formatVersion === undefined ? format : `${format} ${formatVersion}`;
  const run: RunInput = {
    schema: RUN_SCHEMA,
    id: context.id ?? `${day}-${format}-${original.sha256.slice(0, 8)}`,
    title: context.title ?? oneLine(`${named ?? 'Tests'}, from ${FORMAT_NAMES[format]}`),
    replaces: context.replaces,
    time,
    provenance: {
      runner: context.runner,
      recordedFrom: 'import',
      tool: tool === undefined ? undefined : oneLine(tool),
      sources: [{ format: oneLine(source), sha256: original.sha256 }],
      deviations: [...reported.deviations, ...environmentLeft(reported), ...own.list()].map(inLine),
    },
    machine: machineOf(reported, context),
    stack: stackOf(reported, context),
    settings: context.settings,
    plan: planOf(reported, results),
    results,
    resultsLeftOut: leftOut > 0 ? leftOut : undefined,
    incomplete: incomplete === undefined ? undefined : oneLine(incomplete),
  };
  return { run, ids: new Map(reported.cases.map((one) => [one, ids.get(one.index) ?? ''])) };
}

/** A deviation as a record holds it. */
export function inLine({ code, at, note }: Deviation): Deviation {
  return { code, at: oneLine(at, 400), note: oneLine(note) || '(nothing)' };
}

/** The names of cases, each with those of what it is a part of. */
function namesOf(cases: readonly ReportedCase[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const { index, parent, group, name } of cases) {
    const outer = parent === undefined ? undefined : names.get(parent);
    names.set(index, outer === undefined ? [...group, name].join(' › ') : `${outer} › ${name}`);
  }
  return names;
}

/** Cases of one name are kept apart by a suffix, in the order of the file. */
function idsOf(
  cases: readonly ReportedCase[],
  names: ReadonlyMap<number, string>,
  deviations: Deviations,
): Map<number, string> {
  const ids = new LocalIds();
  const seen = new Set<string>();
  const given = new Map<number, string>();
  for (const one of cases) {
    const name = names.get(one.index) ?? one.name;
    const id = ids.take(name, `test-${one.index + 1}`);
    given.set(one.index, id);
    if (seen.has(name)) {
      deviations.add('duplicate-name', one.at.pointer, `"${name}" again; kept apart as ${id}`);
    }
    seen.add(name);
  }
  return given;
}

function resultOf(
  one: ReportedCase,
  fullName: string,
  ids: ReadonlyMap<number, string>,
  format: ForeignFormat,
  { probes = {} }: RunContext,
): ResultInput {
  const { mapped, at, attempts, params, measurements, durationMs } = one;
  const id = ids.get(one.index) ?? '';
  const probe = [one.name, fullName, id].find((name) => Object.hasOwn(probes, name));
  const signature = one.outputs
    .map(({ telling }) => telling)
    .find((telling) => telling?.signature === true && telling.matched === mapped.matched)?.matched;
  const text = one.reason ?? (mapped.outcome === 'blocked' ? 'It was not run.' : undefined);
  const { expected } = mapped;
  return {
    id,
    parent: one.parent === undefined ? undefined : ids.get(one.parent),
    probe: probe === undefined ? undefined : probes[probe],
    question: oneLine(fullName),
    params: Object.keys(params).length === 0 ? undefined : { ...params },
    outcome: mapped.outcome,
    reason: text === undefined && signature === undefined ? undefined : { signature, text },
    expected: expected && { outcome: expected.outcome, why: lineOrNone(expected.why) },
    attempts:
      attempts.length === 0
        ? undefined
        : attempts.map(({ outcome, rawStatus, durationMs: duration }) => ({
            outcome,
            rawStatus: lineOrNone(rawStatus),
            durationMs: duration,
          })),
    termination: durationMs === undefined ? undefined : { durationMs },
    measurements:
      measurements.length === 0
        ? undefined
        : measurements.map(({ name, unit, value }) => ({ name, unit, values: [value] })),
    raw: {
      format,
      status: one.rawStatus,
      pointer: at.pointer,
      line: at.line,
      offset: at.offset,
    },
    mapping: {
      rule: mapped.rule,
      matched: mapped.matched === undefined ? undefined : oneLine(mapped.matched),
    },
  };
}

function lineOrNone(text: string | undefined): string | undefined {
  const line = oneLine(text ?? '');
  return line === '' ? undefined : line;
}

/** The plan names its probes only where it is known which of them are missing. */
function planOf(
  { planned, missing, leftOut }: ReportedRun,
  results: readonly ResultInput[],
): RunInput['plan'] {
  if (planned === undefined) return undefined;
  const top = results.filter(({ parent }) => parent === undefined).map(({ id }) => id);
  const known = top.length + missing.length;
  if (missing.length === 0 || leftOut > 0 || known !== planned || known > MAX_RESULTS) {
    return { count: planned };
  }
  const ids = new LocalIds();
  for (const { id } of results) ids.take(id, id);
  const lacking = missing.map((name, index) => ids.take(name, `missing-${index + 1}`));
  return { count: planned, ids: [...top, ...lacking] };
}

function machineOf({ environment }: ReportedRun, context: RunContext): RunInput['machine'] {
  const { osPlatform, osVersion, osRelease, Platform } = environment;
  const os = Platform ?? [osPlatform, osVersion].filter(Boolean).join(' ');
  const isLinux = /^linux/i.test(osPlatform ?? '');
  const machine = {
    ...(os !== '' && { os: oneLine(os) }),
    ...(isLinux && osRelease !== undefined && { kernel: oneLine(osRelease) }),
    ...context.machine,
  };
  return Object.keys(machine).length === 0 ? undefined : machine;
}

function stackOf({ environment }: ReportedRun, { stack = [] }: RunContext): RunInput['stack'] {
  const python = lineOrNone(environment['Python']);
  if (python === undefined || stack.some(({ component }) => component === 'Python')) return stack;
  return [...stack, { component: 'Python', loaded: python }];
}

const KEPT_ENVIRONMENT = [
  'osPlatform',
  'osVersion',
  'osRelease',
  'Platform',
  'Python',
  'reportName',
];

/** What a file says of its environment and a record has no place for. */
function environmentLeft({ environment }: ReportedRun): Deviation[] {
  const names = Object.keys(environment).filter((name) => !KEPT_ENVIRONMENT.includes(name));
  if (names.length === 0) return [];
  const note = `values of the environment that the record does not hold: ${names.join(', ')}`;
  return [{ code: 'environment-left-out', at: '', note }];
}
