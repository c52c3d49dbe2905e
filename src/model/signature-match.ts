import type { Signature } from '../schema/signature.ts';
import { type LinePattern, linePattern } from './line-pattern.ts';

/** What of a signature recognises it. */
export type Recognisable = Pick<Signature, 'id' | 'text' | 'patterns'>;

/** A known error in a text. */
export interface SignatureMatch<S extends Recognisable = Signature> {
  readonly signature: S;
  /** From 1. */
  readonly line: number;
  /** The part of the line that was recognised. */
  readonly matched: string;
  /** How a test that failed with it ended; undefined if that cannot be told from it. */
  readonly tells?: 'crash' | 'hang' | undefined;
}

/** Recognises the errors that a library knows. */
export interface SignatureMatcher<S extends Recognisable = Signature> {
  /** What is recognised in a line, in the order of the signatures, each once. */
  readonly inLine: (text: string) => Omit<SignatureMatch<S>, 'line'>[];
  /** The first line of a text in which each signature is recognised. */
  readonly inText: (text: string) => SignatureMatch<S>[];
}

interface Rule<S> {
  readonly signature: S;
  readonly pattern: LinePattern;
  readonly tells?: 'crash' | 'hang' | undefined;
}

/** A matcher for these signatures. A pattern that is none is passed over: the check reports it. */
export function signatureMatcher<S extends Recognisable>(
  signatures: Iterable<S>,
): SignatureMatcher<S> {
  const rules = [...signatures].flatMap((signature) => rulesOf(signature));
  const inLine = (text: string) => {
    const found = new Map<string, Omit<SignatureMatch<S>, 'line'>>();
    for (const { signature, pattern, tells } of rules) {
      if (found.has(signature.id)) continue;
      const matched = pattern.in(text);
      if (matched !== undefined) found.set(signature.id, { signature, matched, tells });
    }
    return [...found.values()];
  };
  const inText = (text: string) => {
    const found = new Map<string, SignatureMatch<S>>();
    for (const [index, line] of text.split('\n').entries()) {
      for (const match of inLine(line)) {
        const { id } = match.signature;
        if (!found.has(id)) found.set(id, { ...match, line: index + 1 });
      }
    }
    return [...found.values()];
  };
  return { inLine, inText };
}

function rulesOf<S extends Recognisable>(signature: S): Rule<S>[] {
  const { patterns = [], text } = signature;
  if (patterns.length === 0) {
    const pattern = { in: (line: string) => (line.includes(text) ? text : undefined) };
    return [{ signature, pattern }];
  }
  return patterns.flatMap(({ line, tells }) => {
    const pattern = linePattern(line);
    return 'cause' in pattern ? [] : [{ signature, pattern, tells }];
  });
}
