import type { Conditions, Decision } from '../schema/decision.ts';

/** What the model needs of a decision: its axes and what holds for which of their values. */
export interface DecisionTable {
  readonly axes: readonly {
    readonly id: string;
    readonly values: readonly { readonly id: string }[];
  }[];
  readonly rows: readonly DecisionRow[];
  readonly impossible: readonly { readonly id: string; readonly when: Conditions }[];
}

export type DecisionRow = Pick<
  Decision['rows'][number],
  'id' | 'when' | 'gives' | 'decidedBy' | 'consults'
>;

/** Axis id to the chosen value. An axis that is left out is open: all its values are considered. */
export type Question = Readonly<Record<string, string>>;

/** The answer to a question, as far as the rows of a decision go. */
export type Answer =
  | {
      readonly kind: 'gives';
      /** The id of the memory type. */
      readonly type: string;
      /** The rows that say so: several where they agree over the values of an open axis. */
      readonly rows: readonly DecisionRow[];
    }
  /** No row covers it. */
  | { readonly kind: 'unknown' }
  /** The question cannot arise; the ids say why. */
  | { readonly kind: 'impossible'; readonly because: readonly string[] }
  /** The answer differs by the values of an open axis. */
  | {
      readonly kind: 'depends';
      readonly axis: string;
      readonly branches: readonly {
        readonly values: readonly string[];
        readonly answer: Answer;
      }[];
    };

/**
 * What a decision answers. Every question has an answer; values that no axis has are covered by no row.
 * What cannot occur is left out of a conditional answer as long as something else is left.
 */
export function decide(table: DecisionTable, question: Question): Answer {
  const rows = table.rows.filter(({ when }) => mayFit(when, question));
  const impossible = table.impossible.filter(({ when }) => mayFit(when, question));
  const axis = table.axes.find(
    ({ id }) =>
      question[id] === undefined && [...rows, ...impossible].some(({ when }) => id in when),
  );
  if (axis === undefined) return leaf(rows, impossible);
  const narrowed = { axes: table.axes, rows, impossible };
  const branches = axis.values.map(({ id }) => ({
    values: [id],
    answer: decide(narrowed, { ...question, [axis.id]: id }),
  }));
  const possible = branches.filter(({ answer }) => answer.kind !== 'impossible');
  const merged = merge(possible.length > 0 ? possible : branches);
  const [only] = merged;
  return merged.length === 1 && only !== undefined
    ? only.answer
    : { kind: 'depends', axis: axis.id, branches: merged };
}

/** Whether conditions are not ruled out by a question. */
export function mayFit(when: Conditions, question: Question): boolean {
  return Object.entries(when).every(([axis, wanted]) => {
    const chosen = question[axis];
    return chosen === undefined || [wanted].flat().includes(chosen);
  });
}

/** Whether conditions hold whatever the open axes of a question turn out to be. */
function surelyFits(when: Conditions, question: Question): boolean {
  return Object.entries(when).every(([axis, wanted]) => {
    const chosen = question[axis];
    return chosen !== undefined && [wanted].flat().includes(chosen);
  });
}

/**
 * Which of several entries hold, by index: the first that surely fits, and those before it that may. What
 * stands first has precedence.
 */
export function holding(entries: readonly Conditions[], question: Question): number[] {
  const holds: number[] = [];
  for (const [index, when] of entries.entries()) {
    if (!mayFit(when, question)) continue;
    holds.push(index);
    if (surelyFits(when, question)) break;
  }
  return holds;
}

/** Whether a setting is read on the way to an answer: by every row behind it, by some, by none. */
export function consulted(answer: Answer, setting: string): 'always' | 'sometimes' | 'never' {
  const rows = rowsBehind(answer);
  const reading = rows.filter(({ consults }) => consults.includes(setting));
  if (reading.length === 0) return 'never';
  return reading.length === rows.length && !leavesOpen(answer) ? 'always' : 'sometimes';
}

/** All rows behind an answer, in the order of its branches. */
export function rowsBehind(answer: Answer): readonly DecisionRow[] {
  if (answer.kind === 'gives') return answer.rows;
  if (answer.kind !== 'depends') return [];
  return answer.branches.flatMap((branch) => rowsBehind(branch.answer));
}

/** Whether two answers say the same, by whichever rows. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  return fingerprint(a) === fingerprint(b);
}

/** Whether no row covers some of the cases of an answer. */
export function leavesOpen(answer: Answer): boolean {
  if (answer.kind === 'depends') return answer.branches.some((branch) => leavesOpen(branch.answer));
  return answer.kind === 'unknown';
}

/** Checks of the library see to it that no two rows cover the same combination; else the first holds. */
function leaf([row]: readonly DecisionRow[], impossible: DecisionTable['impossible']): Answer {
  if (impossible.length > 0) return { kind: 'impossible', because: impossible.map(({ id }) => id) };
  return row === undefined ? { kind: 'unknown' } : { kind: 'gives', type: row.gives, rows: [row] };
}

type Branch = Extract<Answer, { kind: 'depends' }>['branches'][number];

function merge(branches: readonly Branch[]): Branch[] {
  const merged = new Map<string, Branch>();
  for (const branch of branches) {
    const key = fingerprint(branch.answer);
    const same = merged.get(key);
    merged.set(
      key,
      same === undefined
        ? branch
        : {
            values: [...same.values, ...branch.values],
            answer: together(same.answer, branch.answer),
          },
    );
  }
  return [...merged.values()];
}

/** One answer out of two with the same fingerprint: the rows of both. */
function together(a: Answer, b: Answer): Answer {
  if (a.kind === 'gives' && b.kind === 'gives') {
    return { ...a, rows: [...new Set([...a.rows, ...b.rows])] };
  }
  if (a.kind === 'impossible' && b.kind === 'impossible') {
    return { ...a, because: [...new Set([...a.because, ...b.because])] };
  }
  if (a.kind === 'depends' && b.kind === 'depends') {
    const branches = a.branches.map((branch, index) => {
      const other = b.branches[index];
      return other === undefined
        ? branch
        : { ...branch, answer: together(branch.answer, other.answer) };
    });
    return { ...a, branches };
  }
  return a;
}

/** Equal for answers that say the same: the type, who decided, what was consulted, on what it depends. */
function fingerprint(answer: Answer): string {
  switch (answer.kind) {
    case 'gives': {
      const [row] = answer.rows;
      return `${answer.type} ${row?.decidedBy ?? ''} ${[...(row?.consults ?? [])].sort().join(',')}`;
    }
    case 'unknown':
    case 'impossible':
      return answer.kind;
    case 'depends': {
      const branches = answer.branches.map(
        (branch) => `${branch.values.join('|')}:${fingerprint(branch.answer)}`,
      );
      return `${answer.axis}(${branches.join(';')})`;
    }
  }
}
