/** Something that a log may name, by any of its forms: an error string, a variable, a card. */
export interface Named {
  readonly key: string;
  readonly forms: readonly string[];
}

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

/** A code without the words around it, such as 41 or 0x29, may mean anything in a log. */
const BARE_NUMBER = /^(?:0x)?[0-9a-f]+$/i;
/** Colours and cursor movements of a terminal. */
// eslint-disable-next-line no-control-regex -- they are control characters
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]/g;
const WORD = /\w/;
const SHOWN = 240;

/**
 * What a log names, in the order in which it is first named. Forms are compared as they are written and as
 * whole words; the time is in proportion to the length of the log.
 */
export function scanLog(log: string, named: readonly Named[]): LogFinding[] {
  const text = log.replace(TERMINAL, '');
  const ends = lineEnds(text);
  return named
    .flatMap(({ key, forms }) => {
      const places = forms
        .filter((form) => !BARE_NUMBER.test(form))
        .flatMap((form) => [...placesOf(form, text)].map((at) => ({ at, form })));
      const first = places.toSorted((a, b) => a.at - b.at || b.form.length - a.form.length)[0];
      if (first === undefined) return [];
      const lines = new Set(places.map(({ at }) => lineAt(at, ends)));
      const line = lineAt(first.at, ends);
      const shown = shownLine(text, ends, line, first.at);
      return [{ at: first.at, key, line: line + 1, text: shown, lines: lines.size }];
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ key, line, text: shown, lines }) => ({ key, line, text: shown, lines }));
}

/** Where a form stands in a text as a whole word. */
function* placesOf(form: string, text: string): Generator<number> {
  const inWord = (at: number) => WORD.test(text.charAt(at));
  const [opens, closes] = [WORD.test(form.charAt(0)), WORD.test(form.charAt(form.length - 1))];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    if (opens && inWord(at - 1)) continue;
    if (closes && inWord(at + form.length)) continue;
    yield at;
  }
}

/** The offsets at which the lines of a text end, the last one included. */
function lineEnds(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return [...ends, text.length];
}

/** The line, from 0, in which an offset lies. */
function lineAt(offset: number, ends: readonly number[]): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shownLine(text: string, ends: readonly number[], line: number, at: number): string {
  const start = line === 0 ? 0 : (ends[line - 1] ?? 0) + 1;
  const end = ends[line] ?? text.length;
  if (end - start <= SHOWN) return text.slice(start, end).trim();
  const from = Math.max(start, Math.min(at - SHOWN / 4, end - SHOWN));
  const to = Math.min(end, from + SHOWN);
  const part = text.slice(from, to).trim();
  return `${from > start ? '… ' : ''}${part}${to < end ? ' …' : ''}`;
}
