import { wordsAnchor } from './anchor-names.ts';
import type { DifferenceRow, PairRow, ResultSide } from './comparison-page.ts';
import type { LineageRow, OccurrenceView } from './lineage-view.ts';
import { didWords } from './outcomes.ts';
import { inOneLine } from './quotation.ts';

/** The anchors of what one group of a comparison sets side by side; things that are called alike are counted. */
export function differenceAnchors(group: string, rows: readonly DifferenceRow[]): string[] {
  const met = new Map<string, number>();
  return rows.map(({ name, aspect }) => {
    const anchor = wordsAnchor(group, name, aspect);
    const before = met.get(anchor) ?? 0;
    met.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}.${before + 1}`;
  });
}

/** "PyTorch installed: 2.0.0 in A, 2.1 in B (differs)" */
export function differenceInWords(row: DifferenceRow): string {
  const { name, aspect, a, b, words } = row;
  const what = aspect === undefined ? name : `${name} ${aspect}`;
  if (a === undefined && b === undefined) return inOneLine(`${what}: ${words}`);
  return inOneLine(`${what}: ${a === b ? `${recorded(a)} in both` : `${sides(row)} (${words})`}`);
}

/** "Does it run? It crashed in A and passed in B; what differs: dtype half in A, float in B" */
export function pairInWords({ a, b, akin, obstacles, differences }: PairRow): string {
  const apart = differences.map((one) => `${one.name} ${sides(one)}`).join('; ');
  return inOneLine(
    [
      cameOf(a, b),
      ...(akin ? ['the same point, asked by other means'] : []),
      ...(obstacles === undefined ? [] : [obstacles]),
      ...(obstacles === undefined && apart !== '' ? [`what differs: ${apart}`] : []),
    ].join('; '),
  );
}

function cameOf(a: ResultSide | undefined, b: ResultSide | undefined): string {
  if (a === undefined || b === undefined || a.link.label === b.link.label) {
    const question = (b ?? a)?.link.label ?? '';
    if (a?.outcome === b?.outcome) return `${question} It ${did(a)} in A and in B`;
    return `${question} It ${did(a)} in A and ${did(b)} in B`;
  }
  return `${a.link.label} It ${did(a)} in A. ${b.link.label} It ${did(b)} in B`;
}

/** "Does it run? It crashed; last good: none on this card; first bad: run s of 2 April 2023; asked nowhere else" */
export function lineageInWords(row: LineageRow): string {
  const { link, outcome, lastGood, firstBad, elsewhere, akin, akinShown } = row;
  const good = lastGood === undefined ? 'none on this card' : occurrence(lastGood);
  const words = [
    `${link.label} It ${didWords(outcome)}`,
    `last good: ${good}`,
    `first bad: ${occurrence(firstBad)}`,
    elsewhere,
    ...(akinShown.length === 0 ? [] : [`by other means ${akin}`]),
  ];
  return inOneLine(words.join('; '));
}

const occurrence = ({ link, date }: OccurrenceView) => `run ${link.label} of ${date}`;

const did = (side: ResultSide | undefined) =>
  side === undefined ? 'was not asked' : didWords(side.outcome);

const recorded = (value: string | undefined) => value ?? 'not recorded';

const sides = ({ a, b }: DifferenceRow) => `${recorded(a)} in A, ${recorded(b)} in B`;
