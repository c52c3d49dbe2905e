import type { Conditions, Decision } from '../schema/decision.ts';
import type { Path } from './document.ts';
import type { Library, Place } from './library.ts';
import { duplicates } from './run-wholeness.ts';
import { type Violation, violation } from './violation.ts';

/** Each id stands once; what is said of axes and steps names ones that are declared. */
export function* decisionsResolve(library: Library): Generator<Violation> {
  for (const [id, decision] of library.decision) {
    for (const list of ['axes', 'steps', 'rows', 'impossible'] as const) {
      yield* duplicates(decision[list], list, 'decision', id);
    }
    const steps = decision.steps.map((step) => step.id);
    for (const [index, { preset, values }] of decision.axes.entries()) {
      const known = values.map((value) => value.id);
      if (preset === undefined || known.includes(preset)) continue;
      yield violation('dangling-step', { id: preset, known }, 'decision', id, [
        'axes',
        index,
        'preset',
      ]);
    }
    for (const { when, path } of conditionsOf(decision)) {
      yield* onAxes(when, decision, { kind: 'decision', id, path: [...path, 'when'] });
    }
    if (decision.example !== undefined) {
      yield* onAxes(decision.example, decision, { kind: 'decision', id, path: ['example'] });
    }
    for (const [index, edge] of decision.edges.entries()) {
      for (const end of ['from', 'to'] as const) {
        if (steps.includes(edge[end])) continue;
        const args = { id: edge[end], known: steps };
        yield violation('dangling-step', args, 'decision', id, ['edges', index, end]);
      }
    }
    yield* wayIsJoined(decision);
  }
  for (const [id, gpu] of library.gpu) {
    for (const [index, { decision: of, where }] of gpu.rows.entries()) {
      const decision = library.decision.get(of);
      const at = { kind: 'gpu', id, path: ['rows', index, 'where'] } as const;
      if (decision !== undefined) yield* onAxes(where, decision, at);
    }
    const named = gpu.rows.flatMap(({ decision }) => library.decision.get(decision) ?? []);
    for (const [index, { where }] of gpu.products.entries()) {
      const at = { kind: 'gpu', id, path: ['products', index, 'where'] } as const;
      if (where !== undefined) yield* onAxesOfAny(where, named, at);
    }
  }
}

/** All conditions of a decision, with their places. */
function conditionsOf(decision: Decision): { when: Conditions; path: Path }[] {
  const of = (list: 'rows' | 'impossible') =>
    decision[list].map(({ when }, index) => ({ when, path: [list, index] }));
  const becomes = decision.steps.flatMap((step, index) =>
    step.becomes.map(({ when }, entry) => ({ when, path: ['steps', index, 'becomes', entry] })),
  );
  return [...of('rows'), ...of('impossible'), ...becomes];
}

/** Conditions use axes and values that the decision declares. */
function* onAxes(when: Conditions, decision: Decision, at: Place): Generator<Violation> {
  for (const [axis, wanted] of Object.entries(when)) {
    const path = [...at.path, axis];
    const known = decision.axes.find(({ id }) => id === axis)?.values.map(({ id }) => id);
    if (known === undefined) {
      const args = { id: axis, known: decision.axes.map(({ id }) => id) };
      yield violation('dangling-step', args, at.kind, at.id, path);
      continue;
    }
    for (const id of [wanted].flat().filter((one) => !known.includes(one))) {
      yield violation('dangling-step', { id, known }, at.kind, at.id, path);
    }
  }
}

/** What is known of a product is about an axis of one of the decisions that its family names. */
function* onAxesOfAny(
  where: Conditions,
  decisions: readonly Decision[],
  at: Place,
): Generator<Violation> {
  for (const [axis, wanted] of Object.entries(where)) {
    const having = decisions.filter((decision) => decision.axes.some(({ id }) => id === axis));
    for (const decision of having.length > 0 ? having : decisions.slice(0, 1)) {
      yield* onAxes({ [axis]: wanted }, decision, at);
    }
  }
}

/** The way leads from step to step along edges. */
function* wayIsJoined(decision: Decision): Generator<Violation> {
  const steps = decision.steps.map((step) => step.id);
  for (const [index, step] of decision.way.entries()) {
    const at = ['way', index];
    if (!steps.includes(step)) {
      yield violation('dangling-step', { id: step, known: steps }, 'decision', decision.id, at);
      continue;
    }
    const before = decision.way[index - 1];
    if (before === undefined || !steps.includes(before)) continue;
    if (decision.edges.some(({ from, to }) => from === before && to === step)) continue;
    yield violation('way-broken', { from: before, to: step }, 'decision', decision.id, at);
  }
}

/** One combination has one answer: no two rows cover it, and no row covers what cannot occur. */
export function* rowsAreApart(library: Library): Generator<Violation> {
  for (const [id, { rows, impossible }] of library.decision) {
    for (const [index, row] of rows.entries()) {
      const others = [...rows.slice(0, index), ...impossible];
      for (const other of others.filter(({ when }) => overlap(when, row.when))) {
        const args = { id: row.id, other: other.id };
        yield violation('rows-overlap', args, 'decision', id, ['rows', index, 'when']);
      }
    }
  }
}

/** What an answer depends on is read on the way to it: a row that goes by a setting's values consults it. */
export function* rowsConsultTheirSettings(library: Library): Generator<Violation> {
  for (const [id, { axes, rows }] of library.decision) {
    for (const [index, { id: row, when, consults }] of rows.entries()) {
      for (const { id: axis, setting } of axes) {
        if (setting === undefined || !(axis in when) || consults.includes(setting)) continue;
        const args = { row, axis, setting };
        yield violation('setting-not-consulted', args, 'decision', id, [
          'rows',
          index,
          'when',
          axis,
        ]);
      }
    }
  }
}

/** Whether two conditions can hold at once. */
function overlap(a: Conditions, b: Conditions): boolean {
  return Object.entries(a).every(([axis, wanted]) => {
    const others = b[axis];
    return others === undefined || [wanted].flat().some((one) => [others].flat().includes(one));
  });
}
