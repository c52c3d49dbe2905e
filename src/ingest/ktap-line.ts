import type { TestPoint } from './tap-outcome.ts';

/** What a line of KTAP says; `text` where it says nothing of the format. */
export type KtapLine =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'plan'; readonly count: number; readonly comment: string | undefined }
  | { readonly kind: 'subtest'; readonly name: string }
  | { readonly kind: 'bail-out'; readonly reason: string }
  | {
      readonly kind: 'point';
      readonly point: TestPoint;
      readonly number: number | undefined;
      readonly name: string;
    }
  | { readonly kind: 'text' };

/** A line of a kernel log begins with its level, its moment, or what syslog writes before it. */
const LOG_PREFIX =
  /^(?:[A-Z][a-z]{2} +\d{1,2} [\d:]{8} \S{1,200} kernel: )?(?:<\d{1,3}>)?(?:\[ {0,10}\d{1,12}\.\d{1,9}\](?:\[ {0,6}[TC]\d{1,9}\])? ?)?/;

const DIRECTIVES = ['SKIP', 'TODO', 'XFAIL', 'TIMEOUT', 'ERROR'];

/** A line without what a kernel log writes before it. */
export function withoutLogPrefix(text: string): string {
  return text.slice(LOG_PREFIX.exec(text)?.[0].length ?? 0);
}

/** Reads a line without its indentation. */
export function ktapLine(text: string): KtapLine {
  const version = /^K?TAP version (\d{1,4})\s*$/.exec(text);
  if (version !== null) return { kind: 'version', version: version[1] ?? '' };
  const plan = /^1\.\.(\d{1,9})(?:\s+#\s*(.*))?\s*$/.exec(text);
  if (plan !== null) return { kind: 'plan', count: Number(plan[1]), comment: plan[2] };
  const subtest = /^# Subtest: (.*)$/.exec(text);
  if (subtest !== null) return { kind: 'subtest', name: subtest[1] ?? '' };
  const bail = /^Bail out!(.*)$/i.exec(text);
  if (bail !== null) return { kind: 'bail-out', reason: (bail[1] ?? '').trim() };
  const point = /^(not )?ok(?: (\d{1,9}))?(?:(?:\s+-)?\s+(.*))?$/.exec(text);
  if (point === null) return { kind: 'text' };
  const [, not, number, rest = ''] = point;
  const { name, directive, reason } = described(rest);
  return {
    kind: 'point',
    point: { ok: not === undefined, directive, reason },
    number: number === undefined ? undefined : Number(number),
    name,
  };
}

/** The description of a test point, and the directive behind its first unescaped `#`. */
function described(rest: string): {
  readonly name: string;
  readonly directive?: string | undefined;
  readonly reason?: string | undefined;
} {
  const at = rest.search(/(?<!\\)#/);
  if (at < 0) return { name: rest.trim() };
  const words = /^#\s*([A-Za-z]+)\b:?\s*(.*)$/.exec(rest.slice(at));
  const word = words?.[1]?.toUpperCase();
  const directive = DIRECTIVES.find((one) => one === word);
  if (directive === undefined) return { name: rest.trim() };
  return { name: rest.slice(0, at).trim(), directive, reason: words?.[2]?.trim() };
}
