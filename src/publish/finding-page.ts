import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import type { Finding, FindingStatus } from '../schema/finding.ts';
import { dateInWords } from './dates.ts';
import { citationView, evidenceView, type EvidenceView } from './evidence-view.ts';
import { experimentsFor } from './experiment-page.ts';
import { statusWords } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import { inSequence } from './outcomes.ts';
import type { Link } from './urls.ts';

/** A page of interpretation: one claim and what speaks for and against it. */
export interface FindingPage {
  readonly id: string;
  readonly claim: string;
  readonly status: FindingStatus;
  readonly statusWords: string;
  /** Why the status is what it is, in one or two sentences. */
  readonly standing: string;
  readonly basis: Finding['basis'];
  readonly assertedBy: readonly EvidenceView[];
  readonly supports: readonly EvidenceView[];
  readonly contradicts: readonly EvidenceView[];
  readonly weights: { readonly for: number; readonly against: number };
  readonly explanation?: string;
  readonly gap?: string;
  readonly scope: readonly string[];
  readonly lastVerified?: string;
  readonly supersededBy?: Link;
  readonly override?: {
    readonly by: string;
    readonly on: string;
    readonly why: string;
    readonly computed: FindingStatus;
  };
  readonly about: readonly { readonly title: string; readonly links: readonly Link[] }[];
  readonly options: readonly Link[];
  /** Numbers under which the claim is cited elsewhere. */
  readonly aliases: readonly string[];
  /** Experiments that would decide it. */
  readonly experiments: readonly Link[];
}

/** The page of one finding. */
export function findingPage(finding: Finding, library: Library): FindingPage {
  const standing = standingOf(finding, library);
  const { supersededBy, lastVerified, override, explanation, gap, scope } = finding;
  const supports = finding.supports.map((link) => evidenceView(link, library));
  const contradicts = finding.contradicts.map((link) => evidenceView(link, library));
  return {
    id: finding.id,
    claim: finding.claim,
    status: standing.status,
    statusWords: statusWords(finding, standing.status),
    standing: standingInWords(finding, { supports, contradicts }, library),
    basis: finding.basis,
    assertedBy: finding.assertedBy.map((citation) => citationView(citation, library)),
    supports,
    contradicts,
    weights: { for: standing.for, against: standing.against },
    scope: Object.entries(scope ?? {}).map(([name, range]) => `${SCOPE[name] ?? name} ${range}`),
    about: aboutLinks(finding, library),
    options: optionsUsing(finding.id, library),
    aliases: finding.aliases,
    experiments: experimentsFor(finding.id, library),
    ...(explanation === undefined ? {} : { explanation }),
    ...(gap === undefined ? {} : { gap }),
    ...(lastVerified === undefined ? {} : { lastVerified: dateInWords(lastVerified) }),
    ...(supersededBy === undefined
      ? {}
      : { supersededBy: linkTo(library, 'finding', supersededBy) }),
    ...(override === undefined
      ? {}
      : {
          override: {
            by: override.by,
            on: dateInWords(override.on),
            why: override.why,
            computed: standing.computed ?? standing.status,
          },
        }),
  };
}

const SCOPE: Readonly<Record<string, string>> = {
  kernel: 'kernel',
  rocm: 'ROCm',
  pytorch: 'PyTorch',
};

function standingInWords(
  finding: Finding,
  { supports, contradicts }: Pick<FindingPage, 'supports' | 'contradicts'>,
  library: Library,
): string {
  const standing = standingOf(finding, library);
  const claimants = [...new Set(finding.assertedBy.map(({ source }) => source))]
    .map((id) => library.source.get(id)?.title ?? id)
    .map((title) => `“${title}”`);
  const said = claimants.length === 0 ? '' : `Asserted by ${inSequence(claimants)}. `;
  const [forIt, againstIt] = [heaviest(supports), heaviest(contradicts)];
  const [pro, contra] = [sorts(forIt), sorts(againstIt)];
  switch (standing.computed ?? standing.status) {
    case 'unproven':
      return `${said}No evidence for or against it is linked here.`;
    case 'superseded':
      return `${said}Another finding has taken its place.`;
    case 'contested':
      return `${said}The strongest evidence for it and against it weighs the same: ${sorts([...forIt, ...againstIt])}.`;
    case 'refuted':
      return `${said}The strongest evidence against it is ${contra}; for it there is ${pro === '' ? 'none' : `only ${pro}`}.`;
    case 'likely':
    case 'supported':
      if (forIt.every(({ kind }) => kind === 'inference')) {
        return `${said}It is inferred: no result and no source shows it directly.`;
      }
      return `${said}The strongest evidence for it is ${pro}; ${contra === '' ? 'nothing linked here speaks against it' : `against it there is only ${contra}`}.`;
  }
}

/** The heaviest pieces of one side; none where none weighs anything. */
function heaviest(evidence: readonly EvidenceView[]): EvidenceView[] {
  const most = Math.max(0, ...evidence.map(({ weight }) => weight));
  return evidence.filter(({ weight }) => weight > 0 && weight === most);
}

/** "a captured result and a primary source": what the weight of some pieces goes by, each sort once. */
function sorts(evidence: readonly EvidenceView[]): string {
  return inSequence([...new Set(evidence.map(({ weightWhy }) => weightWhy))]);
}

function aboutLinks(finding: Finding, library: Library): FindingPage['about'] {
  const { layers, memoryTypes, gpus, settings, signatures, probes } = finding.about;
  return [
    { title: 'Layers', links: linksTo(library, 'layer', layers) },
    { title: 'Memory types', links: linksTo(library, 'memory-type', memoryTypes) },
    { title: 'GPUs', links: linksTo(library, 'gpu', gpus) },
    { title: 'Settings', links: linksTo(library, 'setting', settings) },
    { title: 'Errors', links: linksTo(library, 'signature', signatures) },
    { title: 'Probes', links: linksTo(library, 'probe', probes) },
  ].filter(({ links }) => links.length > 0);
}

function optionsUsing(id: string, library: Library): Link[] {
  const named = library.finding.get(id)?.about.options ?? [];
  const using = [...library.option.values()]
    .filter((option) => [...option.findingsFor, ...option.findingsAgainst].includes(id))
    .map((option) => option.id);
  return linksTo(library, 'option', [...new Set([...named, ...using])].toSorted());
}
