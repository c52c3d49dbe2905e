/**
 * A text without what a terminal would do with it: escape sequences, real ones and the `#x1B[31m` that
 * pytest writes for them, go; other control characters become U+FFFD. Line ends become `\n`.
 */
export function plain(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replace(SEQUENCES, '')
    .replace(MANGLED, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '\ufffd');
}

/** Whether a text holds escape sequences, real or mangled. */
export function hasEscapes(text: string): boolean {
  return text.includes('\u001b') || text.includes('\u009b') || text.includes('#x1B[');
}

/** A text as one line of at most so many UTF-16 units. */
export function oneLine(text: string, length = 500): string {
  const line = plain(text)
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return cut(line, length);
}

/** The beginning of a text, cut between characters, with a sign that something was cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  const code = text.charCodeAt(end - 1);
  const whole = code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
  return `${text.slice(0, whole).trimEnd()}…`;
}

/* eslint-disable no-control-regex */
const SUSPECT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|#x1B\[/;
/** CSI, OSC, other string sequences, and two-byte escapes; a string that never ends is not eaten. */
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\n]{0,2000}(?:\u0007|\u001b\\)|\u001b[ -/]{0,3}[0-~]/g;
const MANGLED = /#x1B\[[0-?]*[ -/]*[@-~]/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/* eslint-enable no-control-regex */
