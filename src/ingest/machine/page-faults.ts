import type { PageFault } from './fact.ts';
import type { LogLine } from './log-line.ts';

interface Open {
  readonly line: number;
  fault: PageFault;
}

const HEAD = /^\[([a-z]+hub\d?)\] (?:(?:no-)?retry |VMC )?page fault \(/;
const PROCESS = /(?:^|,)\s*(?:for |in )?[Pp]rocess (.{0,64}?) pid (\d{1,10}) thread /;
const ADDRESS =
  /^\s*in page starting at address (0x[0-9a-f]{1,16}) from (?:IH )?client (\S{1,16}(?: \([^)]{1,24}\))?)/;
const STATUS = /^(?:GC|MM)?VM_L2_PROTECTION_FAULT_STATUS:(0x[0-9a-f]{1,8})/i;
const CLIENT = /^\s*Faulty UTCL2 client ID: (.{1,40}?)\s*$/;

/**
 * Puts page faults together from the lines of a kernel log. They come in five forms: the process stands in
 * the first line, or in one of its own after `for process`, `in process` or `Process`; the driver names itself
 * before each message or does not; the newest kernels give the client as a number alone.
 */
export class PageFaults {
  readonly #open = new Map<string, Open>();
  readonly #done: Open[] = [];

  /** Takes a line; whether it is part of a page fault. */
  add({ slot, message }: LogLine, line: number): boolean {
    const key = slot ?? '';
    const hub = HEAD.exec(message)?.[1];
    if (hub !== undefined) {
      this.#begin(key, line, { type: 'page-fault', slot, hub, echo: false, ...processIn(message) });
      return true;
    }
    const status = STATUS.exec(message)?.[1];
    if (status !== undefined) {
      // The head of the first fault is missing where the log begins in its midst.
      if (this.#open.get(key)?.fault.status !== undefined || !this.#open.has(key)) {
        this.#begin(key, line, { type: 'page-fault', slot, echo: false });
      }
      return this.#amend(key, { status: Number(status) });
    }
    if (!this.#open.has(key)) return false;
    const [, address, client] = ADDRESS.exec(message) ?? [];
    if (address !== undefined) return this.#amend(key, { address, client });
    const faulty = CLIENT.exec(message)?.[1];
    if (faulty !== undefined) return this.#amend(key, { client: faulty });
    const program = processIn(message);
    return program.program !== undefined && this.#open.get(key)?.fault.program === undefined
      ? this.#amend(key, program)
      : false;
  }

  /** Every fault with the line at which it begins; one that repeats another is marked as its echo. */
  end(): Open[] {
    const all = [...this.#done, ...this.#open.values()].toSorted((a, b) => a.line - b.line);
    const real = new Set<string>();
    return all.map(({ line, fault }) => {
      const key = fault.slot ?? '';
      const echo = fault.status === 0 && real.has(key);
      if (!echo) real.add(key);
      return { line, fault: { ...fault, echo } };
    });
  }

  #begin(key: string, line: number, fault: PageFault): void {
    const before = this.#open.get(key);
    if (before !== undefined) this.#done.push(before);
    this.#open.set(key, { line, fault });
  }

  #amend(key: string, part: Partial<PageFault>): boolean {
    const open = this.#open.get(key);
    if (open !== undefined) open.fault = { ...open.fault, ...part };
    return open !== undefined;
  }
}

function processIn(message: string): { program?: string; pid?: number } {
  const [, program, pid] = PROCESS.exec(message) ?? [];
  return program === undefined || program === '' ? {} : { program, pid: Number(pid) };
}
