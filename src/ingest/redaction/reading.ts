/**
 * A text as a person reads it, with the place of each character in the text as it stands. Both are strings
 * of bytes (every code below 256); what an escape means stands as its UTF-8.
 */
export interface TextReading {
  readonly text: string;
  /** Where the character at that index comes from: from (inclusive), to (exclusive). */
  readonly from: (index: number) => number;
  readonly to: (index: number) => number;
}

/** So many times over an escape may be escaped: JSON within JSON within XML. */
const MAX_LEVELS = 3;

/**
 * A JSON or C escape, an XML reference, a percent escape, a colour code of a terminal (as it is, or as
 * pytest writes it into XML).
 */
const ESCAPE = new RegExp(
  [
    String.raw`\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrtbf"'/\\])`,
    String.raw`&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);`,
    String.raw`%[0-9a-fA-F]{2}`,
    String.raw`(?:\u001b|#x1B)\[[0-9;]{0,16}[A-Za-z]`,
    // UTF-16 without a byte order mark: every other byte.
    String.raw`\u0000`,
  ].join('|'),
  'g',
);

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** The text as it stands, and as it reads with its escapes resolved once, twice, … */
export function readingsOf(text: string): TextReading[] {
  const readings: TextReading[] = [{ text, from: (index) => index, to: (index) => index + 1 }];
  while (readings.length <= MAX_LEVELS) {
    const next = resolved(readings.at(-1));
    if (next === undefined) break;
    readings.push(next);
  }
  return readings;
}

/** The text with its escapes resolved; undefined where it has none. */
function resolved(reading: TextReading | undefined): TextReading | undefined {
  if (reading === undefined) return undefined;
  const { text } = reading;
  const parts: string[] = [];
  const starts = new Int32Array(text.length + 1);
  const ends = new Int32Array(text.length + 1);
  let length = 0;
  let at = 0;
  const keep = (until: number) => {
    parts.push(text.slice(at, until));
    for (; at < until; at += 1, length += 1) {
      starts[length] = reading.from(at);
      ends[length] = reading.to(at);
    }
  };
  for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
    keep(index);
    const meaning = meaningOf(escape);
    parts.push(meaning);
    at = index + escape.length;
    for (let one = 0; one < meaning.length; one += 1, length += 1) {
      starts[length] = reading.from(index);
      ends[length] = reading.to(at - 1);
    }
  }
  if (parts.length === 0) return undefined;
  keep(text.length);
  return {
    text: parts.join(''),
    from: (index) => starts[index] ?? 0,
    to: (index) => ends[index] ?? 0,
  };
}

function meaningOf(escape: string): string {
  const [first = '', second = ''] = escape;
  if (first === '\u001b' || first === '\0' || escape.startsWith('#x1B')) return '';
  if (first === '%') return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  if (first === '\\') {
    if (second === 'u' || second === 'x') return utf8(Number.parseInt(escape.slice(2), 16));
    return NAMED[second] ?? second;
  }
  const name = escape.slice(1, -1);
  if (!name.startsWith('#')) return NAMED[name] ?? '';
  return utf8(/^#x/.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
}

/** The UTF-8 of a code point, each byte as one character. Half a surrogate pair reads as `?`. */
function utf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return '?';
  return String.fromCharCode(...new TextEncoder().encode(String.fromCodePoint(code)));
}
