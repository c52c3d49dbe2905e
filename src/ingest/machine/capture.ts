/** One captured file or the output of one command, possibly one of many in the file that was handed in. */
export interface Capture {
  /** The file that was handed in. */
  readonly file: string;
  /** What was captured: a path, as far as it is told. */
  readonly path?: string | undefined;
  /** The command whose output it is. */
  readonly command?: string | undefined;
  readonly lines: readonly CapturedLine[];
}

export interface CapturedLine {
  readonly text: string;
  /** In the file that was handed in, from 1. */
  readonly number: number;
}

/** `==> PATH <==`, as `head` and `tail` write before each file. */
const HEADING = /^==> (\S+)(?: <==)?$/;
/** A command typed at a prompt: `$ cat /proc/cmdline`, `user@host:~$ dmesg`. */
const PROMPT = /^[^\s$#]{0,80}(?:\s[^\s$#]{1,80})?([$#])\s(?=\S)(.{1,500})$/;
/** `PATH:value`, as `grep -r` writes. */
const PREFIXED = /^(\/(?:sys|proc|etc|opt)\/[^\s:]{1,300}):(.*)$/;
/** Commands by which a line that begins with `#` is a prompt and no remark. */
const COMMANDS =
  /^(?:sudo )?(?:cat|head|tail|dmesg|journalctl|rocminfo|uname|modinfo|env|printenv|lspci|grep|\/opt\/rocm\S*\/bin\/rocminfo)\b/;

/**
 * The captures in a text. A transcript of a terminal, the output of `tail -n +1` over several files and of
 * `grep -r` hold several; any other text is one.
 * @param file how the file is called; it stands for the path where the text tells none
 */
export function capturesIn(file: string, text: string): Capture[] {
  const captures: { path?: string; command?: string; lines: CapturedLine[] }[] = [
    { path: file, lines: [] },
  ];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    const number = index + 1;
    const heading = HEADING.exec(line)?.[1];
    const [, sign, typed = ''] = PROMPT.exec(line) ?? [];
    const isTyped = sign === '$' || COMMANDS.test(typed);
    const [, path, value = ''] = PREFIXED.exec(line) ?? [];
    if (heading !== undefined) captures.push({ path: heading, lines: [] });
    else if (sign !== undefined && isTyped) captures.push(captureOf(typed.trim()));
    else if (path !== undefined) captures.push({ path, lines: [{ text: value, number }] });
    else captures.at(-1)?.lines.push({ text: line, number });
  }
  return captures
    .map((capture) => ({ file, ...capture, lines: withoutBlankEnds(capture.lines) }))
    .filter(({ lines }) => lines.length > 0);
}

function captureOf(command: string) {
  const path = /^(?:sudo )?(?:cat|head|tail)\s(?:-\S+\s|\+\d+\s)*(\/\S+)$/.exec(command)?.[1];
  return { ...(path === undefined ? {} : { path }), command, lines: [] };
}

function withoutBlankEnds(lines: readonly CapturedLine[]): CapturedLine[] {
  const full = (line: CapturedLine) => line.text.trim() !== '';
  return lines.slice(Math.max(0, lines.findIndex(full)), lines.findLastIndex(full) + 1);
}
