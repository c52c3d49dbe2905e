import type { Archive } from '../model/archive.ts';
import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import { dateInWords } from './dates.ts';
import { statusCounts } from './findings-page.ts';

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
    const statuses: Record<string, number> = {};
    for (const finding of library.finding.values()) {
      const { status } = standingOf(finding, library);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
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
      findingsInWords: inWords(library),
    };
  });
}

function inWords(library: Library): string {
  const { size } = library.finding;
  if (size === 0) return 'No findings';
  const counts = statusCounts(library).map(({ count, words }) => `${count} ${words}`);
  return `${size === 1 ? '1 finding' : `${size} findings`}: ${counts.join(', ')}`;
}
