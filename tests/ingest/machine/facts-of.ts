import { factsIn } from '../../../src/ingest/machine/facts.ts';
import type { Fact, GpuEvent } from '../../../src/ingest/machine/fact.ts';

/** The facts of one file. */
export function factsOf(text: string, file = 'file.txt'): readonly Fact[] {
  return factsIn(new Map([[file, text]])).facts;
}

/** The same without where they were read. */
export function bareFacts(text: string, file?: string) {
  return factsOf(text, file).map(({ from: _, ...fact }) => fact);
}

export function eventsIn(text: string): GpuEvent[] {
  return factsOf(text).flatMap((fact) => (fact.about === 'event' ? [fact.event] : []));
}
