import { type Answer, decide, leavesOpen, rowsBehind, sameAnswer } from '../model/decision.ts';
import type { Library } from '../model/library.ts';
import type { Decision } from '../schema/decision.ts';
import { explainerData, familiesOf, type FamilyRows } from './explainer.ts';
import { answerWords, type ExplainerAxis, type ExplainerData } from './explanation.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** All answers for one GPU family: what can be read without script, row by row. */
export interface AnswerTable {
  readonly family: string;
  readonly gpu: Link;
  /** Which types there are, and whether the setting is read at all. */
  readonly summary: string;
  /** The axes whose values head the rows. */
  readonly axes: readonly string[];
  /** The setting whose values head the columns. */
  readonly setting?: { readonly link: Link; readonly values: readonly string[] };
  readonly rows: readonly AnswerRow[];
}

export interface AnswerRow {
  /** `rdna1.local.coherent`: permanent, as the ids that it is made of are. */
  readonly anchor: string;
  readonly values: readonly string[];
  /** One cell for each value of the setting, or one over all of them where it changes nothing. */
  readonly cells: readonly {
    readonly words: string;
    readonly span: number;
    readonly type?: Link;
  }[];
  /** The rules behind it: rows of the decision. */
  readonly rules: readonly { readonly id: string; readonly anchor: string }[];
}

/** The answers of a decision, family by family. */
export function answerTables(decision: Decision, library: Library): AnswerTable[] {
  const data = explainerData(decision, library);
  return familiesOf(decision, library).map((family) => tableOf(family, decision, data, library));
}

function tableOf(
  { gpu, where }: FamilyRows,
  decision: Decision,
  data: ExplainerData,
  library: Library,
): AnswerTable {
  const asked = data.axes.filter(({ id, detail }) => !data.settled.includes(id) && detail !== true);
  const column = asked.find(({ setting }) => setting !== undefined);
  const heads = asked.filter((axis) => axis !== column);
  const presets = data.axes.flatMap(({ id, detail, preset }) =>
    detail === true && preset !== undefined ? [[id, preset] as const] : [],
  );
  const fixed = { ...Object.fromEntries(presets), ...where };
  const rows = combinations(heads).map((chosen) =>
    rowOf(gpu.id, decision.id, { ...fixed, ...chosen }, heads, column, data, library),
  );
  return {
    family: gpu.id,
    gpu: linkTo(library, 'gpu', gpu.id),
    summary: summaryOf(decide(data, fixed), column, data),
    axes: heads.map(({ title }) => title),
    ...(column?.setting === undefined
      ? {}
      : {
          setting: {
            link: linkTo(library, 'setting', column.setting.id),
            values: column.values.map(({ id }) => id),
          },
        }),
    rows,
  };
}

function rowOf(
  family: string,
  decision: string,
  question: Readonly<Record<string, string>>,
  heads: readonly ExplainerAxis[],
  column: ExplainerAxis | undefined,
  data: ExplainerData,
  library: Library,
): AnswerRow {
  const ids = heads.map(({ id }) => question[id] ?? '');
  const answers =
    column === undefined
      ? [decide(data, question)]
      : column.values.map(({ id }) => decide(data, { ...question, [column.id]: id }));
  const [first] = answers;
  const same = first !== undefined && answers.every((answer) => sameAnswer(answer, first));
  const cell = (answer: Answer, span: number) => ({
    words: answerWords(answer, data),
    span,
    ...(answer.kind === 'gives' ? { type: linkTo(library, 'memory-type', answer.type) } : {}),
  });
  return {
    anchor: [family, ...ids].join('.'),
    values: heads.map(
      ({ values }, index) => values.find(({ id }) => id === ids[index])?.title ?? '',
    ),
    cells: same ? [cell(first, answers.length)] : answers.map((answer) => cell(answer, 1)),
    rules: [...new Set(answers.flatMap(rowsBehind).map(({ id }) => id))].map((id) => ({
      id,
      anchor: `${decision}-${id}`,
    })),
  };
}

function summaryOf(
  anything: Answer,
  column: ExplainerAxis | undefined,
  { types }: ExplainerData,
): string {
  const rows = rowsBehind(anything);
  if (rows.length === 0) return 'nothing that was read covers it';
  const open = leavesOpen(anything);
  const known = [...new Set(rows.map(({ gives }) => types[gives] ?? gives))].join(', ');
  const given = open ? `${known}, or not known` : known;
  const name = column?.setting?.name;
  if (name === undefined) return given;
  const read = rows.some(({ consults }) => consults.includes(column?.setting?.id ?? ''));
  const never = open ? 'not read where that is known' : 'never read';
  return `${given}; \`${name}\` is ${read ? 'read for some memory' : never}`;
}

/** Every combination of values, the first axis changing slowest. */
function combinations(axes: readonly ExplainerAxis[]): Readonly<Record<string, string>>[] {
  return axes.reduce<Readonly<Record<string, string>>[]>(
    (all, { id, values }) =>
      all.flatMap((chosen) => values.map((value) => ({ ...chosen, [id]: value.id }))),
    [{}],
  );
}
