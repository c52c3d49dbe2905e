import type { Fact, GpuEvent, PageFault } from './fact.ts';

/** HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: an illegal address, not a page that is missing. */
const APERTURE = 0x29;

/** What the logs of a run tell of how its GPU fared. */
export interface Account {
  /** What the runtime reported: an address error (0x29), a page fault, a hang, another status. */
  readonly reported: ReadonlySet<'address-error' | 'page-fault' | 'hang' | 'other'>;
  /** Page faults in the kernel log, without those that only repeat one. */
  readonly pageFaults: readonly PageFault[];
  /** One sentence for each thing; the same things together. */
  readonly sentences: readonly string[];
}

/**
 * Puts what was logged together. An address error is no page fault: whether the kernel logged one beside it
 * is told, and neither stands for the other.
 * @param hasKernelLog whether any of the logs is the kernel's, so that what is not in it can be told
 */
export function accountOf(facts: readonly Fact[], hasKernelLog: boolean): Account {
  const events = facts.flatMap((fact) => (fact.about === 'event' ? [fact.event] : []));
  const reported = new Set(events.flatMap(reportedBy));
  const pageFaults = events.filter((one) => one.type === 'page-fault').filter((one) => !one.echo);
  const sentences = [
    ...addressErrors(reported, pageFaults, hasKernelLog),
    ...faults(pageFaults),
    ...hangs(events),
    ...resets(events),
  ];
  return { reported, pageFaults, sentences };
}

function reportedBy(event: GpuEvent) {
  switch (event.type) {
    case 'queue-error': {
      const { status = '', code } = event;
      const isAperture = code === APERTURE || status.endsWith('_MEMORY_APERTURE_VIOLATION');
      return [isAperture ? ('address-error' as const) : ('other' as const)];
    }
    case 'memory-access-fault':
      return ['page-fault' as const];
    case 'hardware-exception':
      return [/hang/i.test(event.reason) ? ('hang' as const) : ('other' as const)];
    default:
      return [];
  }
}

function addressErrors(
  reported: Account['reported'],
  pageFaults: readonly PageFault[],
  hasKernelLog: boolean,
): string[] {
  if (!reported.has('address-error')) return [];
  if (pageFaults.length > 0) {
    return [
      'The runtime reported status 0x29, and the kernel log has page faults as well: that one caused the other is not told.',
    ];
  }
  return hasKernelLog
    ? ['The runtime reported status 0x29, and the kernel log has no page fault: an address error.']
    : ['The runtime reported status 0x29; no kernel log says whether there was a page fault.'];
}

function faults(pageFaults: readonly PageFault[]): string[] {
  if (pageFaults.length === 0) return [];
  const processes = [
    ...new Set(pageFaults.map((one) => one.program).filter((one) => one !== undefined)),
  ];
  const by = processes.length === 0 ? '' : `, by ${processes.join(', ')}`;
  const count = pageFaults.length === 1 ? 'a page fault' : `${pageFaults.length} page faults`;
  return [`The kernel logged ${count}${by}.`];
}

function hangs(events: readonly GpuEvent[]): string[] {
  const timeouts = events.filter((one) => one.type === 'ring-timeout');
  const rings = [...new Set(timeouts.map(({ ring }) => ring))];
  const soft = timeouts.length > 0 && timeouts.every(({ recovered }) => recovered);
  return [
    ...(rings.length === 0
      ? []
      : [
          `The kernel logged a timeout of the ring ${rings.join(', ')}${soft ? ', which recovered' : ''}.`,
        ]),
    ...(events.some(({ type }) => type === 'queue-timeout')
      ? ['The kernel could not preempt the compute queues.']
      : []),
  ];
}

function resets(events: readonly GpuEvent[]): string[] {
  const has = (type: GpuEvent['type']) => events.some((one) => one.type === type);
  if (!has('reset-begun') && !has('reset-method')) return [];
  const methods = [
    ...new Set(events.flatMap((one) => (one.type === 'reset-method' ? [one.method] : []))),
  ];
  const how = methods.length === 0 ? '' : ` (${methods.join(', ')})`;
  const ended = has('reset-succeeded')
    ? has('reset-failed')
      ? 'once with and once without success'
      : 'with success'
    : has('reset-failed')
      ? 'without success'
      : 'with no word of how it ended';
  const lost = has('vram-lost') ? ', and what was in its memory was lost' : '';
  return [`The kernel reset the GPU${how}, ${ended}${lost}.`];
}
