import type { Signature } from '../schema/signature.ts';
import { type LinePattern, linePattern } from './line-pattern.ts';

/** A known error in a text. */
export interface SignatureMatch {
  readonly signature: Signature;
  /** From 1. */
  readonly line: number;
  /** The part of the line that was recognised. */
  readonly matched: string;
  /** How a test that failed with it ended; undefined if that cannot be told from it. */
  readonly tells?: 'crash' | 'hang' | undefined;
}

/** Recognises the errors that a library knows. */
export interface SignatureMatcher {
  /** What is recognised in a line, in the order of the signatures, each once. */
  readonly inLine: (text: string) => Omit<SignatureMatch, 'line'>[];
  /** The first line of a text in which each signature is recognised. */
  readonly inText: (text: string) => SignatureMatch[];
}

interface Rule {
  readonly signature: Signature;
  readonly pattern: LinePattern;
  readonly tells?: 'crash' | 'hang' | undefined;
}

/** A matcher for these signatures. A pattern that is none is passed over: the check reports it. */
export function signatureMatcher(signatures: Iterable<Signature>): SignatureMatcher {
  const rules = [...signatures].flatMap(rulesOf);
  const inLine = (text: string) => {
    const found = new Map<string, Omit<SignatureMatch, 'line'>>();
    for (const { signature, pattern, tells } of rules) {
      if (found.has(signature.id)) continue;
      const matched = pattern.in(text);
      if (matched !== undefined) found.set(signature.id, { signature, matched, tells });
    }
    return [...found.values()];
  };
  const inText = (text: string) => {
    const found = new Map<string, SignatureMatch>();
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

function rulesOf(signature: Signature): Rule[] {
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
