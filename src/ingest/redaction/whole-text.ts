import { fromByteString, toByteString } from './bytes.ts';
import { newRedactor, type RedactorOptions } from './redactor.ts';

/** A text that is there as a whole, redacted; with what was taken out of it. */
export function redactWhole(text: string, options: RedactorOptions) {
  const redactor = newRedactor(options);
  const bytes = toByteString(new TextEncoder().encode(text));
  const settled = redactor.push(bytes) + redactor.end();
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(fromByteString(settled)),
    counts: redactor.counts,
  };
}
