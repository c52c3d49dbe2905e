/** What a matcher finds in one line: a thing by its key, and the words that name it. */
export interface LineMatch {
  readonly key: string;
  readonly matched: string;
}

/** Says what a line of a log names. */
export type LineMatcher = (line: string) => Iterable<LineMatch>;

/** Where a log names something for the first time. */
export interface LogFinding {
  readonly key: string;
  /** Counted from 1. */
  readonly line: number;
  /** That line, or the part of it around the name where it is long. */
  readonly text: string;
  /** How many lines name it. */
  readonly lines: number;
}

/** Something that a log may name, by any of its forms: an error string, a variable, a card. */
export interface Named {
  readonly key: string;
  readonly forms: readonly string[];
}

/** A code without the words around it, such as 41 or 0x29, may mean anything in a log. */
const BARE_NUMBER = /^(?:0x)?[0-9a-f]+$/i;
/** Colours and cursor movements of a terminal. */
// eslint-disable-next-line no-control-regex -- they are control characters
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]/g;
const WORD = /\w/;
const SHOWN = 240;

/** What a log names, in the order in which it is first named. */
export function scanLog(log: string, matcher: LineMatcher): LogFinding[] {
  const found = new Map<string, { line: number; text: string; lines: number }>();
  for (const [index, line] of plainLog(log).split('\n').entries()) {
    const here = new Set<string>();
    for (const { key, matched } of matcher(line)) {
      if (here.has(key)) continue;
      here.add(key);
      const known = found.get(key);
      if (known !== undefined) known.lines += 1;
      else found.set(key, { line: index + 1, text: shownPart(line, matched), lines: 1 });
    }
  }
  return [...found].map(([key, finding]) => ({ key, ...finding }));
}

/** A log without the marks of a terminal. */
export function plainLog(log: string): string {
  return log.replace(TERMINAL, '').replace(/\r\n?/g, '\n');
}

/**
 * Matches things by their forms, as they are written and as whole words.
 * @param within the whole log: a form that stands nowhere in it is not looked for line by line
 */
export function namedIn(named: readonly Named[], within: string): LineMatcher {
  const wanted = named.flatMap(({ key, forms }) =>
    forms
      .filter((form) => !BARE_NUMBER.test(form) && within.includes(form))
      .map((form) => ({ key, form })),
  );
  return function* (line) {
    for (const { key, form } of wanted) {
      if (hasWord(line, form)) yield { key, matched: form };
    }
  };
}

function hasWord(line: string, form: string): boolean {
  const inWord = (at: number) => WORD.test(line.charAt(at));
  const [opens, closes] = [WORD.test(form.charAt(0)), WORD.test(form.charAt(form.length - 1))];
  for (let at = line.indexOf(form); at >= 0; at = line.indexOf(form, at + 1)) {
    if (!(opens && inWord(at - 1)) && !(closes && inWord(at + form.length))) return true;
  }
  return false;
}

/** A line, or of a long one the part around some words of it. */
function shownPart(line: string, words: string): string {
  if (line.length <= SHOWN) return line.trim();
  const at = line.indexOf(words);
  const from = Math.max(0, Math.min(at - SHOWN / 4, line.length - SHOWN));
  const part = line.slice(from, from + SHOWN).trim();
  return `${from > 0 ? '… ' : ''}${part}${from + SHOWN < line.length ? ' …' : ''}`;
}
