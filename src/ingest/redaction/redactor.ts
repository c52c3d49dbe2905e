import { ADDRESSES } from './addresses.ts';
import { detect, type Detector } from './detector.ts';
import { placeholderWord, type RedactionKind } from './kind.ts';
import { type KnownNames, nameDetectors } from './known-names.ts';
import { NAMES } from './names.ts';
import { readingsOf } from './reading.ts';
import { SERIALS, TOKENS } from './secrets.ts';

/** One thing that was taken out. */
export interface Redaction {
  readonly kind: RedactionKind;
  /** In which line of the text it stands, from 1. */
  readonly line: number;
  /** What stood there, as it stood, and what stands there now. */
  readonly was: string;
  readonly now: string;
}

export interface RedactorOptions {
  readonly names: KnownNames;
  /** What is left in. */
  readonly keep?: readonly RedactionKind[];
  /** Is told of everything that is taken out, in order. */
  readonly onRedaction?: (redaction: Redaction) => void;
}

/** Takes out of a text what is not to be published, however the text is cut into pieces. */
export interface Redactor {
  /** The redacted text of this piece and earlier ones, as far as it is settled. */
  readonly push: (bytes: string) => string;
  /** The rest. */
  readonly end: () => string;
  readonly counts: ReadonlyMap<RedactionKind, number>;
}

/** So much is collected before it is searched. */
const WINDOW = 1024 * 1024;
/** What stands so near to the end of a window may go on behind it. */
const HOLD = 128 * 1024;
/** So much of what is settled is kept, for what is told by what stands before it. */
const LEFT = 4096;
/** Beyond so many different values of a file they are not told apart any more. */
const MAX_VALUES = 10_000;

interface Secret {
  readonly kind: RedactionKind;
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

/**
 * A redactor for one file. Texts are strings of bytes: every code is below 256, so that bytes that are no
 * UTF-8 stay what they are.
 */
export function newRedactor({ names, keep = [], onRedaction }: RedactorOptions): Redactor {
  const detectors = [...TOKENS, ...ADDRESSES, ...SERIALS, ...NAMES, ...nameDetectors(names)].filter(
    ({ kind }) => !keep.includes(kind),
  );
  const counts = new Map<RedactionKind, number>();
  const placeholder = numbering();
  let buffer = '';
  let done = 0;
  let line = 1;

  const settle = (last: boolean): string => {
    const secrets = secretsIn(buffer, detectors);
    let limit = last ? buffer.length : Math.max(done, buffer.length - HOLD);
    for (const { from, to } of secrets.toReversed()) if (from < limit && to > limit) limit = from;
    const parts: string[] = [];
    const copy = (to: number) => {
      const part = buffer.slice(done, to);
      line += linesIn(part);
      parts.push(part);
      done = to;
    };
    for (const { kind, from, to, value } of secrets) {
      if (from < done || from >= limit) continue;
      copy(from);
      const was = buffer.slice(from, to);
      const now = replacement(
        placeholder(kind, value),
        was,
        buffer.slice(Math.max(0, from - 16), from),
      );
      onRedaction?.({ kind, line, was, now });
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      parts.push(now);
      line += linesIn(was);
      done = to;
    }
    copy(limit);
    const cut = Math.max(0, limit - LEFT);
    buffer = buffer.slice(cut);
    done = limit - cut;
    return parts.join('');
  };

  return {
    counts,
    push: (bytes) => {
      buffer += bytes;
      return buffer.length - done < WINDOW ? '' : settle(false);
    },
    end: () => settle(true),
  };
}

/** A number in JSON stays a number, and a text of several lines keeps them. */
function replacement(placeholder: string, was: string, before: string): string {
  if (/^\d+$/.test(was) && /"\s*:\s*$/.test(before)) return '0';
  return placeholder + '\n'.repeat(linesIn(was));
}

/** `(user-1)`, `(user-2)`, …: the same for the same value. */
function numbering(): (kind: RedactionKind, value: string) => string {
  const numbers = new Map<string, Map<string, number>>();
  return (kind, value) => {
    const word = placeholderWord(kind);
    const known = numbers.get(word) ?? new Map<string, number>();
    numbers.set(word, known);
    const key = value.toLowerCase();
    const number = known.get(key) ?? known.size + 1;
    if (number > MAX_VALUES) return `(${word})`;
    known.set(key, number);
    return `(${word}-${number})`;
  };
}

/** What the detectors find in any reading of a text, in order; what overlaps is one. */
function secretsIn(text: string, detectors: readonly Detector[]): Secret[] {
  const found = readingsOf(text).flatMap((reading) =>
    [...detect(reading.text, detectors)].map(({ kind, from, to }) => ({
      kind,
      from: reading.from(from),
      to: reading.to(to - 1),
      value: reading.text.slice(from, to),
    })),
  );
  const secrets: Secret[] = [];
  for (const secret of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = secrets.at(-1);
    if (last === undefined || secret.from >= last.to) secrets.push(secret);
    else if (secret.to > last.to) secrets[secrets.length - 1] = { ...last, to: secret.to };
  }
  return secrets;
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
