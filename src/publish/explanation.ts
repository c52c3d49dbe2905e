import {
  type Answer,
  consulted,
  decide,
  type DecisionTable,
  holding,
  leavesOpen,
  mayFit,
  type Question,
  rowsBehind,
  sameAnswer,
} from '../model/decision.ts';
import type { Conditions } from '../schema/decision.ts';

/** What the explainer knows of a decision: plain data, small enough to stand in the page. */
export interface ExplainerData extends DecisionTable {
  readonly axes: readonly ExplainerAxis[];
  /** What can be chosen as a card; it settles some of the axes. */
  readonly cards: readonly Card[];
  /** Axes that every card settles: they have no control of their own. */
  readonly settled: readonly string[];
  /** The way of a request: for each step, when each of its entries holds. */
  readonly way: readonly {
    readonly step: string;
    readonly layer?: string;
    readonly becomes: readonly Conditions[];
  }[];
  /** Memory type id to its name: `nc` to `NC`. */
  readonly types: Readonly<Record<string, string>>;
  readonly layers: Readonly<Record<string, string>>;
}

export interface ExplainerAxis {
  readonly id: string;
  readonly title: string;
  /** Its name in the address of a state. */
  readonly param: string;
  readonly preset?: string;
  readonly detail?: true;
  /** The setting whose values these are. */
  readonly setting?: { readonly id: string; readonly name: string; readonly initial?: string };
  readonly values: readonly { readonly id: string; readonly title: string }[];
}

/** A product, an instruction-set name or a whole family. */
export interface Card {
  /** Its name in the address of a state: `radeon-rx-5600-xt`, `gfx1010`, `rdna1`. */
  readonly key: string;
  readonly label: string;
  readonly family: string;
  readonly familyName: string;
  /** Other things that somebody may call it: a PCI id. */
  readonly aliases: readonly string[];
  readonly where: Question;
}

/** What somebody chose: a card by its key, and values of axes. */
export interface ExplainerState {
  readonly card?: string;
  readonly chosen: Question;
}

/** What the explainer says of a state. Backticks mark code. */
export interface Explanation {
  readonly answer: Answer;
  /** The memory type, or that it depends, is not known or cannot occur. */
  readonly headline: string;
  /** What was asked, in words. */
  readonly asked: string;
  /** The types, layers and rows that the answer rests on. */
  readonly types: readonly string[];
  readonly deciders: readonly string[];
  readonly rows: readonly string[];
  readonly because: readonly string[];
  /** The cases of an answer that depends on something, each with what settles it. */
  readonly cases: readonly {
    readonly when: string;
    readonly gives: string;
    readonly sets: Question;
  }[];
  /** For each setting: what its value changed. */
  readonly settings: readonly { readonly setting: string; readonly sentence: string }[];
  /** For each step of the way, the entries that hold, by index. */
  readonly way: readonly { readonly step: string; readonly holds: readonly number[] }[];
}

/** The question that a state puts: what was chosen, what the card settles, what is taken where nobody chose. */
export function questionOf(data: ExplainerData, { card, chosen }: ExplainerState): Question {
  const presets = data.axes.flatMap(({ id, preset }) =>
    preset === undefined ? [] : [[id, preset]],
  );
  const where = data.cards.find(({ key }) => key === card)?.where ?? {};
  return { ...(Object.fromEntries(presets) as Question), ...chosen, ...where };
}

/** What the model answers to a state, in words. */
export function explain(data: ExplainerData, state: ExplainerState): Explanation {
  const question = questionOf(data, state);
  const answer = decide(data, question);
  const rows = rowsBehind(answer);
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  return {
    answer,
    headline: headline(answer, data),
    asked: asked(data, state, question),
    types: unique(rows.map(({ gives }) => gives)),
    deciders: unique(rows.map(({ decidedBy }) => decidedBy)),
    rows: unique(rows.map(({ id }) => id)),
    because:
      answer.kind === 'impossible'
        ? answer.because
        : data.impossible.filter(({ when }) => mayFit(when, question)).map(({ id }) => id),
    cases: answer.kind === 'depends' ? casesOf(answer, data) : [],
    settings: data.axes.flatMap((axis) =>
      axis.setting === undefined || question[axis.id] === undefined
        ? []
        : [{ setting: axis.setting.id, sentence: effectOf(axis, data, question, answer) }],
    ),
    way: data.way.map(({ step, becomes }) => ({ step, holds: holding(becomes, question) })),
  };
}

/** An answer in a few words: `NC`, or the cases one after the other. */
export function answerWords(answer: Answer, data: Pick<ExplainerData, 'axes' | 'types'>): string {
  if (answer.kind === 'gives') return data.types[answer.type] ?? answer.type;
  if (answer.kind === 'unknown') return 'not known';
  if (answer.kind === 'impossible') return 'cannot occur';
  return casesOf(answer, data)
    .map(({ when, gives }) => `${gives} (${when})`)
    .join('; ');
}

function headline(answer: Answer, data: ExplainerData): string {
  switch (answer.kind) {
    case 'gives':
      return data.types[answer.type] ?? answer.type;
    case 'depends':
      return [...new Set(leaves(answer).map((leaf) => answerWords(leaf, data)))].join(' or ');
    case 'unknown':
      return 'Not known';
    case 'impossible':
      return 'Cannot occur';
  }
}

function leaves(answer: Answer): Answer[] {
  return answer.kind === 'depends'
    ? answer.branches.flatMap((branch) => leaves(branch.answer))
    : [answer];
}

function casesOf(
  answer: Extract<Answer, { kind: 'depends' }>,
  data: Pick<ExplainerData, 'axes' | 'types'>,
): Explanation['cases'][number][] {
  const axis = data.axes.find(({ id }) => id === answer.axis);
  return answer.branches.flatMap(({ values, answer: inner }) => {
    const titles = values.map((id) => axis?.values.find((value) => value.id === id)?.title ?? id);
    const when = `${axis?.title ?? answer.axis}: ${titles.join(' or ')}`;
    const sets = values.length === 1 ? { [answer.axis]: values[0] ?? '' } : {};
    if (inner.kind !== 'depends') return [{ when, gives: answerWords(inner, data), sets }];
    return casesOf(inner, data).map((one) => ({
      ...one,
      when: `${when}, ${one.when}`,
      sets: { ...sets, ...one.sets },
    }));
  });
}

function asked(data: ExplainerData, { card }: ExplainerState, question: Question): string {
  const name = data.cards.find(({ key }) => key === card)?.label;
  const open = data.axes.filter(({ id }) => !data.settled.includes(id));
  const values = open.flatMap(({ id, title, setting, values: known }) => {
    const value = known.find((one) => one.id === question[id]);
    if (value === undefined) return [];
    return [setting === undefined ? `${title}: ${value.title}` : `\`${setting.name}=${value.id}\``];
  });
  return [...(name === undefined ? [] : [name]), ...values].join(' · ');
}

/** One sentence on what the value of a setting changed, and what another would. */
function effectOf(
  axis: ExplainerAxis,
  data: ExplainerData,
  question: Question,
  answer: Answer,
): string {
  const { id, setting, values } = axis;
  const value = question[id] ?? '';
  const name = setting?.name ?? axis.title;
  const written = `\`${name}=${value}\``;
  const with_ = (other: string) => decide(data, { ...question, [id]: other });
  const others = values
    .filter((one) => one.id !== value && !sameAnswer(with_(one.id), answer))
    .map((one) => givenBy(one.id, 'would give', with_(one.id), data))
    .join(', ');
  const initial = setting?.initial;
  switch (consulted(answer, setting?.id ?? '')) {
    case 'never':
      return unread(written, answer, readOnCard(axis, data, question));
    case 'sometimes':
      return leavesOpen(answer)
        ? `${written} is read in some of these cases; in others it is not, or nothing is known: choose further below.`
        : `${written} is read in some of these cases and not in others: choose further below.`;
    case 'always':
      if (others === '') return `${written} is read here, but every value gives the same.`;
      if (value === initial) return `${written} is the default, and is read here: ${others}.`;
      return initial === undefined || sameAnswer(with_(initial), answer)
        ? `${written} is read here and gives ${answerWords(answer, data)}: ${others}.`
        : `${written} is read here and gives ${answerWords(answer, data)}; ${givenBy(`the default, ${initial},`, 'gives', with_(initial), data)}.`;
  }
}

/** What a setting that no rule behind an answer reads does there. */
function unread(written: string, answer: Answer, onCard: ReturnType<typeof readOnCard>): string {
  if (answer.kind === 'unknown') return `Whether ${written} is read here is not known.`;
  if (answer.kind === 'impossible') return `So ${written} has nothing to act on.`;
  if (leavesOpen(answer)) {
    return `${written} changes nothing in the cases that are known; whether it is read in the others is not.`;
  }
  switch (onCard) {
    case 'somewhere':
      return `${written} changes nothing here: it is read on this card, but not for this memory and this request.`;
    case 'nowhere known':
      return `${written} changes nothing here: no rule that is known for this card reads it.`;
    case 'nowhere':
      return `${written} changes nothing: the code that chooses memory types for this card never reads it.`;
  }
}

/** What a value gives, in a clause that goes on with another. */
function givenBy(value: string, gives: string, answer: Answer, data: ExplainerData): string {
  if (answer.kind === 'unknown') return `what ${value} ${gives} is not known`;
  if (answer.kind === 'impossible') return `with ${value} it cannot occur`;
  return `${value} ${gives} ${answerWords(answer, data)}`;
}

/** Whether any memory and request on the same card has the setting read, as far as its rules are known. */
function readOnCard(
  axis: ExplainerAxis,
  data: ExplainerData,
  question: Question,
): 'somewhere' | 'nowhere known' | 'nowhere' {
  const kept = Object.entries(question).filter(
    ([id]) => data.settled.includes(id) || data.axes.find((a) => a.id === id)?.detail === true,
  );
  const anything = decide(data, Object.fromEntries(kept));
  if (consulted(anything, axis.setting?.id ?? '') !== 'never') return 'somewhere';
  return leavesOpen(anything) ? 'nowhere known' : 'nowhere';
}
