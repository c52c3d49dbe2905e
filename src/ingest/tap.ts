import { lineType, Parser, type Result } from 'tap-parser';
import { CaseShelf } from './case-shelf.ts';
import type { Deviations } from './deviations.ts';
import { byText } from './by-text.ts';
import { KeptText } from './kept-text.ts';
import { LIMITS, LimitPassed } from './limits.ts';
import { type Line, Lines } from './lines.ts';
import { numberIn } from './number-text.ts';
import { isTooGood, withoutParts, withParts, worseOf } from './parts.ts';
import { cut, hasEscapes, oneLine, plain } from './plain.ts';
import type { Mapped, Place, ReportedRun } from './reported.ts';
import { tapOutcome } from './tap-outcome.ts';
import type { Piece } from './utf8.ts';
import type { Tells } from './excerpt.ts';

/** A test point that was read and whose result is not told yet. */
interface Pending {
  readonly at: Place;
  readonly texts: KeptText;
}

/** A test or subtest while its points are read. */
interface Level {
  readonly group: readonly string[];
  /** The index kept free for the result of the whole; undefined at the top. */
  readonly index: number | undefined;
  pending: Pending | undefined;
  /** The subtest whose result comes next. */
  inner: Level | undefined;
  worst: Mapped | undefined;
  /** Whether fewer points than planned were read. */
  short: boolean;
}

/** Reads TAP 13 and 14. YAML blocks and comments are kept as text of the test point before them. */
export class TapReader {
  readonly #deviations: Deviations;
  readonly #tells: Tells | undefined;
  readonly #lines = new Lines();
  readonly #parser = new Parser({ omitVersion: false });
  readonly #shelf = new CaseShelf();
  #next = 0;
  #line: Line = { text: '', from: 0, to: 0, number: 1 };
  #latest: Pending | undefined;
  #yaml: string | undefined;
  #version: string | undefined;
  #planned: number | undefined;
  #points = 0;
  #incomplete: string | undefined;
  #ended = false;

  constructor(deviations: Deviations, tells?: Tells) {
    this.#deviations = deviations;
    this.#tells = tells;
    this.#listen(this.#parser, emptyLevel({ group: [], index: undefined }));
    this.#parser.on('version', (version: number) => {
      if (!this.#ended) this.#version = String(version);
    });
    this.#parser.on('bailout', (reason: string) => {
      this.#because(`bailed out: ${oneLine(reason, 300) || 'no reason given'}`);
    });
  }

  write(piece: Piece): void {
    for (const line of this.#lines.write(piece)) this.#read(line);
  }

  end(): ReportedRun {
    for (const line of this.#lines.end()) this.#read(line);
    this.#ended = true;
    this.#parser.end();
    if (this.#planned === undefined) this.#because('the file has no plan');
    const { top } = this.#shelf;
    if (this.#planned !== undefined && this.#planned !== top) {
      const note = `the plan counts ${this.#planned}, but ${top} stand there`;
      this.#deviations.add('count-differs', '', note);
      this.#because(note);
    }
    const cases = this.#shelf.kept();
    return {
      format: 'tap',
      formatVersion: this.#version,
      time: {},
      cases,
      leftOut: this.#shelf.count - cases.length,
      planned: this.#planned === undefined ? undefined : Math.max(this.#planned, top),
      missing: [],
      incomplete: this.#incomplete,
      environment: {},
      deviations: this.#deviations.list(),
    };
  }

  #because(why: string): void {
    this.#incomplete ??= why;
  }

  #read(line: Line): void {
    this.#line = line;
    const [, indent = '', rest = ''] = /^([ \t]*)(.*)$/s.exec(line.text) ?? [];
    if (this.#isYaml(indent, rest)) return;
    const type = lineType(`${rest}\n`)?.[0];
    const isBrace = rest === '{' || rest === '}';
    if ((type === undefined && !isBrace) || type === 'comment') {
      this.#latest?.texts.add(`${line.text}\n`, line.from, line.to);
      return;
    }
    if (indent.length > LIMITS.depth * 4) throw new LimitPassed('depth', line.from);
    this.#parser.write(`${line.text}\n`);
  }

  /** A YAML block stands between `---` and `...`, both indented alike, under a test point. */
  #isYaml(indent: string, rest: string): boolean {
    const begins = this.#yaml === undefined && this.#latest !== undefined && rest === '---';
    if (begins && indent !== '') this.#yaml = indent;
    const { text, from, to } = this.#line;
    if (this.#yaml === undefined) return false;
    if (!text.startsWith(this.#yaml) && rest !== '') {
      this.#yaml = undefined;
      return false;
    }
    this.#latest?.texts.add(`${text}\n`, from, to);
    if (rest === '...' && indent === this.#yaml) {
      // A block of the same shape, so that the parser knows of it and evaluates none of its tags.
      this.#parser.write(`${indent}---\n${indent}kept: true\n${indent}...\n`);
      this.#yaml = undefined;
    }
    return true;
  }

  #listen(parser: Parser, level: Level): void {
    parser.on('line', (text: string) => {
      if (/^(?:not )?ok\b/.test(text)) level.pending = this.#begin();
    });
    parser.on(
      'plan',
      ({ start, end, comment }: { start: number; end: number; comment: string }) => {
        if (this.#ended || level.index !== undefined) return;
        this.#planned = Math.max(0, end - start + 1);
        if (comment) this.#deviations.add('plan-comment', this.#pointer(), oneLine(comment, 300));
      },
    );
    parser.on('child', (child: Parser) => {
      const index = this.#next;
      this.#next += 1;
      if (level.inner !== undefined) this.#because('a subtest has no result of its own');
      const group = [...level.group, oneLine(child.name, 200)].filter((one) => one !== '');
      level.inner = emptyLevel({ group, index });
      this.#listen(child, level.inner);
    });
    parser.on('assert', (result: Result) => {
      this.#result(result, level);
    });
    parser.on('extra', (text: string) => {
      this.#behindPlan(text.trim(), level);
    });
    parser.on(
      'complete',
      ({ plan, count }: { plan: { start: number; end: number }; count: number }) => {
        if (level.inner !== undefined) this.#because('a subtest has no result of its own');
        const planned = plan.end - plan.start + 1;
        if (level.index === undefined || planned === count) return;
        level.short = count < planned;
        const note = `a subtest plans ${planned}, but ${count} stand there`;
        this.#deviations.add('count-differs', this.#pointer(), note);
        this.#because(note);
      },
    );
  }

  /** A plan may be the last line, and the parser passes over whatever follows: a failure among it is one. */
  #behindPlan(text: string, level: Level): void {
    if (!/^(?:(?:not )?ok\b|\d+\.\.\d|Bail out!)/i.test(text)) return;
    const note = oneLine(text, 200);
    this.#deviations.add('behind-plan', this.#pointer(), note);
    this.#because(`${this.#pointer()}: behind the plan stands ${note}`);
    const result = Parser.parse(`${text}\n`).find(([event]) => event === 'assert')?.[1] as
      Result | undefined;
    if (result === undefined) return;
    const { inner } = level;
    level.pending = this.#begin();
    level.inner = undefined;
    result.tapError = null;
    this.#result(result, level);
    level.inner = inner;
  }

  #pointer(): string {
    return `line ${this.#line.number}`;
  }

  #begin(): Pending {
    this.#points += 1;
    const { from: offset, number: line } = this.#line;
    if (this.#points > LIMITS.tapPoints) throw new LimitPassed('tapPoints', offset);
    this.#latest = {
      at: { pointer: this.#pointer(), offset, line },
      texts: new KeptText('message', this.#tells),
    };
    return this.#latest;
  }

  #result(result: Result, level: Level): void {
    const { inner, pending } = level;
    level.inner = undefined;
    if (pending === undefined) return;
    const index = inner?.index ?? this.#next++;
    const { at, texts } = pending;
    const { skip, todo, ok, tapError, buffered } = result;
    const name = oneLine(result.name.replace(/^- /, ''));
    const directive = skip !== false ? 'SKIP' : todo !== false ? 'TODO' : undefined;
    const given = [skip, todo].find((one) => typeof one === 'string');
    const reason = typeof given === 'string' ? oneLine(given, 300) : undefined;
    const outputs = texts.isEmpty ? [] : [texts.done()];
    const own = byText(tapOutcome({ ok, directive, reason }), outputs);
    // What stands in braces is over with the brace that closes them; the parser itself does not mind.
    const isOpen = this.#ended && buffered;
    if (isOpen) {
      const note = `the braces of "${name}" are not closed`;
      this.#deviations.add('broken-off', at.pointer, note);
      this.#because(note);
    }
    const parts = withParts(own, inner?.worst);
    const mapped = isOpen || inner?.short === true ? withoutParts(parts) : parts;
    if (isTooGood(own, mapped)) {
      this.#deviations.add('better-than-parts', at.pointer, `ok, ${mapped.outcome}`);
    }
    if (tapError) {
      this.#deviations.add('test-number', at.pointer, oneLine(tapError, 200));
      this.#because(`${at.pointer}: ${oneLine(tapError, 200)}`);
    }
    level.worst = worseOf(level.worst, mapped);
    const text = outputs[0]?.text ?? '';
    if (hasEscapes(text)) this.#deviations.add('escape-sequences', at.pointer, 'in its text');
    this.#shelf.add({
      index,
      name: name === '' || name === '-' ? `test ${result.id || index + 1}` : name,
      group: level.group,
      parent: level.index,
      rawStatus: `${ok ? 'ok' : 'not ok'}${directive === undefined ? '' : ` # ${directive}`}`,
      at,
      mapped,
      reason: reason ?? (ok ? undefined : said(text)),
      outputs,
      attempts: [],
      durationMs: result.time ?? durationIn(text),
      params: {},
      measurements: [],
    });
  }
}

function emptyLevel(level: Pick<Level, 'group' | 'index'>): Level {
  return { ...level, pending: undefined, inner: undefined, worst: undefined, short: false };
}

/** What stands under a test point, without the marks of YAML and its indentation. */
function said(text: string): string | undefined {
  const lines = plain(text)
    .split('\n')
    .filter((line) => !/^\s*(?:---|\.\.\.)?\s*$/.test(line));
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  const bare = lines.map((line) => line.slice(indent)).join('\n');
  return bare === '' ? undefined : cut(bare, 1000);
}

/** `duration_ms` of a YAML block, as tap and node:test write it. */
function durationIn(text: string): number | undefined {
  const value = numberIn(/^\s*duration_ms:[ \t]*([\d.]{1,30})[ \t]*$/m.exec(text)?.[1]);
  return value === undefined || value < 0 ? undefined : value;
}
