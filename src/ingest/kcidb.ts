import { CaseShelf } from './case-shelf.ts';
import type { Deviations } from './deviations.ts';
import { type Fields, fieldsOf, numberOf, plainFields, textOf, textsOf } from './field.ts';
import { momentIn } from './file-moment.ts';
import { kcidbOutcome } from './kcidb-outcome.ts';
import { JsonItems } from './json-items.ts';
import { outputsOf } from './json-outputs.ts';
import { brokenOff } from './broken-off.ts';
import { byText } from './by-text.ts';
import { secondsToMs } from './number-text.ts';
import { cut, oneLine, plain } from './plain.ts';
import { Refused } from './refused.ts';
import type { Mapped, Place, ReportedCase, ReportedMeasurement, ReportedRun } from './reported.ts';
import type { Piece } from './utf8.ts';
import type { Tells } from './excerpt.ts';

const KEYS = ['version', 'checkouts', 'builds', 'tests', 'issues', 'incidents'];

/** At most this many ids are remembered: of tests with and without a status, of waived ones. */
const REMEMBERED = 200_000;

/** Reads KCIDB reports of the versions 4 and 5. */
export class KcidbReader {
  readonly #deviations: Deviations;
  readonly #tells: Tells | undefined;
  readonly #items: JsonItems;
  readonly #shelf = new CaseShelf();
  /** Ids of kept cases, by index. */
  readonly #ids = new Map<number, string>();
  readonly #without = new Map<string, string>();
  readonly #waived = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #environment: Record<string, string> = {};
  #version: Fields | undefined;
  #origin: string | undefined;
  #start: string | undefined;
  #local: string | undefined;

  constructor(deviations: Deviations, tells?: Tells) {
    this.#deviations = deviations;
    this.#tells = tells;
    this.#items = new JsonItems(
      {
        '/version': (value) => (this.#version = fieldsOf(value)),
        '/tests/*': (value, at) => {
          this.#test(fieldsOf(value), at);
        },
        '/incidents/*': (value) => {
          this.#incident(fieldsOf(value));
        },
        '/builds/*': (value, at) => {
          this.#build(fieldsOf(value), at);
        },
      },
      deviations,
      (pattern) => {
        const key = pattern.slice(1);
        if (key.includes('/') || KEYS.includes(key)) return;
        deviations.add('unknown-key', `/${cut(key, 80)}`, 'no key of a KCIDB report');
      },
    );
  }

  write(piece: Piece): void {
    this.#items.write(piece);
  }

  end(): ReportedRun {
    this.#items.end();
    const version = this.#checkVersion();
    const { broken } = this.#items;
    const cutOff = broken && brokenOff(broken, this.#deviations);
    const cases = this.#shelf.kept().map((one) => this.#withWaiver(one));
    const missing = [...this.#without]
      .filter(([id]) => !this.#seen.has(id))
      .map(([, name]) => name);
    return {
      format: 'kcidb',
      formatVersion: version,
      title: this.#origin === undefined ? undefined : `Tests of ${oneLine(this.#origin, 100)}`,
      time: this.#start === undefined ? { local: this.#local } : { start: this.#start },
      cases,
      leftOut: this.#shelf.count - cases.length,
      planned: this.#shelf.count + missing.length,
      missing,
      incomplete: cutOff,
      environment: this.#environment,
      deviations: this.#deviations.list(),
    };
  }

  #checkVersion(): string | undefined {
    const major = numberOf(this.#version?.['major']);
    const minor = numberOf(this.#version?.['minor']);
    if (this.#version === undefined) {
      this.#deviations.add('missing-field', '/version', 'KCIDB asks for it');
      return undefined;
    }
    if (major !== 4 && major !== 5) {
      throw new Refused(`it is KCIDB of version ${major ?? '?'}; versions 4 and 5 are read`);
    }
    return minor === undefined ? String(major) : `${major}.${minor}`;
  }

  #incident(incident: Fields): void {
    const test = textOf(incident['test_id']);
    const isWaiver = (textOf(incident['issue_id']) ?? '').startsWith('_:waived');
    if (test === undefined || !isWaiver || incident['present'] === false) return;
    if (this.#waived.size < REMEMBERED) this.#waived.add(test);
  }

  #build(build: Fields, { pointer }: Place): void {
    const { status, valid } = build;
    const failed = valid === false || status === 'FAIL' || status === 'ERROR';
    if (failed)
      this.#deviations.add('build-failed', pointer, 'a build that failed has no result here');
  }

  #withWaiver(one: ReportedCase): ReportedCase {
    const id = this.#ids.get(one.index);
    if (id === undefined || !this.#waived.has(id) || one.mapped.expected !== undefined) return one;
    return { ...one, mapped: waived(one.mapped) };
  }

  #test(test: Fields, at: Place): void {
    const id = textOf(test['id']);
    const status = textOf(test['status']);
    const name = oneLine(textOf(test['path']) ?? textOf(test['comment']) ?? id ?? '');
    this.#origin ??= textOf(test['origin']);
    if (status === undefined || status === 'NULL') {
      const known = id ?? at.pointer;
      if (this.#without.size < REMEMBERED) this.#without.set(known, name);
      this.#deviations.add('no-status', at.pointer, 'a test without a status has no result');
      return;
    }
    if (id !== undefined && this.#seen.size < REMEMBERED) this.#seen.add(id);
    const start = this.#moment(textOf(test['start_time']));
    const excerpt = textOf(test['log_excerpt']);
    const outputs = outputsOf([['log', excerpt]], at, this.#deviations, this.#tells);
    const misc = fieldsOf(test['misc']);
    const said = textOf(misc['error_msg']) ?? textOf(misc['error_code']);
    const own = kcidbOutcome(status);
    if (own.rule === 'not-understood') {
      this.#deviations.add('unknown-status', at.pointer, oneLine(status, 80));
    }
    const mapped = byText(own, outputs);
    const index = this.#shelf.count;
    if (id !== undefined && index < REMEMBERED) this.#ids.set(index, id);
    const seconds = numberOf(test['duration']);
    this.#shelf.add({
      index,
      name: name === '' ? `test case ${index + 1}` : name,
      group: [],
      rawStatus: oneLine(status),
      at,
      mapped: test['waived'] === true ? waived(mapped) : mapped,
      reason: this.#reason(own, said ?? excerpt),
      outputs,
      attempts: [],
      durationMs: seconds === undefined || seconds < 0 ? undefined : secondsToMs(seconds),
      start,
      params: this.#params(fieldsOf(test['environment'])),
      measurements: measurementOf(fieldsOf(test['number']), name),
    });
  }

  #reason({ outcome }: Mapped, said: string | undefined): string | undefined {
    if (said !== undefined && outcome !== 'pass') return cut(plain(said).trim(), 1000);
    return outcome === 'blocked' ? 'The harness did not come to run it (MISS).' : undefined;
  }

  #moment(text: string | undefined): string | undefined {
    const moment = momentIn(text);
    if (moment === undefined) return undefined;
    if ('local' in moment) {
      this.#local ??= moment.local;
      return undefined;
    }
    if (this.#start === undefined || moment.utc < this.#start) this.#start = moment.utc;
    return moment.utc;
  }

  #params({ comment, compatible, misc }: Fields): ReportedCase['params'] {
    const text = textOf(comment);
    if (text !== undefined) this.#environment['comment'] ??= oneLine(text);
    const platform = textsOf(compatible)[0] ?? textOf(fieldsOf(misc)['platform']);
    return platform === undefined ? {} : plainFields({ platform: oneLine(platform, 200) });
  }
}

function waived(mapped: Mapped): Mapped {
  return { ...mapped, expected: { outcome: 'fail', why: 'waived' } };
}

function measurementOf({ value, unit, prefix }: Fields, name: string): ReportedMeasurement[] {
  const amount = numberOf(value);
  if (amount === undefined) return [];
  const words = [textOf(unit), prefix === 'binary' ? '(binary prefix)' : undefined];
  const shown = words.filter((one) => one !== undefined).join(' ');
  return [
    {
      name: name === '' ? 'value' : name,
      unit: shown === '' ? '(no unit)' : oneLine(shown, 80),
      value: amount,
    },
  ];
}
