import type { Library } from '../model/library.ts';
import type { Finding } from '../schema/finding.ts';
import { type FindingRow, findingRow } from './finding-row.ts';

/** How many findings have a status, in the words for it. */
export interface StatusCount {
  readonly words: string;
  readonly status: FindingRow['status'];
  readonly count: number;
}

/** All findings under their topics, and how many have each status. */
export interface FindingsPage {
  readonly counts: readonly StatusCount[];
  readonly topics: readonly {
    readonly id: string;
    readonly title: string;
    readonly rows: readonly FindingRow[];
  }[];
}

const TOPICS: Record<Finding['topic'], string> = {
  observation: 'What was observed',
  cause: 'Why it happened',
  mechanism: 'How the software decides',
  hardware: 'What the hardware can do',
  setting: 'What the settings do',
  'way-forward': 'What can be done',
};

/** The list of all findings. */
export function findingsPage(library: Library): FindingsPage {
  const findings = [...library.finding.values()];
  return {
    counts: statusCounts(library),
    topics: Object.entries(TOPICS).map(([id, title]) => ({
      id,
      title,
      rows: findings
        .filter((finding) => finding.topic === id)
        .map((finding) => findingRow(finding, library)),
    })),
  };
}

/** How many findings have each status. */
export function statusCounts(library: Library): StatusCount[] {
  const rows = [...library.finding.values()].map((finding) => findingRow(finding, library));
  const words = [...new Set(rows.map((row) => row.words))].toSorted();
  return words.map((word) => {
    const same = rows.filter((row) => row.words === word);
    return { words: word, status: same[0]?.status ?? 'unproven', count: same.length };
  });
}
