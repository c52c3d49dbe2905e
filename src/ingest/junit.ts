import { CaseShelf } from './case-shelf.ts';
import type { Deviations } from './deviations.ts';
import { momentIn } from './file-moment.ts';
import { type JunitSuite, JunitSuites } from './junit-suites.ts';
import { byText, isVerdict, junitOutcome, type JunitVerdict, verdictOf } from './junit-outcome.ts';
import { KeptText, type Output, type OutputKind } from './kept-text.ts';
import { numberIn, secondsToMs } from './number-text.ts';
import { cut, hasEscapes, oneLine, plain } from './plain.ts';
import type { Attempt, Place, ReportedCase, ReportedRun } from './reported.ts';
import type { Piece } from './utf8.ts';
import { type Attributes, type XmlListener, type XmlPlace, XmlStream } from './xml.ts';

interface OpenCase {
  readonly attributes: Attributes;
  readonly at: Place;
  readonly suite: JunitSuite;
  readonly verdicts: JunitVerdict[];
  readonly outputs: Output[];
  readonly attempts: Attempt[];
  readonly params: Record<string, string>;
}

/** The attributes by which a test or suite names itself; an empty one names nothing. */
const named = (text: string | undefined) => (text?.trim() === '' ? undefined : text);

/** Reads JUnit XML in the dialects of pytest, Surefire, Jest, googletest and Testmo. */
export class JunitReader implements XmlListener {
  readonly #deviations: Deviations;
  readonly #xml: XmlStream;
  readonly #shelf = new CaseShelf();
  readonly #suites: JunitSuites;
  /** Elements inside the case or suite that is open, the outermost first. */
  readonly #inside: string[] = [];
  readonly #environment: Record<string, string> = {};
  #case: OpenCase | undefined;
  #texts: KeptText | undefined;
  #property: { readonly name: string; value: string } | undefined;
  #cutOff = 0;

  constructor(deviations: Deviations) {
    this.#deviations = deviations;
    this.#suites = new JunitSuites(deviations);
    this.#xml = new XmlStream(this, deviations);
  }

  write(piece: Piece): void {
    this.#xml.write(piece);
  }

  open(fullName: string, attributes: Attributes, at: XmlPlace): void {
    const name = fullName.slice(fullName.indexOf(':') + 1);
    if (this.#case === undefined && this.#inside.length === 0) {
      if (name === 'testsuites' || name === 'testsuite') {
        this.#suites.open(name, attributes);
        return;
      }
      if (name === 'testcase') {
        this.#openCase(attributes, at);
        return;
      }
    }
    this.#inside.push(name);
    const level = this.#inside.length;
    if (name === 'property') this.#openProperty(attributes);
    if (this.#case === undefined || (level > 1 && !isOutput(name))) return;
    if (level === 1) this.#openInCase(this.#case, name, attributes);
    if (kindOf(name) !== undefined) this.#startText(kindOf(name) ?? 'message', attributes, at);
  }

  text(text: string, from: number, to: number): void {
    if (this.#property !== undefined) this.#property.value += text;
    else this.#texts?.add(text, from, to);
  }

  close(fullName: string): void {
    const name = fullName.slice(fullName.indexOf(':') + 1);
    if (this.#inside.length > 0) {
      this.#inside.pop();
      if (name === 'property') this.#closeProperty();
      else if (kindOf(name) !== undefined) this.#endText();
    } else if (this.#case !== undefined) {
      this.#closeCase(this.#case);
    } else {
      this.#suites.close();
    }
  }

  end(): ReportedRun {
    this.#xml.end();
    const broken = this.#xml.broken;
    if (broken !== undefined) this.#breakOff(broken.cause, broken.at);
    const { missing, first } = this.#suites.total(this.#cutOff);
    const moment = momentIn(first?.timestamp);
    return {
      format: 'junit',
      tool: first?.name === 'pytest' ? 'pytest' : undefined,
      title: named(this.#suites.title),
      time: moment === undefined ? {} : 'utc' in moment ? { start: moment.utc } : moment,
      cases: this.#shelf.kept(),
      leftOut: this.#shelf.count - this.#shelf.kept().length,
      planned: this.#shelf.count + missing,
      missing: [],
      incomplete:
        broken === undefined
          ? this.#suites.difference
          : `the file ends or breaks at byte ${broken.at.offset}: ${oneLine(broken.cause, 200)}`,
      environment: this.#environment,
      deviations: this.#deviations.list(),
    };
  }

  #openCase(attributes: Attributes, { offset, line }: XmlPlace): void {
    const suite = this.#suites.current;
    suite.cases += 1;
    const pointer = `${suite.pointer}/testcase[${suite.cases}]`;
    this.#case = {
      attributes,
      at: { pointer, offset, line },
      suite,
      verdicts: [],
      outputs: [],
      attempts: [],
      params: {},
    };
  }

  #openInCase(open: OpenCase, element: string, { type, message, time }: Attributes): void {
    if (/^(?:rerun|flaky)(?:Failure|Error)$/.test(element)) {
      const outcome = element.endsWith('Error') ? 'error' : 'fail';
      const durationMs = this.#duration(time, open.at);
      open.attempts.push({ outcome, rawStatus: element, durationMs });
    }
    if (!isVerdict(element)) return;
    open.verdicts.push({ element, type, message });
    if (verdictOf({ element, type, message }).rule === 'not-understood') {
      this.#deviations.add('unknown-element', open.at.pointer, `<${cut(element, 80)}>`);
    }
  }

  #startText(kind: OutputKind, { message }: Attributes, { offset }: XmlPlace): void {
    this.#endText();
    this.#texts = new KeptText(kind);
    if (kind === 'message' && message !== undefined && message !== '') {
      this.#texts.add(`${message}\n`, offset, offset);
    }
  }

  #endText(): void {
    const texts = this.#texts;
    this.#texts = undefined;
    if (texts === undefined || texts.isEmpty || this.#case === undefined) return;
    const output = texts.done();
    if (output.text.trim() === '') return;
    if (hasEscapes(output.text)) {
      this.#deviations.add('escape-sequences', this.#case.at.pointer, `in its ${output.kind}`);
    }
    this.#case.outputs.push(output);
  }

  #openProperty({ name, value }: Attributes): void {
    this.#property =
      name === undefined ? undefined : { name: oneLine(name, 100), value: value ?? '' };
  }

  #closeProperty(): void {
    const property = this.#property;
    this.#property = undefined;
    if (property === undefined || property.name === '' || property.name === '__proto__') return;
    const into = this.#case === undefined ? this.#environment : this.#case.params;
    const isNew = !Object.hasOwn(into, property.name);
    if (isNew && Object.keys(into).length < 100) into[property.name] = oneLine(property.value);
  }

  #closeCase(open: OpenCase): void {
    this.#case = undefined;
    this.#endText();
    const { attributes, at, verdicts, outputs } = open;
    const words = [attributes['status'], attributes['result']].filter((one) => one !== undefined);
    const mapped = junitOutcome(verdicts, words, outputs);
    if (mapped.rule === 'not-understood' && verdicts.length === 0) {
      this.#deviations.add('unknown-status', at.pointer, oneLine(mapped.matched ?? '', 80));
    }
    this.#shelve(open, mapped);
  }

  #shelve(open: OpenCase, mapped: ReportedCase['mapped']): void {
    const { attributes, at, verdicts, outputs, attempts, params, suite } = open;
    suite.count(verdicts, mapped.outcome);
    const index = this.#shelf.count;
    const name = named(attributes['name']);
    if (name === undefined) this.#deviations.add('no-name', at.pointer, 'a test without a name');
    const raw = verdicts.map(({ element, type }) => (type ? `${element} ${type}` : element));
    const word = attributes['result'] ?? attributes['status'];
    const moment = momentIn(attributes['timestamp']);
    this.#shelf.add({
      index,
      name: name === undefined ? `test case ${index + 1}` : oneLine(name),
      group: [named(attributes['classname']) ?? suite.name].flatMap((one) =>
        one === undefined ? [] : [oneLine(one, 200)],
      ),
      rawStatus: oneLine(raw.join(', ') || (word ?? '(no element)')),
      at,
      mapped,
      reason: reasonOf(verdicts, outputs),
      outputs,
      attempts: mapped.rule === 'surefire-flaky' ? [...attempts, { outcome: 'pass' }] : attempts,
      durationMs: this.#duration(attributes['time'], at),
      start: moment !== undefined && 'utc' in moment ? moment.utc : undefined,
      params,
      measurements: [],
    });
  }

  #duration(text: string | undefined, { pointer }: Place): number | undefined {
    if (text === undefined || text.trim() === '') return undefined;
    const seconds = numberIn(text);
    if (seconds !== undefined && seconds >= 0) return secondsToMs(seconds);
    this.#deviations.add('unreadable-time', `${pointer}/@time`, oneLine(text, 80));
    return undefined;
  }

  /** A case that is cut off keeps a failure that it has told: what is lost could not better it. */
  #breakOff(cause: string, at: XmlPlace): void {
    this.#deviations.add('broken-off', `line ${at.line}, byte ${at.offset}`, oneLine(cause, 200));
    const open = this.#case;
    if (open === undefined) return;
    this.#endText();
    this.#case = undefined;
    const mapped = byText(junitOutcome(open.verdicts, [], open.outputs), open.outputs);
    const { outcome, expected } = mapped;
    if (outcome !== 'pass' && outcome !== 'skipped' && expected === undefined) {
      this.#shelve(open, mapped);
      return;
    }
    open.suite.cases -= 1;
    this.#cutOff += 1;
    const name = oneLine(open.attributes['name'] ?? '', 200);
    this.#deviations.add('case-cut-off', open.at.pointer, `"${name}" has no end, so no result`);
  }
}

function isOutput(element: string): boolean {
  return ['system-out', 'system-err', 'stackTrace'].includes(element);
}

function kindOf(element: string): OutputKind | undefined {
  switch (element) {
    case 'system-out':
      return 'stdout';
    case 'system-err':
      return 'stderr';
    case 'failure':
    case 'error':
    case 'skipped':
    case 'stackTrace':
      return 'message';
    default:
      return /^(?:rerun|flaky)(?:Failure|Error)$/.test(element) ? 'message' : undefined;
  }
}

/** What the gravest verdict says of itself, or the beginning of its text. */
function reasonOf(
  verdicts: readonly JunitVerdict[],
  outputs: readonly Output[],
): string | undefined {
  const grave = verdicts.find(({ element }) => element === 'failure' || element === 'error');
  const message = named((grave ?? verdicts[0])?.message);
  const text = message ?? outputs.find(({ kind }) => kind === 'message')?.text;
  return text === undefined ? undefined : named(cut(plain(text).trim(), 1000));
}
