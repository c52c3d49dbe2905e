import type { Signature } from '../schema/signature.ts';
import type { Library } from './library.ts';

/** The known error that a printed error string is, by its text or one of its other forms. */
export function signatureFor(
  printed: string | undefined,
  library: Pick<Library, 'signature'>,
): Signature | undefined {
  if (printed === undefined) return undefined;
  for (const signature of library.signature.values()) {
    if (signature.text === printed || signature.aliases.includes(printed)) return signature;
  }
  return undefined;
}
