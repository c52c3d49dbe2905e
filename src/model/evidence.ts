import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Result, Run } from '../schema/run.ts';
import type { Source } from '../schema/source.ts';
import type { Library } from './library.ts';

/** How heavy one piece of evidence is: 3 captured or primary and pinned, 2 transcribed or secondary, 1 inferred or recalled, 0 somebody's word. */
export type Weight = 0 | 1 | 2 | 3;

/** The weight of one piece of evidence, from how it was recorded. */
export function weigh(link: EvidenceLink, library: Library): Weight {
  if (link.inference !== undefined) return 1;
  if (link.source !== undefined) return weighSource(library.source.get(link.source));
  const run = link.run === undefined ? undefined : library.run.get(link.run);
  return run === undefined ? 0 : weighRun(run, link);
}

function weighSource(source: Source | undefined): Weight {
  if (source === undefined) return 0;
  const primary = source.class === 'primary';
  return primary && (source.kind === 'code' || source.kind === 'specification') ? 3 : 2;
}

const STRENGTH = { captured: 3, transcribed: 2, recalled: 1 } as const;
const ORIGIN = { native: 3, import: 3, transcribed: 2, recalled: 1 } as const;

function weighRun(run: Run, link: EvidenceLink): Weight {
  const ids = evidenceIdsOf(run, link);
  const strengths = run.evidence.filter((e) => ids.includes(e.id)).map((e) => STRENGTH[e.strength]);
  const origin = ORIGIN[run.provenance.recordedFrom];
  if (strengths.length === 0) return Math.min(origin, 2) as Weight;
  return Math.min(origin, Math.max(...strengths)) as Weight;
}

function evidenceIdsOf(run: Run, link: EvidenceLink): readonly string[] {
  if (link.result !== undefined) {
    return run.results.find((r: Result) => r.id === link.result)?.evidence ?? [];
  }
  if (link.setting !== undefined) {
    const setting = run.settings.find((s) => s.name === link.setting);
    return [setting?.readback?.evidence, setting?.effective?.evidence].filter(
      (id) => id !== undefined,
    );
  }
  return run.evidence.map((e) => e.id);
}
