import type { Library } from './library.ts';

/**
 * Something that a page read while it was made. An item (`finding/some-id`), all items of a kind
 * (`finding/*`), their ids alone (`finding/`), an edition (`edition:2025-11-06`), or a question with its
 * arguments, known by its answer (`replaced-by["some-run"]`).
 */
export type Dependency = string;

/** Finds the answer to a question again, from its arguments. */
type Answerer = (...args: readonly (string | null)[]) => unknown;

/** What is being traced. One object for a whole build, however often this module is loaded. */
export interface Trace {
  reads: Set<Dependency> | undefined;
  /** The library of today, in which things are looked up. */
  today: Library | undefined;
  readonly questions: Map<string, Answerer>;
}

let trace: Trace = { reads: undefined, today: undefined, questions: new Map() };

/** The trace of this copy of the module, for other copies to share. */
export function ownTrace(): Trace {
  return trace;
}

/** Goes by the trace of another copy of this module from now on. */
export function shareTrace(other: Trace): void {
  for (const [name, answerer] of trace.questions) {
    if (!other.questions.has(name)) other.questions.set(name, answerer);
  }
  trace = other;
}

/** Notes that the page being made has read something. Nothing happens where no page is being made. */
export function note(read: Dependency): void {
  trace.reads?.add(read);
}

/** Does some work and collects everything it reads. */
export function tracing<T>(reads: Set<Dependency>, work: () => T): T {
  const before = trace.reads;
  trace.reads = reads;
  try {
    return work();
  } finally {
    trace.reads = before;
  }
}

/** The same for work that takes its time. Nothing else may be traced meanwhile. */
export async function tracingUntil<T>(reads: Set<Dependency>, work: () => Promise<T>): Promise<T> {
  if (trace.reads !== undefined) throw new Error('Two pages cannot be traced at once.');
  trace.reads = reads;
  try {
    return await work();
  } finally {
    trace.reads = undefined;
  }
}

function untraced<T>(work: () => T): T {
  const before = trace.reads;
  trace.reads = undefined;
  try {
    return work();
  } finally {
    trace.reads = before;
  }
}

/**
 * A question with an answer of its own: whoever asks depends on that answer, not on what it was found
 * from. So a page that asks for the findings on one run stays as it is when another finding changes.
 * @param name told apart from all other questions; a later one of the same name takes its place
 */
export function question<A extends readonly (string | null)[], V>(
  name: string,
  answer: (...args: A) => V,
): (...args: A) => V {
  trace.questions.set(name, answer as unknown as Answerer);
  return (...args) => {
    note(`${name}${JSON.stringify(args)}`);
    return untraced(() => answer(...args));
  };
}

/** The answer to a question as a page noted it; undefined where nobody answers such a question. */
export function answerAgain(read: Dependency): { readonly answer: unknown } | undefined {
  const [, name = '', args = ''] = /^([a-z-]+)(\[.*\])$/s.exec(read) ?? [];
  const answerer = trace.questions.get(name);
  if (answerer === undefined) return undefined;
  return { answer: untraced(() => answerer(...(JSON.parse(args) as string[]))) };
}

/** Computes something once, when it is first asked for. Whoever asks reads all that was read for it. */
export function shared<T>(compute: () => T): () => T {
  let found: { readonly value: T; readonly reads: Set<Dependency> } | undefined;
  return () => {
    if (found === undefined) {
      const reads = new Set<Dependency>();
      found = { value: tracing(reads, compute), reads };
    }
    for (const read of found.reads) note(read);
    return found.value;
  };
}

/** The same for each library. */
export function once<T>(compute: (library: Library) => T): (library: Library) => T {
  const kept = new WeakMap<Library, () => T>();
  return (library) => {
    const found = kept.get(library) ?? shared(() => compute(library));
    kept.set(library, found);
    return found();
  };
}

/** The same for each library and each key. */
export function onceForEach<T>(
  compute: (library: Library, key: string) => T,
): (library: Library, key: string) => T {
  const kept = new WeakMap<Library, Map<string, () => T>>();
  return (library, key) => {
    const values = kept.get(library) ?? new Map<string, () => T>();
    kept.set(library, values);
    const found = values.get(key) ?? shared(() => compute(library, key));
    values.set(key, found);
    return found();
  };
}

/**
 * What a library says on one thing. Whoever looks it up in the library of today depends on what is said,
 * not on all that was read to find it.
 */
export function lookup<V>(
  name: string,
  find: (library: Library, key: string) => V,
): (library: Library, key: string) => V {
  const ask = question(name, (key: string) => find(trace.today as Library, key));
  return (library, key) => (library === trace.today ? ask(key) : find(library, key));
}

/** The library of today, which tells what is read of it. */
export function tracedToday(library: Library): Library {
  const today = traced(library, (kind, what) => `${kind}/${what}`);
  trace.today = today;
  return today;
}

/** The library of an edition. It never changes in part, so whatever is read of it is all of it. */
export function tracedEdition(library: Library, id: string): Library {
  return traced(library, () => `edition:${id}`);
}

function traced(library: Library, nameOf: (kind: string, what: string) => Dependency): Library {
  const kinds = Object.entries(library).map(([kind, items]) => [
    kind,
    new TracedMap<unknown>(items, (what) => {
      note(nameOf(kind, what));
    }),
  ]);
  return Object.fromEntries(kinds) as Library;
}

/** Notes what is read of it: one value by its key, all values by "*", the keys alone by "". */
class TracedMap<V> extends Map<string, V> {
  readonly #read: (what: string) => void;

  constructor(entries: Iterable<readonly [string, V]>, read: (what: string) => void) {
    super(entries);
    this.#read = read;
  }

  override get(key: string): V | undefined {
    this.#read(key);
    return super.get(key);
  }

  override has(key: string): boolean {
    this.#read(key);
    return super.has(key);
  }

  override get size(): number {
    // Map’s constructor may ask before there is anything to tell.
    if (#read in this) this.#read('');
    return super.size;
  }

  override keys(): MapIterator<string> {
    this.#read('');
    return super.keys();
  }

  override values(): MapIterator<V> {
    this.#read('*');
    return super.values();
  }

  override entries(): MapIterator<[string, V]> {
    this.#read('*');
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }

  override forEach(callback: (value: V, key: string, map: Map<string, V>) => void): void {
    this.#read('*');
    super.forEach(callback);
  }
}
