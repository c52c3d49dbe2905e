import { isFailing, lineageIndex, lineageOf, type Occurrence } from '../model/lineage.ts';
import { runDateInWords } from './dates.ts';
import { linkTo } from './links.ts';
import { questionOf } from './result-view.ts';
import type { OutcomeCount } from './outcomes.ts';
import type { Link } from './urls.ts';
import { lookup } from '../model/traced-library.ts';

/** A result elsewhere, as short as it can be said. */
export interface OccurrenceView {
  readonly outcome: OutcomeCount['outcome'];
  readonly link: Link;
  readonly date: string;
}

/** Last good, first bad and elsewhere, for one failing result of a run. */
export interface LineageRow {
  readonly outcome: OutcomeCount['outcome'];
  readonly link: Link;
  /** Where whatever came later stands. */
  readonly probe?: Link;
  readonly lastGood?: OccurrenceView;
  readonly firstBad: OccurrenceView;
  readonly elsewhere: string;
  readonly shown: readonly OccurrenceView[];
  readonly akin: string;
  readonly akinShown: readonly OccurrenceView[];
}

/** For every failing result of a run, where else its question was asked and what came of it. */
export const lineageRows = lookup('lineage', (library, id): LineageRow[] => {
  const index = lineageIndex(library);
  const run = library.run.get(id);
  if (run === undefined) return [];
  return run.results.filter(isFailing).map((result) => {
    const { lastGood, firstBad, elsewhere, akin } = lineageOf(run, result, index);
    const { outcome, link } = occurrenceView({ run, result });
    return {
      outcome,
      link: { ...link, label: questionOf(result, library) },
      ...(result.probe === undefined ? {} : { probe: linkTo(library, 'probe', result.probe) }),
      ...(lastGood === undefined ? {} : { lastGood: occurrenceView(lastGood) }),
      firstBad: occurrenceView(firstBad),
      elsewhere:
        elsewhere.count === 0
          ? 'asked nowhere else by then'
          : `passed in ${elsewhere.passes} of ${elsewhere.count} elsewhere`,
      shown: elsewhere.shown.map(occurrenceView),
      akin:
        akin.passes === 0
          ? 'no pass by then'
          : akin.passes === 1
            ? '1 pass at this point'
            : `${akin.passes} passes at this point`,
      akinShown: akin.shown.map(occurrenceView),
    };
  });
});

function occurrenceView({ run, result }: Occurrence): OccurrenceView {
  return {
    outcome: result.outcome,
    link: { label: run.id, target: { kind: 'run', id: run.id, anchor: result.id } },
    date: runDateInWords(run),
  };
}
