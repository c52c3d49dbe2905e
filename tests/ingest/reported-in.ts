import { readFile } from '../../src/ingest/index.ts';
import { inPieces } from './byte-stream.ts';

/** What the text of a report says, with what tests ask of every case and every deviation. */
export async function reportedIn(text: string, file: string) {
  const reading = await readFile(inPieces(new TextEncoder().encode(text)), file);
  if (reading.kind !== 'reported') throw new Error(`It is ${reading.kind}.`);
  const { cases, deviations, ...rest } = reading.reported;
  return {
    ...rest,
    cases,
    names: cases.map(({ name }) => name),
    outcomes: cases.map(({ mapped }) => mapped.outcome),
    rules: cases.map(({ mapped }) => mapped.rule),
    reasons: cases.map(({ reason }) => reason),
    codes: deviations.map(({ code }) => code),
    places: deviations.map(({ at }) => at),
    notes: deviations.map(({ note }) => note),
  };
}
