import { CaseShelf } from './case-shelf.ts';
import type { Deviations } from './deviations.ts';
import { byText } from './by-text.ts';
import { KeptText } from './kept-text.ts';
import { type KtapLine, ktapLine, withoutLogPrefix } from './ktap-line.ts';
import { LIMITS, LimitPassed } from './limits.ts';
import { type Line, Lines } from './lines.ts';
import { isTooGood, withoutParts, withParts, worseOf } from './parts.ts';
import { cut, hasEscapes, oneLine, plain } from './plain.ts';
import type { Mapped, ReportedRun } from './reported.ts';
import { tapOutcome } from './tap-outcome.ts';
import type { Piece } from './utf8.ts';
import type { Tells } from './excerpt.ts';

/** A group of tests while it is read. */
interface Level {
  readonly indent: number;
  /** The index kept free for the result of the group; undefined at the top. */
  readonly index: number | undefined;
  name: string | undefined;
  planned: number | undefined;
  count: number;
  worst: Mapped | undefined;
}

type Point = Extract<KtapLine, { kind: 'point' }>;

const PANIC = /\bKernel panic - not syncing:?.{0,200}/;

/**
 * Reads KTAP as kernels print it: groups by indentation, or behind `# ` as kselftest hides them, and the
 * kernel's log between the lines, which is kept as text of the test that comes next.
 */
export class KtapReader {
  readonly #deviations: Deviations;
  readonly #tells: Tells | undefined;
  readonly #lines = new Lines();
  readonly #shelf = new CaseShelf();
  readonly #levels: Level[] = [];
  #closed: Level | undefined;
  #name: string | undefined;
  #texts: KeptText;
  #next = 0;
  #version: string | undefined;
  #planned: number | undefined;
  #incomplete: string | undefined;
  #over = false;
  #line: Line = { text: '', from: 0, to: 0, number: 1 };

  constructor(deviations: Deviations, tells?: Tells) {
    this.#deviations = deviations;
    this.#tells = tells;
    this.#texts = new KeptText('log', tells);
  }

  write(piece: Piece): void {
    for (const line of this.#lines.write(piece)) this.#read(line);
  }

  end(): ReportedRun {
    for (const line of this.#lines.end()) this.#read(line);
    this.#closeTo(-1);
    if (this.#closed !== undefined) this.#orphan();
    if (this.#planned === undefined) this.#because('the file has no plan');
    const cases = this.#shelf.kept();
    const { top, count } = this.#shelf;
    return {
      format: 'ktap',
      formatVersion: this.#version,
      time: {},
      cases,
      leftOut: count - cases.length,
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
    if (this.#over) return;
    this.#line = line;
    const text = withoutLogPrefix(line.text);
    const [, blank = ''] = /^([ \t]*)/.exec(text) ?? [];
    const shown = ktapLine(text.slice(blank.length));
    const { said, indent } =
      shown.kind === 'text'
        ? this.#hidden(text, blank.length)
        : { said: shown, indent: blank.length };
    switch (said.kind) {
      case 'version':
        if (said.isKtap) this.#version ??= said.version;
        this.#enter(indent);
        break;
      case 'subtest':
        this.#name = oneLine(said.name, 200);
        this.#enter(indent);
        break;
      case 'plan':
        this.#plan(indent, said);
        break;
      case 'point':
        this.#point(said, indent);
        break;
      case 'bail-out':
        this.#because(`bailed out: ${oneLine(said.reason, 300) || 'no reason given'}`);
        this.#over = true;
        break;
      case 'text':
        this.#texts.add(`${text}\n`, line.from, line.to);
        if (PANIC.test(text)) this.#panic(text);
    }
  }

  /** What kselftest prints behind `# `: once per level, and only where such a group was begun. */
  #hidden(text: string, blank: number): { said: KtapLine; indent: number } {
    const hiding = /^(?:# ){1,100}/.exec(text.slice(blank))?.[0] ?? '';
    const none = { said: { kind: 'text' } as const, indent: blank };
    if (hiding === '') return none;
    const inner = text.slice(blank + hiding.length);
    const said = ktapLine(inner.trimStart());
    const indent = blank + hiding.length + (inner.length - inner.trimStart().length);
    const begun = this.#levels.some((level) => level.indent === indent);
    return said.kind === 'version' || (begun && said.kind !== 'bail-out') ? { said, indent } : none;
  }

  /** A group begins; a second header of the same group changes nothing. */
  #enter(indent: number): void {
    this.#closeTo(indent);
    const last = this.#levels.at(-1);
    if (last?.indent === indent && last.count === 0 && last.planned === undefined) {
      last.name ??= this.#name;
      return;
    }
    // A log may hold several reports, one after the other.
    if (last?.indent === indent) this.#closeTo(indent - 1);
    this.#push(indent);
  }

  #push(indent: number): Level {
    if (this.#levels.length >= LIMITS.depth) throw new LimitPassed('depth', this.#line.from);
    if (this.#closed !== undefined) this.#orphan();
    const index = this.#levels.length === 0 ? undefined : this.#next++;
    const level = {
      indent,
      index,
      name: this.#name,
      planned: undefined,
      count: 0,
      worst: undefined,
    };
    this.#name = undefined;
    this.#levels.push(level);
    return level;
  }

  /** Ends all groups that are indented further. */
  #closeTo(indent: number): void {
    for (let last = this.#levels.at(-1); last !== undefined; last = this.#levels.at(-1)) {
      if (last.indent <= indent) return;
      this.#levels.pop();
      if (this.#closed !== undefined) this.#orphan();
      const { planned, count, index, name } = last;
      if (index !== undefined) this.#closed = last;
      else if (planned === undefined) this.#because('the file has no plan');
      else this.#planned = (this.#planned ?? 0) + planned;
      if (planned === count) continue;
      if (planned === undefined && index !== undefined) {
        this.#deviations.add('no-plan', this.#pointer(), name ?? 'a group without a plan');
        continue;
      }
      if (planned === undefined) continue;
      const group = index === undefined ? 'the file' : name === undefined ? 'a group' : `"${name}"`;
      const note = `${group} plans ${planned}, but ${count} stand there`;
      this.#deviations.add('count-differs', this.#pointer(), note);
      this.#because(note);
    }
  }

  /** A group whose own result never came. */
  #orphan(): void {
    const name = this.#closed?.name;
    this.#closed = undefined;
    const group = name === undefined ? 'a group' : `the group "${name}"`;
    this.#deviations.add('group-without-result', this.#pointer(), group);
    this.#because(`${group} has no result of its own`);
  }

  #levelAt(indent: number): Level {
    this.#closeTo(indent);
    const last = this.#levels.at(-1);
    return last?.indent === indent ? last : this.#push(indent);
  }

  #plan(indent: number, { count, comment }: Extract<KtapLine, { kind: 'plan' }>): void {
    const level = this.#levelAt(indent);
    if (level.planned !== undefined) {
      this.#deviations.add('second-plan', this.#pointer(), `1..${count}`);
      return;
    }
    level.planned = count;
    if (comment !== undefined) {
      this.#deviations.add('plan-comment', this.#pointer(), oneLine(comment, 300));
    }
  }

  #point({ point, number, name }: Point, indent: number): void {
    const level = this.#levelAt(indent);
    const group = this.#closed;
    this.#closed = undefined;
    level.count += 1;
    if (number !== undefined && number !== level.count) {
      const note = `number ${number} where ${level.count} is due`;
      this.#deviations.add('test-number', this.#pointer(), note);
    }
    const { ok, directive, reason } = point;
    const rawStatus = `${ok ? 'ok' : 'not ok'}${directive === undefined ? '' : ` # ${directive}`}`;
    const texts = this.#texts;
    this.#texts = new KeptText('log', this.#tells);
    const outputs = texts.isEmpty ? [] : [texts.done()];
    const own = byText(tapOutcome(point), outputs);
    const parts = withParts(own, group?.worst);
    const mapped = (group?.planned ?? 0) > (group?.count ?? 0) ? withoutParts(parts) : parts;
    if (isTooGood(own, mapped)) {
      this.#deviations.add('better-than-parts', this.#pointer(), `${rawStatus}, ${mapped.outcome}`);
    }
    const said = reason === undefined || reason === '' ? undefined : oneLine(reason, 1000);
    const text = outputs[0]?.text ?? '';
    if (hasEscapes(text)) this.#deviations.add('escape-sequences', this.#pointer(), 'in its log');
    this.#add(level, {
      index: group?.index ?? this.#next++,
      name: name === '' ? (group?.name ?? `test ${level.count}`) : oneLine(name),
      rawStatus,
      mapped,
      reason: said ?? (ok || text.trim() === '' ? undefined : cut(plain(text).trim(), 1000)),
      outputs,
    });
  }

  #add(
    level: Level,
    one: Pick<
      Parameters<CaseShelf['add']>[0],
      'index' | 'name' | 'rawStatus' | 'mapped' | 'reason' | 'outputs'
    >,
  ): void {
    level.worst = worseOf(level.worst, one.mapped);
    const { from: offset, number: line } = this.#line;
    this.#shelf.add({
      ...one,
      group: this.#levels.slice(1).flatMap(({ name }) => (name === undefined ? [] : [name])),
      parent: level.index,
      at: { pointer: this.#pointer(), offset, line },
      attempts: [],
      params: {},
      measurements: [],
    });
  }

  /** The test that was running when the kernel stopped has crashed; nothing after it is a result. */
  #panic(text: string): void {
    const matched = oneLine(PANIC.exec(text)?.[0] ?? '', 300);
    this.#because(`the kernel stopped: ${matched}`);
    this.#over = true;
    const level = this.#levels.at(-1) ?? this.#push(0);
    level.count += 1;
    const outputs = [this.#texts.done()];
    this.#texts = new KeptText('log', this.#tells);
    this.#add(level, {
      index: this.#next++,
      name: `test ${level.count}`,
      rawStatus: matched,
      mapped: { outcome: 'crash', rule: 'ktap-panic', matched },
      reason: matched,
      outputs,
    });
  }

  #pointer(): string {
    return `line ${this.#line.number}`;
  }
}
