import type { Deviations } from './deviations.ts';
import { KeptText, type Output, type OutputKind } from './kept-text.ts';
import { hasEscapes } from './plain.ts';
import type { Place } from './reported.ts';

/** The texts that one test of a JSON report holds. They stand at the place of the test. */
export function outputsOf(
  texts: readonly (readonly [kind: OutputKind, text: string | undefined])[],
  { offset, pointer }: Place,
  deviations: Deviations,
): Output[] {
  const kept = new Map<OutputKind, KeptText>();
  for (const [kind, text] of texts) {
    if (text === undefined || text.trim() === '') continue;
    const one = kept.get(kind) ?? new KeptText(kind);
    kept.set(kind, one);
    one.add(text.endsWith('\n') ? text : `${text}\n`, offset, offset);
    if (hasEscapes(text)) deviations.add('escape-sequences', pointer, `in its ${kind}`);
  }
  return [...kept.values()].map((one) => one.done());
}
