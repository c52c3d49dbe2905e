import type { Outcome } from '../schema/run.ts';

/** What a text says about how a test ended. */
export interface Telling {
  readonly outcome: Extract<Outcome, 'crash' | 'hang'>;
  /** The text that was matched, as it stands there. */
  readonly matched: string;
  /** Whether it is an error that has a name of its own. */
  readonly signature: boolean;
}

/** Texts by which alone a failure becomes a crash. */
const CRASHES = [
  String.raw`HSA_STATUS_ERROR_(?:MEMORY_APERTURE_VIOLATION|ILLEGAL_INSTRUCTION|MEMORY_FAULT|EXCEPTION)\b`,
  'Memory access fault by GPU node',
  String.raw`\bworker '[\w-]{1,80}' crashed while running\b`,
  String.raw`\bFatal Python error: (?:Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception)`,
  String.raw`\bSegmentation fault\b`,
  String.raw`\bdied with <Signals\.SIG(?:ABRT|SEGV|BUS|ILL|FPE|TRAP|SYS)\b`,
  String.raw`\b(?:terminated by|killed by|received|with|caught) signal:? ?\(?(?:SIG)?(?:ABRT|SEGV|BUS|ILL|FPE|SYS|4|6|7|8|11)\b`,
  String.raw`\btest case crashed!`,
  String.raw`\bKernel panic - not syncing`,
  String.raw`\bBUG: (?:kernel NULL pointer dereference|unable to handle)`,
  String.raw`\bInternal error: Oops\b`,
  String.raw`\bThe forked VM terminated without (?:properly )?saying (?:properly )?goodbye`,
  String.raw`\(core dumped\)`,
];

/** Texts by which alone a failure becomes a hang. */
const HANGS = [
  String.raw`\bTimeout \(?>\s?\d[\d.]{0,20}\s?s`,
  String.raw`\btest timed out after \d{1,12} (?:milli)?seconds`,
  String.raw`\bExceeded timeout of \d{1,12} ?ms for a (?:test|hook)\b`,
  String.raw`\bTimeoutExpired: Command\b`,
  String.raw`\bHW Exception by GPU node`,
  String.raw`\breason ?:GPU Hang\b`,
];

const TELLING = new RegExp(`(?<crash>${CRASHES.join('|')})|(?<hang>${HANGS.join('|')})`);
const SIGNATURE = /^(?:HSA_STATUS_ERROR_|Memory access fault|HW Exception|reason ?:GPU)/;

/** The first place of a text that tells a crash or a hang. */
export function tellingText(text: string): Telling | undefined {
  const match = TELLING.exec(text);
  if (match === null) return undefined;
  const matched = match[0];
  const outcome = match.groups?.['crash'] === undefined ? 'hang' : 'crash';
  return { outcome, matched, signature: SIGNATURE.test(matched) };
}
