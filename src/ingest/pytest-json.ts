import { CaseShelf } from './case-shelf.ts';
import type { Deviations } from './deviations.ts';
import { countOf, type Fields, fieldsOf, listOf, numberOf, plainFields, textOf } from './field.ts';
import { epochMoment } from './file-moment.ts';
import { JsonItems } from './json-items.ts';
import { outputsOf } from './json-outputs.ts';
import { brokenOff } from './broken-off.ts';
import { byText } from './by-text.ts';
import { pytestOutcome, STAGES } from './pytest-outcome.ts';
import { secondsToMs } from './number-text.ts';
import { cut, oneLine, plain } from './plain.ts';
import type { Mapped, Place, ReportedRun } from './reported.ts';
import type { Piece } from './utf8.ts';
import type { Tells } from './excerpt.ts';

/** What an exit code says of the whole session; those of a session that ended in order say nothing. */
const EXIT_CODES: Readonly<Record<number, string>> = {
  2: 'pytest was interrupted (exit code 2)',
  3: 'pytest had an internal error (exit code 3)',
  4: 'pytest was called wrongly (exit code 4)',
};

/** At most this many collected tests are remembered by name. */
const REMEMBERED = 200_000;

/** Reads the report of pytest-json-report. */
export class PytestJsonReader {
  readonly #deviations: Deviations;
  readonly #tells: Tells | undefined;
  readonly #items: JsonItems;
  readonly #shelf = new CaseShelf();
  readonly #collected = new Set<string>();
  readonly #counts = new Map<string, number>();
  #summary: Fields = {};
  #environment: Fields = {};
  #exitcode: number | undefined;
  #created: number | undefined;
  #duration: number | undefined;

  constructor(deviations: Deviations, tells?: Tells) {
    this.#deviations = deviations;
    this.#tells = tells;
    this.#items = new JsonItems(
      {
        '/created': (value) => (this.#created = numberOf(value)),
        '/duration': (value) => (this.#duration = numberOf(value)),
        '/exitcode': (value) => (this.#exitcode = numberOf(value)),
        '/environment': (value) => (this.#environment = fieldsOf(value)),
        '/summary': (value) => (this.#summary = fieldsOf(value)),
        '/collectors/*': (value, at) => {
          this.#collector(fieldsOf(value), at);
        },
        '/tests/*': (value, at) => {
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
    const cutOff = broken && brokenOff(broken, this.#deviations);
    const difference = this.#compare();
    const cases = this.#shelf.kept();
    const missing = [...this.#collected];
    const { Packages, Python } = this.#environment;
    const version = textOf(fieldsOf(Packages)['pytest']);
    // What is counted as collected holds what was deselected, and nobody meant to run that.
    const { collected, deselected } = this.#summary;
    const planned = Math.max(
      (countOf(collected) ?? 0) - (countOf(deselected) ?? 0),
      countOf(this.#summary['total']) ?? 0,
      this.#shelf.count + missing.length,
    );
    const exit = this.#exitcode === undefined ? undefined : exitWords(this.#exitcode);
    return {
      format: 'pytest-json-report',
      tool: version === undefined ? 'pytest' : oneLine(`pytest ${version}`, 100),
      time: this.#time(),
      cases,
      leftOut: this.#shelf.count - cases.length,
      planned,
      missing,
      incomplete: cutOff ?? exit ?? difference,
      environment: {
        ...Object.fromEntries(
          Object.entries(plainFields(this.#environment)).map(([key, one]) => [key, String(one)]),
        ),
        ...(textOf(Python) !== undefined && { Python: textOf(Python) ?? '' }),
      },
      deviations: this.#deviations.list(),
    };
  }

  /** The report is written at the end of the session. */
  #time(): ReportedRun['time'] {
    const created = this.#created;
    const end = created === undefined ? undefined : epochMoment(created)?.utc;
    if (created === undefined || this.#duration === undefined || this.#duration < 0) return { end };
    return { start: epochMoment(created - this.#duration)?.utc, end };
  }

  #compare(): string | undefined {
    let first: string | undefined;
    const kinds = ['passed', 'failed', 'error', 'skipped', 'xfailed', 'xpassed', 'total'];
    for (const kind of kinds) {
      const promised = countOf(this.#summary[kind]);
      const found = kind === 'total' ? this.#tests() : (this.#counts.get(kind) ?? 0);
      if (promised === undefined || promised === found) continue;
      const note = `${kind}: ${promised}, but ${found} stand there`;
      this.#deviations.add('count-differs', `/summary/${kind}`, note);
      first ??= `the summary counts ${note}`;
    }
    return first;
  }

  #tests(): number {
    return [...this.#counts.values()].reduce((sum, one) => sum + one, 0);
  }

  /** What was collected is planned; a collector that failed is a probe that broke. */
  #collector(collector: Fields, at: Place): void {
    for (const item of listOf(collector['result']).map(fieldsOf)) {
      const nodeid = textOf(item['nodeid']);
      const isTest = /Function|Item|Doctest/i.test(textOf(item['type']) ?? '');
      if (nodeid === undefined || !isTest || item['deselected'] === true) continue;
      if (this.#collected.size < REMEMBERED) this.#collected.add(nodeid);
    }
    const outcome = textOf(collector['outcome']);
    if (outcome === 'passed' || outcome === undefined) return;
    const text = textOf(collector['longrepr']);
    const outputs = outputsOf([['message', text]], at, this.#deviations, this.#tells);
    const mapped: Mapped =
      outcome === 'skipped'
        ? { outcome: 'skipped', rule: 'pytest-collector-skipped' }
        : { outcome: 'error', rule: 'pytest-collector-failed' };
    const nodeid = textOf(collector['nodeid']);
    this.#shelf.add({
      index: this.#shelf.count,
      name: nodeid === undefined ? 'collection' : oneLine(nodeid),
      group: [],
      rawStatus: oneLine(`collector ${outcome}`),
      at,
      mapped: byText(mapped, outputs),
      reason: text === undefined ? undefined : cut(plain(text).trim(), 1000),
      outputs,
      attempts: [],
      params: {},
      measurements: [],
    });
  }

  #test(test: Fields, at: Place): void {
    const outcome = textOf(test['outcome']);
    this.#counts.set(outcome ?? '', (this.#counts.get(outcome ?? '') ?? 0) + 1);
    const stages = STAGES.map((name) => fieldsOf(test[name]));
    const failed = stages.findIndex((stage) => stage['outcome'] === 'failed');
    const outputs = outputsOf(
      stages.flatMap((stage) => [
        ['message', textOf(stage['longrepr'])] as const,
        ['stdout', textOf(stage['stdout'])] as const,
        ['stderr', textOf(stage['stderr'])] as const,
        ['log', logText(stage['log'])] as const,
      ]),
      at,
      this.#deviations,
      this.#tells,
    );
    const told = stages.find((stage) => textOf(stage['longrepr']) !== undefined);
    const located = failed < 0 ? told : stages[failed];
    const why = textOf(fieldsOf(located?.['crash'])['message']) ?? textOf(located?.['longrepr']);
    const reason = why === undefined ? undefined : cut(skipReason(plain(why).trim()), 1000);
    const own = pytestOutcome(outcome, failed < 0 ? undefined : STAGES[failed]);
    if (own.rule === 'not-understood') {
      this.#deviations.add('unknown-status', at.pointer, oneLine(own.matched ?? '', 80));
    }
    const nodeid = textOf(test['nodeid']);
    if (nodeid === undefined) this.#deviations.add('no-name', at.pointer, 'a test without a name');
    else this.#collected.delete(nodeid);
    const durations = stages
      .map((stage) => numberOf(stage['duration']))
      .filter((one) => one !== undefined);
    const seconds = durations.reduce((sum, one) => sum + one, 0);
    const index = this.#shelf.count;
    this.#shelf.add({
      index,
      name: nodeid === undefined ? `test case ${index + 1}` : oneLine(nodeid),
      group: [],
      rawStatus: oneLine(outcome ?? '(no outcome)'),
      at,
      mapped: byText(own, outputs),
      reason,
      outputs,
      attempts: [],
      durationMs: durations.length === 0 || seconds < 0 ? undefined : secondsToMs(seconds),
      params: paramsOf(test),
      measurements: [],
    });
  }
}

/** What a test recorded of itself: by `record_property`, or as metadata of the plugin. */
function paramsOf({ user_properties: properties, metadata }: Fields) {
  const recorded = [...listOf(properties), metadata].map(fieldsOf);
  return plainFields(Object.fromEntries(recorded.flatMap((one) => Object.entries(one))), 50);
}

function exitWords(code: number): string | undefined {
  if (code === 0 || code === 1 || code === 5) return undefined;
  return EXIT_CODES[code] ?? `pytest ended with exit code ${code}`;
}

/** `('test_a.py', 47, 'Skipped: no card')` says why in its last part. */
function skipReason(text: string): string {
  return /^\((?:'.*'|".*"), \d+, (['"])(?:Skipped: )?(.*)\1\)$/s.exec(text)?.[2] ?? text;
}

/** The log of a stage is a text, or a list of records. */
function logText(log: unknown): string | undefined {
  if (typeof log === 'string') return textOf(log);
  const lines = listOf(log).map((one) => textOf(fieldsOf(one)['msg']));
  return textOf(lines.filter((one) => one !== undefined).join('\n'));
}
