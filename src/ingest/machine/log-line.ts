/** What stands before the message in a line of a kernel log, in the forms that dmesg and journals print. */
const STAMPS = [
  /^<\d{1,3}>/,
  /^(?:kern|user|daemon|syslog) *:\w{1,8} *: /,
  // Seconds since the start, since the line before, or both.
  /^\[[ \d]{1,8}\.\d{1,9}(?: <[ \d]{1,8}\.\d{1,9}>)?\] ?/,
  /^\[<[ \d]{1,8}\.\d{1,9}>\] ?/,
  /^\[ {0,8}\+\d{1,8}\.\d{1,9}\] ?/,
  /^\[[^\s\d[\]:+<]{2,9} ?\d{1,2} \d\d:\d\d\] ?/,
  /^\[(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\]]{0,16}|[A-Za-z]{2,4} +[A-Za-z]{2,4} +\d{1,2} \d\d:\d\d:\d\d \d{4})(?: <[ \d]{1,8}\.\d{1,9}>)?\] ?/,
  /^[^\s\d[\]:]{2,9} +\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})? \S{1,80} kernel: ?/,
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,16} \S{1,80} kernel: ?/,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:?\d\d /,
  /^(?:\S{1,80} )?kernel: ?/,
];

/** The thread or processor that said it, where a kernel is built to tell. */
const CALLER = /^\[ {0,8}[TC]\d{1,9}\] ?/;

/** The driver, the function and the level that stand before what it says. */
const SPEAKERS = /^(?:amdgpu: |\[drm\] |\[drm:[\w.]+(?: \[amdgpu\])?\] |\*ERROR\* )/;

const DEVICE = /^amdgpu ([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): ?/;

/** A line of a kernel log taken apart. */
export interface LogLine {
  /** PCI address of the card that it names. */
  readonly slot?: string | undefined;
  readonly message: string;
  /** Whether anything stood before the message that a kernel log has there. */
  readonly stamped: boolean;
}

export function logLine(text: string): LogLine {
  let message = text;
  for (let again = true; again;) {
    const stamp = STAMPS.map((one) => one.exec(message)?.[0]).find((found) => found !== undefined);
    again = stamp !== undefined;
    message = message.slice(stamp?.length ?? 0);
  }
  const stamped = message.length < text.length;
  if (stamped) message = message.replace(CALLER, '');
  let slot: string | undefined;
  for (let again = true; again;) {
    const device = DEVICE.exec(message);
    const speaker = device?.[0] ?? SPEAKERS.exec(message)?.[0];
    slot ??= device?.[1];
    again = speaker !== undefined;
    message = message.slice(speaker?.length ?? 0);
  }
  return { ...(slot === undefined ? {} : { slot }), message, stamped };
}
