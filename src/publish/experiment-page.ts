import type { Library } from '../model/library.ts';
import type { Experiment } from '../schema/experiment.ts';
import { citationView, type EvidenceView } from './evidence-view.ts';
import { type FindingRow, findingRow } from './finding-row.ts';
import { linkTo } from './links.ts';
import { type CommandView, commandView } from './result-view.ts';
import type { Link } from './urls.ts';

/** A probe that somebody should run, and what each outcome would decide. */
export interface ExperimentPage {
  readonly id: string;
  readonly question: string;
  readonly commands: readonly CommandView[];
  readonly needs: readonly string[];
  readonly outcomes: Experiment['outcomes'];
  readonly decides: readonly FindingRow[];
  readonly sources: readonly EvidenceView[];
}

/** The page of one experiment. */
export function experimentPage(experiment: Experiment, library: Library): ExperimentPage {
  const { id, question, commands, needs, outcomes, decides, sources } = experiment;
  return {
    id,
    question,
    commands: commands.map(commandView),
    needs,
    outcomes,
    decides: decides.flatMap((finding) => {
      const found = library.finding.get(finding);
      return found === undefined ? [] : [findingRow(found, library)];
    }),
    sources: sources.map((citation) => citationView(citation, library)),
  };
}

/** All experiments, with how many findings each would decide. */
export function experimentsPage(library: Library): { link: Link; decides: number }[] {
  return [...library.experiment.values()].map(({ id, decides }) => ({
    link: linkTo(library, 'experiment', id),
    decides: decides.length,
  }));
}

/** The experiments that would decide a finding. */
export function experimentsFor(finding: string, library: Library): Link[] {
  return [...library.experiment.values()]
    .filter(({ decides }) => decides.includes(finding))
    .map(({ id }) => linkTo(library, 'experiment', id));
}
