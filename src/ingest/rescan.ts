import type { Library } from '../model/library.ts';
import { signatureFor } from '../model/signature.ts';
import type { SignatureMatcher } from '../model/signature-match.ts';
import type { Run } from '../schema/run.ts';

/** A text that a run holds: an excerpt, or the file of a piece of evidence. */
export interface EvidenceText {
  /** The local id of the piece. */
  readonly evidence: string;
  readonly text: string;
}

/** A known error in the evidence of a run. */
export interface Recognition {
  readonly run: string;
  readonly evidence: string;
  /** The results that rest on this piece. */
  readonly results: readonly string[];
  readonly signature: string;
  /** From 1, in the text that was looked at. */
  readonly line: number;
  readonly matched: string;
  /** Whether a result of the run names this error already. */
  readonly recorded: boolean;
}

/** What today's signatures recognise in what a run holds. The run stays as it is. */
export function rescan(
  run: Run,
  texts: readonly EvidenceText[],
  matcher: SignatureMatcher,
  library: Pick<Library, 'signature'>,
): Recognition[] {
  const known = new Set(
    run.results.map(({ reason }) => signatureFor(reason?.signature, library)?.id),
  );
  return texts.flatMap(({ evidence, text }) => {
    const results = run.results
      .filter((result) => result.evidence.includes(evidence))
      .map(({ id }) => id);
    return matcher.inText(text).map(({ signature: { id }, line, matched }) => {
      const recorded = known.has(id);
      return { run: run.id, evidence, results, signature: id, line, matched, recorded };
    });
  });
}
