import type { Library } from '../model/library.ts';
import { signatureFor } from '../model/signature.ts';
import type { SignatureMatch, SignatureMatcher } from '../model/signature-match.ts';
import { WORST_FIRST } from '../model/tally.ts';
import type { Signature } from '../schema/signature.ts';
import type { RunEvidence, RunInput } from '../schema/run.ts';
import { type Accompaniment, tells } from './accompaniment.ts';
import { excerptOf } from './excerpt.ts';
import { LocalIds } from './local-id.ts';
import { oneLine, plain } from './plain.ts';
import type { Recorded } from './record.ts';
import type { ReportedCase } from './reported.ts';

type ResultInput = RunInput['results'][number];

/** The file that a report was read from, as it is kept: redacted. */
export type OriginalEvidence = Pick<RunEvidence, 'name' | 'path' | 'sha256' | 'bytes'>;

export interface Kept {
  readonly accompaniment: Accompaniment;
  /** Left out where the file is too large to be kept. */
  readonly original?: OriginalEvidence | undefined;
  readonly redactions: RunInput['provenance']['redactions'];
  readonly deviations: NonNullable<RunInput['provenance']['deviations']>;
}

/** Bytes of all excerpts of a record together; what is beyond stands in the original alone. */
const MAX_EXCERPTS = 4 * 1024 * 1024;

const SPEAKS_FOR_ITSELF = new Set(['pass', 'skipped', 'observed']);

/**
 * A record with what came along: the original, the output of each result that did not go well, the files
 * beside the report, what the library recognises in them.
 */
export function accompanied(
  { run, ids }: Recorded,
  { accompaniment, original, redactions, deviations }: Kept,
  library: Pick<Library, 'signature'>,
  matcher: SignatureMatcher,
): RunInput {
  const names = new LocalIds();
  for (const { id } of accompaniment.evidence) names.take(id, id);
  const first: RunEvidence[] =
    original === undefined
      ? []
      : [
          {
            id: names.take('original', 'original'),
            kind: 'original',
            ...original,
            strength: 'captured',
          },
        ];
  const cases = new Map([...ids].map(([one, id]) => [id, one]));
  const outputs: RunEvidence[] = [];
  let room = MAX_EXCERPTS;
  let left = 0;
  const results = run.results.map((result) => {
    const told = outputOf(cases.get(result.id));
    if (told === '' || SPEAKS_FOR_ITSELF.has(result.outcome)) return result;
    const recognised = matcher.inText(told);
    const excerpt = excerptOf(told, tells(matcher));
    const known = withSignature(result, recognised, library);
    room -= excerpt.text.length;
    if (room < 0) {
      left += 1;
      return known;
    }
    const id = names.take(`output ${result.id}`, 'output');
    outputs.push({
      id,
      kind: 'command-output',
      excerpt: excerpt.text,
      ...(excerpt.truncated ? { truncated: true } : {}),
      strength: 'captured',
    });
    return { ...known, evidence: [id] };
  });
  const { account } = accompaniment;
  const omitted = {
    code: 'excerpts-left-out',
    at: '',
    note: `the output of ${left} results stands in the original alone`,
  };
  return {
    ...run,
    provenance: {
      ...run.provenance,
      deviations: [
        ...(run.provenance.deviations ?? []),
        ...accompaniment.deviations,
        ...deviations,
        ...(left > 0 ? [omitted] : []),
      ],
      redactions,
    },
    results: withGraverParts(results),
    ...(account.length === 0 ? {} : { account: account.map((one) => oneLine(one)) }),
    evidence: [...first, ...outputs, ...accompaniment.evidence],
  };
}

/** Everything that a report holds of what a test printed, each part under its heading. */
function outputOf(one: ReportedCase | undefined): string {
  const parts = (one?.outputs ?? []).filter(({ text }) => text.trim() !== '');
  if (parts.length === 1) return plain(parts[0]?.text ?? '');
  return parts.map(({ kind, text }) => `--- ${kind} ---\n${plain(text)}`).join('\n');
}

/** A result with the known error in its output; a failure that it tells more of becomes what it tells. */
function withSignature(
  result: ResultInput,
  recognised: readonly SignatureMatch[],
  library: Pick<Library, 'signature'>,
): ResultInput {
  const grave = result.outcome === 'crash' || result.outcome === 'hang';
  const match =
    recognised.find((one) => one.tells === result.outcome) ??
    recognised.find(({ tells: one }) => one !== undefined) ??
    recognised[0];
  if (match === undefined) return result;
  const { signature, matched, tells: told } = match;
  const printed = result.reason?.signature ?? printedForm(signature, matched);
  const known = signatureFor(printed, library);
  const isUpgrade = result.outcome === 'fail' && told !== undefined;
  const layer = (known ?? signature).layer;
  return {
    ...result,
    ...(isUpgrade
      ? { outcome: told, mapping: { rule: 'signature', matched: oneLine(matched) } }
      : {}),
    reason: { ...result.reason, signature: oneLine(printed) },
    ...(layer !== undefined && (grave || isUpgrade)
      ? { fault: [{ layer, role: 'raised', basis: 'shown' }] }
      : {}),
  };
}

/** The form of the error by which runs are joined, as far as it was printed. */
function printedForm({ text, aliases }: Signature, matched: string): string {
  const forms = [text, ...aliases].filter((one) => matched.includes(one));
  return forms.toSorted((a, b) => b.length - a.length)[0] ?? matched;
}

const rank = (outcome: string) => WORST_FIRST.findIndex((one) => one === outcome);

/** What a failed group is a part of turned graver, it turns as grave. */
function withGraverParts(results: readonly ResultInput[]): ResultInput[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  for (const { id } of results.toReversed()) {
    const part = byId.get(id);
    const group = byId.get(part?.parent ?? '');
    if (part === undefined || group === undefined || part.mapping?.rule === undefined) continue;
    if (group.outcome !== 'fail' || rank(part.outcome) >= rank(group.outcome)) continue;
    const { matched } = part.mapping;
    byId.set(group.id, {
      ...group,
      outcome: part.outcome,
      mapping: { rule: 'worst-of-parts', ...(matched === undefined ? {} : { matched }) },
    });
  }
  return results.map((result) => byId.get(result.id) ?? result);
}
