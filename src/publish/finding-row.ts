import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import type { Finding, FindingStatus } from '../schema/finding.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** A finding in one line: the claim, where it stands, what that rests on. */
export interface FindingRow {
  readonly link: Link;
  readonly status: FindingStatus;
  /** The status in words: "asserted by the report", "supported". */
  readonly words: string;
  readonly basis: Finding['basis'];
}

/** A finding in one line. */
export function findingRow(finding: Finding, library: Library): FindingRow {
  const { status } = standingOf(finding, library);
  return {
    link: linkTo(library, 'finding', finding.id),
    status,
    words: statusWords(finding, status),
    basis: finding.basis,
  };
}

/** All findings about one thing, in the order of their ids. */
export function findingsAbout(
  library: Library,
  about: keyof Finding['about'],
  id: string,
): FindingRow[] {
  return [...library.finding.values()]
    .filter((finding) => finding.about[about].includes(id))
    .map((finding) => findingRow(finding, library));
}

/** A claim that only somebody's word stands behind is not "unproven" to a reader: it is asserted. */
export function statusWords(finding: Finding, status: FindingStatus): string {
  return status === 'unproven' && finding.assertedBy.length > 0 ? 'asserted' : status;
}
