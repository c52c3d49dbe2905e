import { toByteString } from './bytes.ts';
import type { RedactionKind } from './kind.ts';
import { newRedactor } from './redactor.ts';

/** Something in a text that looks as if it were private. */
export interface PrivateText {
  readonly kind: RedactionKind;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Everything in the bytes of a file that ingest would have taken out of it, in order. */
export function privateTexts(bytes: Uint8Array): PrivateText[] {
  const found: PrivateText[] = [];
  const redactor = newRedactor({
    names: { users: new Set(), hosts: new Set() },
    onRedaction: ({ kind, line, was }) => found.push({ kind, line, text: was }),
  });
  redactor.push(toByteString(bytes));
  redactor.end();
  return found;
}
