import { CaseShelf } from './case-shelf.ts';
import { ctrfDuration } from './ctrf-duration.ts';
import type { Deviations } from './deviations.ts';
import {
  countOf,
  type Fields,
  fieldsOf,
  listOf,
  numberOf,
  plainFields,
  textOf,
  textsOf,
} from './field.ts';
import { epochMoment, momentIn } from './file-moment.ts';
import { JsonItems } from './json-items.ts';
import { outputsOf } from './json-outputs.ts';
import { byText } from './junit-outcome.ts';
import { cut, oneLine, plain } from './plain.ts';
import type { Attempt, Mapped, Place, ReportedRun } from './reported.ts';
import type { Piece } from './utf8.ts';

const STATUSES = ['passed', 'failed', 'skipped', 'pending', 'other'] as const;

/** Reads CTRF, whether or not it keeps to its schema. */
export class CtrfReader {
  readonly #deviations: Deviations;
  readonly #items: JsonItems;
  readonly #shelf = new CaseShelf();
  readonly #counts = new Map<string, number>();
  #summary: Fields = {};
  #tool: Fields = {};
  #environment: Fields = {};
  #specVersion: string | undefined;
  #timestamp: string | undefined;
  #isNamed = false;
  #earliest: string | undefined;

  constructor(deviations: Deviations) {
    this.#deviations = deviations;
    this.#items = new JsonItems(
      {
        '/reportFormat': (value) => (this.#isNamed = value === 'CTRF'),
        '/specVersion': (value) => (this.#specVersion = textOf(value)),
        '/timestamp': (value) => (this.#timestamp = textOf(value)),
        '/results/tool': (value) => (this.#tool = fieldsOf(value)),
        '/results/summary': (value) => (this.#summary = fieldsOf(value)),
        '/results/environment': (value) => (this.#environment = fieldsOf(value)),
        '/results/tests/*': (value, at) => {
          this.#test(fieldsOf(value), at);
        },
      },
      deviations,
    );
  }

  write(piece: Piece): void {
    this.#items.write(piece);
  }

  end(): ReportedRun {
    this.#items.end();
    const { broken } = this.#items;
    if (!this.#isNamed) this.#lacks('/reportFormat');
    if (this.#specVersion === undefined) this.#lacks('/specVersion');
    const difference = this.#compare();
    if (broken !== undefined) {
      this.#deviations.add('broken-off', `byte ${broken.offset}`, oneLine(broken.cause, 200));
    }
    const cases = this.#shelf.kept();
    const promised = countOf(this.#summary['tests']);
    const { name, version } = this.#tool;
    const tool = [textOf(name), textOf(version)].filter((one) => one !== undefined).join(' ');
    return {
      format: 'ctrf',
      formatVersion: this.#specVersion,
      tool: tool === '' ? undefined : oneLine(tool, 200),
      title: textOf(this.#environment['reportName']),
      time: this.#time(),
      cases,
      leftOut: this.#shelf.count - cases.length,
      planned: Math.max(promised ?? 0, this.#shelf.count),
      missing: [],
      incomplete:
        broken === undefined
          ? difference
          : `the file ends or breaks at byte ${broken.offset}: ${oneLine(broken.cause, 200)}`,
      environment: Object.fromEntries(
        Object.entries(plainFields(this.#environment)).map(([key, one]) => [key, String(one)]),
      ),
      deviations: this.#deviations.list(),
    };
  }

  #lacks(pointer: string): void {
    this.#deviations.add('missing-field', pointer, 'CTRF asks for it');
  }

  #time(): ReportedRun['time'] {
    const [start, stop] = ['start', 'stop'].map((key) => {
      const value = numberOf(this.#summary[key]);
      const moment = value === undefined ? undefined : epochMoment(value);
      if (moment?.seconds === true) {
        const at = `/results/summary/${key}`;
        this.#deviations.add('seconds-for-ms', at, `${value} is in seconds`);
      }
      return moment?.utc;
    });
    const report = momentIn(this.#timestamp);
    const notAfter = report !== undefined && 'utc' in report ? report.utc : undefined;
    const first = start ?? this.#earliest;
    return first === undefined && stop === undefined ? { notAfter } : { start: first, end: stop };
  }

  /** Holds the summary against the tests; the first difference, in words. */
  #compare(): string | undefined {
    let first: string | undefined;
    for (const kind of ['tests', ...STATUSES]) {
      const promised = countOf(this.#summary[kind]);
      const found = kind === 'tests' ? this.#shelf.count : (this.#counts.get(kind) ?? 0);
      if (promised === undefined || promised === found) continue;
      const note = `${kind}: ${promised}, but ${found} stand there`;
      this.#deviations.add('count-differs', `/results/summary/${kind}`, note);
      first ??= `the summary counts ${note}`;
    }
    return first;
  }

  #test(test: Fields, at: Place): void {
    const status = textOf(test['status']);
    this.#counts.set(status ?? '', (this.#counts.get(status ?? '') ?? 0) + 1);
    const rawStatus = this.#either(test, 'rawStatus', 'raw_status', at);
    const message = textOf(test['message']);
    const outputs = outputsOf(
      [
        ['message', message],
        ['message', textOf(test['trace'])],
        ['stdout', textsOf(test['stdout']).join('\n')],
        ['stderr', textsOf(test['stderr']).join('\n')],
      ],
      at,
      this.#deviations,
    );
    const own = ctrfOutcome(status, rawStatus, message);
    if (own.rule === 'not-understood') {
      this.#deviations.add('unknown-status', at.pointer, oneLine(own.matched ?? '', 80));
    }
    const start = numberOf(test['start']);
    const moment = start === undefined ? undefined : epochMoment(start);
    if (moment !== undefined && (this.#earliest ?? '9') > moment.utc) this.#earliest = moment.utc;
    const name = textOf(test['name']);
    if (name === undefined) this.#deviations.add('no-name', at.pointer, 'a test without a name');
    const index = this.#shelf.count;
    const { flaky, retries } = test;
    this.#shelf.add({
      index,
      name: name === undefined ? `test case ${index + 1}` : oneLine(name),
      group: this.#group(test, at),
      rawStatus: oneLine([status ?? '(no status)', rawStatus].filter(Boolean).join(', ')),
      at,
      mapped: byText(own, outputs),
      reason: message === undefined ? undefined : cut(plain(message).trim(), 1000),
      outputs,
      attempts: listOf(test['retryAttempts'])
        .slice(0, 50)
        .map((one) => attemptOf(fieldsOf(one))),
      durationMs: ctrfDuration(test, at, this.#deviations),
      start: moment?.utc,
      params: plainFields({
        ...plainFields(test['parameters'], 50),
        ...(flaky === true && { flaky }),
        ...(typeof retries === 'number' && retries > 0 && { retries }),
      }),
      measurements: [],
    });
  }

  /** A field under its name, or under the one that some producers write. */
  #either(test: Fields, name: string, other: string, { pointer }: Place): string | undefined {
    const value = textOf(test[name]);
    if (value !== undefined || textOf(test[other]) === undefined) return value;
    this.#deviations.add('snake-case', `${pointer}/${other}`, `read as ${name}`);
    return textOf(test[other]);
  }

  #group(test: Fields, at: Place): readonly string[] {
    const { suite } = test;
    const file = this.#either(test, 'filePath', 'file_path', at);
    const whole = typeof suite === 'string' ? suite.split(/\s+>\s+/) : textsOf(suite);
    if (typeof suite === 'string') {
      this.#deviations.add('suite-as-text', `${at.pointer}/suite`, 'a text where a list is due');
    }
    const group = whole.map((one) => oneLine(one, 200)).filter((one) => one !== '');
    const isNamed = textOf(test['name'])?.startsWith(file?.replaceAll('\\', '/') ?? '') === true;
    return group.length > 0 || file === undefined || isNamed ? group : [oneLine(file, 200)];
  }
}

function attemptOf(attempt: Fields): Attempt {
  const rawStatus = textOf(attempt['status']);
  const duration = numberOf(attempt['duration']);
  return {
    outcome: ctrfOutcome(rawStatus, textOf(attempt['rawStatus']), undefined).outcome,
    rawStatus: rawStatus === undefined ? undefined : oneLine(rawStatus),
    durationMs: duration !== undefined && duration >= 0 ? duration : undefined,
  };
}

/** What `status` means, together with what the runner itself called it. */
export function ctrfOutcome(
  status: string | undefined,
  rawStatus: string | undefined,
  message: string | undefined,
): Mapped {
  if (rawStatus !== undefined && (status === 'failed' || status === 'other')) {
    if (/^timed?[ _-]?out$/i.test(rawStatus)) {
      return { outcome: 'hang', rule: 'ctrf-raw-status', matched: rawStatus };
    }
    if (/^crash(?:ed)?$/i.test(rawStatus)) {
      return { outcome: 'crash', rule: 'ctrf-raw-status', matched: rawStatus };
    }
  }
  switch (status) {
    case 'passed':
      return { outcome: 'pass', rule: 'ctrf-passed' };
    case 'failed':
      return { outcome: 'fail', rule: 'ctrf-failed' };
    case 'skipped':
      return { outcome: 'skipped', rule: 'ctrf-skipped' };
    case 'pending':
      return message === undefined
        ? { outcome: 'skipped', rule: 'ctrf-pending' }
        : { outcome: 'blocked', rule: 'ctrf-pending-why' };
    case 'other':
      return rawStatus !== undefined && /^fail(?:ed|ure)?$/i.test(rawStatus)
        ? { outcome: 'fail', rule: 'ctrf-raw-status', matched: rawStatus }
        : { outcome: 'error', rule: 'ctrf-other' };
    default:
      return { outcome: 'error', rule: 'not-understood', matched: status ?? '(no status)' };
  }
}
