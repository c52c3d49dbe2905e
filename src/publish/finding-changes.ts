import { counterpart } from '../model/archive.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Finding, FindingStatus } from '../schema/finding.ts';
import { dateInWords } from './dates.ts';
import { evidenceView, type EvidenceView } from './evidence-view.ts';
import { statusWords } from './finding-row.ts';
import { linkTo } from './links.ts';
import { type Departed, departed } from './departed.ts';
import type { Link } from './urls.ts';

/** A status in its edition. */
interface StatusThen {
  readonly status: FindingStatus;
  readonly words: string;
}

/** What changed among the findings from one edition to the next. */
export interface FindingChanges {
  readonly statusChanged: readonly {
    readonly link: Link;
    readonly from: StatusThen;
    readonly to: StatusThen;
    /** Its words before, where they were others. */
    readonly claimWas?: string;
    /**
     * The heaviest piece on the side that decided it, one that the edition before did not have if there is
     * one. Nothing where no evidence decided it: a status set by hand, a finding that another replaces, one
     * that has no evidence left.
     */
    readonly because?: EvidenceView;
    /** Who set it by hand, and why. */
    readonly setByHand?: { readonly by: string; readonly on: string; readonly why: string };
    readonly supersededBy?: Link;
    /** Nothing weighs for it or against it. */
    readonly noEvidence?: true;
  }[];
  /** Those that changed under the same status, and in what. */
  readonly sameStatus: readonly {
    readonly link: Link;
    readonly status: StatusThen;
    readonly claimWas?: string;
    readonly parts: readonly string[];
  }[];
  readonly newFindings: readonly { readonly link: Link; readonly status: StatusThen }[];
  readonly withdrawn: readonly (Departed & { readonly claim: string })[];
}

/** What each part of a finding is called. What it was called before is no part of what it says. */
const PARTS = {
  claim: 'its words',
  aliases: 'the numbers it is cited under',
  topic: 'its topic',
  basis: 'how it is known',
  assertedBy: 'who asserts it',
  supports: 'the evidence for it',
  contradicts: 'the evidence against it',
  explanation: 'its explanation',
  gap: 'what is not known',
  about: 'what it is about',
  scope: 'the versions it holds for',
  supersededBy: 'what replaces it',
  lastVerified: 'when it was last verified',
  override: 'the status set by hand',
} as const satisfies Record<Exclude<keyof Finding, 'id' | 'oldIds'>, string>;

export function findingChanges(then: Library, now: Library): FindingChanges {
  const pairs = [...now.finding.values()].map((finding) => {
    const id = counterpart('finding', finding.id, now, then);
    const old = id === undefined ? undefined : then.finding.get(id);
    return {
      finding,
      old,
      link: linkTo(now, 'finding', finding.id),
      from: old && statusThen(old, then),
      to: statusThen(finding, now),
    };
  });
  const kept = pairs.flatMap(({ old, from, ...rest }) =>
    old === undefined || from === undefined ? [] : [{ ...rest, old, from }],
  );
  return {
    statusChanged: kept
      .filter(({ from, to }) => from.words !== to.words)
      .map(({ finding, old, link, from, to }) => ({
        link,
        from,
        to,
        ...claimWas(old, finding),
        ...reason(old, finding, now),
      })),
    sameStatus: kept
      .filter(({ from, to }) => from.words === to.words)
      .map(({ finding, old, link, to }) => ({
        link,
        status: to,
        ...claimWas(old, finding),
        parts: changedParts(old, finding),
      }))
      .filter(({ parts }) => parts.length > 0),
    newFindings: pairs
      .filter(({ old }) => old === undefined)
      .map(({ link, to: status }) => ({ link, status })),
    withdrawn: departed('finding', then, now).map((one) => ({
      ...one,
      claim: then.finding.get(one.id)?.claim ?? one.id,
    })),
  };
}

function statusThen(finding: Finding, library: Library): StatusThen {
  const { status } = standingOf(finding, library);
  return { status, words: statusWords(finding, status) };
}

function claimWas(old: Finding, { claim }: Finding): { claimWas?: string } {
  return old.claim === claim ? {} : { claimWas: old.claim };
}

function changedParts(old: Finding, finding: Finding): string[] {
  return Object.entries(PARTS)
    .filter(([part]) => {
      const key = part as keyof typeof PARTS;
      return canonicalJson(old[key]) !== canonicalJson(finding[key]);
    })
    .map(([, words]) => words);
}

type Reason = Pick<
  FindingChanges['statusChanged'][number],
  'because' | 'setByHand' | 'supersededBy' | 'noEvidence'
>;

function reason(old: Finding, finding: Finding, library: Library): Reason {
  const { override, supersededBy } = finding;
  const { status, computed } = standingOf(finding, library);
  if (override !== undefined && computed !== undefined) {
    return { setByHand: { by: override.by, on: dateInWords(override.on), why: override.why } };
  }
  if (status === 'superseded' && supersededBy !== undefined) {
    return { supersededBy: linkTo(library, 'finding', supersededBy) };
  }
  if (status === 'unproven') return { noEvidence: true };
  const because = deciding(old, finding, library);
  return because === undefined ? {} : { because };
}

function deciding(old: Finding, finding: Finding, library: Library): EvidenceView | undefined {
  const { status } = standingOf(finding, library);
  const sides = {
    supported: [finding.supports],
    likely: [finding.supports],
    refuted: [finding.contradicts],
    contested: [finding.supports, finding.contradicts],
    unproven: [],
    superseded: [],
  }[status];
  const known = new Set([...old.supports, ...old.contradicts].map(canonicalJson));
  const isNew = (link: EvidenceLink) => !known.has(canonicalJson(link));
  const heaviest = sides.flatMap((side) => {
    const weighed = side.map((link) => ({ link, view: evidenceView(link, library) }));
    const weight = Math.max(...weighed.map(({ view }) => view.weight));
    return weighed.filter(({ view }) => view.weight === weight);
  });
  return (heaviest.find(({ link }) => isNew(link)) ?? heaviest[0])?.view;
}
