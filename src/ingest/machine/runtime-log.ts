import type { Capture } from './capture.ts';
import type { Fact, GpuEvent } from './fact.ts';

const QUEUE_ERROR =
  /\baborting with error ?: ?(?:(HSA_STATUS_\w{1,80})\b)?[^\n]{0,400}?(?:\bcode: ?(0x[0-9a-f]{1,8})\b|$)/i;
const MEMORY_FAULT =
  /\bMemory access fault by GPU node-\d{1,4} \(Agent handle: [^)]{1,40}\) on address (\(nil\)|0x[0-9a-f]{1,16})[^\n]{0,60}?\. Reason: (.{1,120}?)\.?\s*$/;
const EXCEPTION = /\bHW Exception by GPU node-\d{1,4}.{0,60}? reason ?: ?(.{1,80}?)\s*$/;

/** What the ROCm runtime prints to standard error when it gives up. */
export function runtimeLog({ file, lines }: Capture): Fact[] {
  return lines.flatMap(({ text, number }) => {
    const event = eventIn(text.length > 2000 ? text.slice(0, 2000) : text);
    const from = { file, line: number, what: 'runtime message' };
    return event === undefined ? [] : [{ about: 'event', event, from }];
  });
}

function eventIn(text: string): GpuEvent | undefined {
  const queue = QUEUE_ERROR.exec(text);
  if (queue !== null && (queue[1] ?? queue[2]) !== undefined) {
    const code = queue[2] === undefined ? undefined : Number(queue[2]);
    return { type: 'queue-error', status: queue[1], code };
  }
  const [, address, reason = ''] = MEMORY_FAULT.exec(text) ?? [];
  if (address !== undefined) return { type: 'memory-access-fault', address, reason };
  const exception = EXCEPTION.exec(text)?.[1];
  return exception === undefined ? undefined : { type: 'hardware-exception', reason: exception };
}
