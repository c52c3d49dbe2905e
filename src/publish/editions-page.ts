import type { Archive } from '../model/archive.ts';
import { dateInWords } from './dates.ts';
import { type StatusCount, statusCounts } from './findings-page.ts';

/** An edition in the list of all. */
export interface EditionRow {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly asOf: string;
  readonly frozenOn: string;
  readonly draft: boolean;
  readonly reconstructed: boolean;
  readonly findings: number;
  readonly runs: number;
  /** How many findings have each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** "3 findings: 1 asserted, 2 supported", in the words of the list of findings. */
  readonly findingsInWords: string;
}

/** All editions, the newest first. */
export function editionsPage({ editions }: Archive): EditionRow[] {
  return editions.toReversed().map(({ manifest, library }) => {
    const counts = statusCounts(library);
    const statuses: Record<string, number> = {};
    for (const { status, count } of counts) statuses[status] = (statuses[status] ?? 0) + count;
    return {
      id: manifest.id,
      title: manifest.title,
      summary: manifest.summary,
      asOf: dateInWords(manifest.asOf),
      frozenOn: dateInWords(manifest.frozenOn),
      draft: manifest.state === 'draft',
      reconstructed: manifest.asOf !== manifest.frozenOn,
      findings: library.finding.size,
      runs: manifest.runs.length,
      statuses,
      findingsInWords: inWords(library.finding.size, counts),
    };
  });
}

function inWords(findings: number, counts: readonly StatusCount[]): string {
  if (findings === 0) return 'No findings';
  const each = counts.map(({ count, words }) => `${count} ${words}`);
  return `${findings === 1 ? '1 finding' : `${findings} findings`}: ${each.join(', ')}`;
}
