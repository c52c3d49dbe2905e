import type { Kind } from '../schema/id.ts';
import type { Path } from './document.ts';
import type { Place } from './library.ts';
import type { ProblemArgs, ProblemCode } from './problem.ts';

/** A broken rule, at a place of the library; the reader turns it into a problem with file and line. */
export interface Violation<C extends ProblemCode = ProblemCode> {
  readonly code: C;
  readonly args: ProblemArgs<C>;
  readonly at: Place;
}

/** A broken rule at a path of the item of that kind and id. */
export function violation<C extends ProblemCode>(
  code: C,
  args: ProblemArgs<C>,
  kind: Kind,
  id: string,
  path: Path,
): Violation {
  return { code, args, at: { kind, id, path } };
}
