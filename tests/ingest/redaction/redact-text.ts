import { fromByteString, toByteString } from '../../../src/ingest/redaction/bytes.ts';
import type { RedactionKind } from '../../../src/ingest/redaction/kind.ts';
import { learnNames, newNames } from '../../../src/ingest/redaction/known-names.ts';
import { newRedactor, type Redaction } from '../../../src/ingest/redaction/redactor.ts';

interface Options {
  readonly keep?: readonly RedactionKind[];
  readonly users?: readonly string[];
  readonly hosts?: readonly string[];
  /** The lengths of the pieces that the text comes in; the last one is the rest. */
  readonly pieces?: readonly number[];
}

/** A text redacted as a file of its own. */
export function redactText(text: string, options: Options = {}) {
  const bytes = toByteString(new TextEncoder().encode(text));
  const names = newNames(options.users, options.hosts);
  learnNames(bytes, names);
  const redactions: Redaction[] = [];
  const redactor = newRedactor({
    names,
    keep: options.keep ?? [],
    onRedaction: (one) => redactions.push(one),
  });
  const parts: string[] = [];
  let at = 0;
  for (const length of options.pieces ?? []) {
    parts.push(redactor.push(bytes.slice(at, at + length)));
    at += length;
  }
  parts.push(redactor.push(bytes.slice(at)), redactor.end());
  return {
    text: new TextDecoder().decode(fromByteString(parts.join(''))),
    counts: Object.fromEntries(redactor.counts),
    redactions,
  };
}
