import { type Ground, groundOf, weigh } from '../model/evidence.ts';
import type { Library } from '../model/library.ts';
import type { Verdict } from '../model/tally.ts';
import type { Basis, Citation, EvidenceLink, Statement } from '../schema/evidence-link.ts';
import type { Run, RunSetting } from '../schema/run.ts';
import type { Setting } from '../schema/setting.ts';
import type { Source } from '../schema/source.ts';
import { plainText } from '../model/plain-text.ts';
import { runDateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import { cardOf } from './run-row.ts';
import { type Link, runAnchor } from './urls.ts';

/** One piece of evidence as a page shows it. */
export interface EvidenceView {
  readonly kind: 'result' | 'setting' | 'run' | 'source' | 'inference';
  /** What it is called and where it leads; an inference leads nowhere. */
  readonly link?: Link;
  readonly where?: string;
  readonly outcome?: Verdict;
  /** Exactly which text of a source: commit or version, path, lines, digest. */
  readonly pin?: { readonly text: string; readonly url?: string; readonly sha256?: string };
  /** What it shows, or the reasoning: Markdown. */
  readonly says?: string;
  readonly weight: number;
  readonly weightWhy: string;
}

/** A statement as a page shows it. */
export interface StatementView {
  readonly text: string;
  readonly note?: string;
  readonly basis: Basis | 'estimate';
  readonly evidence: readonly EvidenceView[];
}

/** A statement with its evidence resolved. */
export function statementView(
  statement: Pick<Statement, 'text' | 'evidence'> & {
    readonly basis: Basis | 'estimate';
    readonly note?: string | undefined;
  },
  library: Library,
): StatementView {
  const { text, note, basis, evidence } = statement;
  return {
    text,
    ...(note === undefined ? {} : { note }),
    basis,
    evidence: evidence.map((link) => evidenceView(link, library)),
  };
}

/** An effect of a setting: it is inferred where reasoning is any part of what it rests on. */
export function effectView(
  { text, evidence }: Pick<Setting['effects'][number], 'text' | 'evidence'>,
  library: Library,
): StatementView {
  const has = (part: keyof EvidenceLink) => evidence.some((link) => link[part] !== undefined);
  const basis = has('inference') ? 'inferred' : has('run') ? 'observed' : 'cited';
  return statementView({ text, basis, evidence }, library);
}

/** A place in a source, as a page shows it. By itself a citation of a claimant weighs nothing. */
export function citationView(citation: Citation, library: Library): EvidenceView {
  return {
    kind: 'source',
    link: linkTo(library, 'source', citation.source),
    ...(citation.where === undefined ? {} : { where: citation.where }),
    ...(citation.says === undefined ? {} : { says: citation.says }),
    weight: 0,
    weightWhy: 'the claimant’s own word',
  };
}

/** One piece of evidence with its name, its target and its weight. */
export function evidenceView(link: EvidenceLink, library: Library): EvidenceView {
  const weight = weigh(link, library);
  const says = link.says === undefined ? {} : { says: link.says };
  if (link.inference !== undefined) {
    return { kind: 'inference', says: link.inference, weight, weightWhy: 'an inference' };
  }
  if (link.source !== undefined) {
    const source = library.source.get(link.source);
    return {
      kind: 'source',
      link: linkTo(library, 'source', link.source),
      ...(link.where === undefined ? {} : { where: link.where }),
      ...pinOf(source),
      ...says,
      weight,
      weightWhy: sourceInWords(groundOf(link, library), source),
    };
  }
  return { ...runEvidence(link, library), ...says, weight };
}

function sourceInWords(ground: Ground, source: Source | undefined): string {
  if (ground === 'primary') return 'a primary source';
  return ground === 'primary-account' && source !== undefined
    ? `a primary source (${source.kind})`
    : 'a secondary source';
}

/** "a captured result", "a transcribed request, not read back" */
function recordedInWords(ground: Ground, noun: string, more = ''): string {
  return ground === 'bare' || ground === 'absent'
    ? `a ${noun} without evidence of its own${more}`
    : `a ${ground} ${noun}${more}`;
}

const SIDES: Readonly<Record<string, string>> = {
  for: 'For it',
  against: 'Against it',
  by: 'Said in',
};

/** A piece of evidence in one line, with the side of the claim that it is on; backticks mark code. */
export function evidenceInWords(
  { link, where, outcome, says, weight, weightWhy }: EvidenceView,
  side: string,
): string {
  const name = link?.label ?? 'an inference';
  const came = outcome === undefined ? '' : `, ${outcome}`;
  const place = where === undefined ? '' : `, § ${where}`;
  const shows = says === undefined ? '' : `: ${plainText(says)}`;
  const weighed = side === 'by' ? '' : ` (weighs ${weight}: ${weightWhy})`;
  return `${SIDES[side] ?? side}: ${name}${came}${place}${shows}${weighed}`;
}

function pinOf(source: Source | undefined): Pick<EvidenceView, 'pin'> {
  const { code, url } = source ?? {};
  if (code === undefined) return {};
  const lines = code.lines === undefined ? '' : `:${code.lines.from}-${code.lines.to}`;
  const version = code.commit?.slice(0, 12) ?? code.version;
  const text = [
    code.repository,
    version,
    code.path === undefined ? undefined : `${code.path}${lines}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
  return {
    pin: {
      text,
      ...(url === undefined ? {} : { url }),
      ...(code.sha256 === undefined ? {} : { sha256: code.sha256 }),
    },
  };
}

function runEvidence(
  link: EvidenceLink,
  library: Library,
): Pick<EvidenceView, 'kind' | 'link' | 'outcome' | 'weightWhy'> {
  const id = link.run ?? '';
  const run = library.run.get(id);
  const ground = groundOf(link, library);
  if (link.result !== undefined) {
    const result = run?.results.find((r) => r.id === link.result);
    const probe = result?.probe === undefined ? undefined : library.probe.get(result.probe);
    return {
      kind: 'result',
      link: {
        label: `${result?.question ?? probe?.question ?? link.result}${whichRun(run, library)}`,
        target: { kind: 'run', id, anchor: link.result },
      },
      ...(result === undefined ? {} : { outcome: result.outcome }),
      weightWhy: recordedInWords(ground, 'result'),
    };
  }
  if (link.setting !== undefined) {
    const setting = run?.settings.find((s) => s.name === link.setting);
    return {
      kind: 'setting',
      link: {
        label: `\`${link.setting}\` ${whatOfSetting(setting)}`,
        target: { kind: 'run', id, anchor: runAnchor.setting(link.setting) },
      },
      weightWhy: recordedInWords(ground, ...sortOfSetting(setting)),
    };
  }
  return {
    kind: 'run',
    link: linkTo(library, 'run', id),
    weightWhy: recordedInWords(ground, 'run'),
  };
}

/** What a run holds of a setting, in a noun, and what it lacks. */
function sortOfSetting({ requested, unset, readback, effective }: Partial<RunSetting> = {}): [
  noun: string,
  more?: string,
] {
  if (readback !== undefined || effective !== undefined) return ['reading'];
  return requested !== undefined || unset === true
    ? ['request', ', not read back']
    : ['name alone'];
}

/** What a run holds of a setting, the most telling of it; backticks mark code. */
function whatOfSetting({
  requested,
  unset,
  readback,
  effective,
}: Partial<RunSetting> = {}): string {
  if (readback !== undefined) return `read back as \`${readback.value}\``;
  if (effective !== undefined) {
    return effective.state === 'shown' ? 'shown in effect' : 'shown to have no effect';
  }
  if (unset === true) return 'not set, on purpose; not read back';
  return requested === undefined ? 'not recorded' : `requested as \`${requested}\`, not read back`;
}

/** Two results of the same probe are told apart by their card and day. */
function whichRun(run: Run | undefined, library: Library): string {
  return run === undefined ? '' : ` (${cardOf(run, library)}, ${runDateInWords(run)})`;
}
