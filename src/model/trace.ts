/**
 * Something that a page read while it was made. An item (`finding/some-id`), all items of a kind
 * (`finding/*`), their ids alone (`finding/`), an edition (`edition:2025-11-06`), or a question with its
 * arguments, known by its answer (`replaced-by["some-run"]`).
 */
export type Dependency = string;

/** Finds the answer to a question again, from its arguments. */
type Answerer = (...args: readonly (string | null)[]) => unknown;

/** What the page being made has read so far; one page at a time is made. */
let reading: Set<Dependency> | undefined;

const questions = new Map<string, Answerer>();

/** Notes that the page being made has read something. Nothing happens where no page is being made. */
export function note(read: Dependency): void {
  reading?.add(read);
}

/** Does some work and collects everything it reads. */
export function tracing<T>(reads: Set<Dependency>, work: () => T): T {
  const before = reading;
  reading = reads;
  try {
    return work();
  } finally {
    reading = before;
  }
}

/** The same for work that takes its time. Nothing else may be traced meanwhile. */
export async function tracingUntil<T>(reads: Set<Dependency>, work: () => Promise<T>): Promise<T> {
  if (reading !== undefined) throw new Error('Two pages cannot be traced at once.');
  reading = reads;
  try {
    return await work();
  } finally {
    reading = undefined;
  }
}

function untraced<T>(work: () => T): T {
  const before = reading;
  reading = undefined;
  try {
    return work();
  } finally {
    reading = before;
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
  questions.set(name, answer as unknown as Answerer);
  return (...args) => {
    note(`${name}${JSON.stringify(args)}`);
    return untraced(() => answer(...args));
  };
}

/** The answer to a question as a page noted it; undefined where nobody answers such a question. */
export function answerAgain(read: Dependency): { readonly answer: unknown } | undefined {
  const [, name = '', args = ''] = /^([a-z-]+)(\[.*\])$/s.exec(read) ?? [];
  const answerer = questions.get(name);
  if (answerer === undefined) return undefined;
  return { answer: untraced(() => answerer(...(JSON.parse(args) as string[]))) };
}
