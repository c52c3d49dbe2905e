import type { Decision } from '../schema/decision.ts';
import { holding, type Question } from './decision.ts';

type Step = Decision['steps'][number];
type Becoming = Step['becomes'][number];

/** One step that a request passes, and what it makes of it. */
export interface WayStep {
  readonly step: Step;
  /** Several where an open axis leaves several possible; none where nothing is recorded. */
  readonly becomes: readonly Becoming[];
}

/** The steps that a request passes, from who asks to what obeys. */
export function wayOf(decision: Decision, question: Question): WayStep[] {
  return decision.way.flatMap((id) => {
    const step = decision.steps.find((one) => one.id === id);
    if (step === undefined) return [];
    const holds = holding(
      step.becomes.map(({ when }) => when),
      question,
    );
    return [{ step, becomes: step.becomes.filter((_, index) => holds.includes(index)) }];
  });
}

/** Where two accounts of the same request part. */
export interface Parting {
  readonly layer: string;
  readonly first: WayStep | undefined;
  readonly second: WayStep | undefined;
}

/**
 * The first layer, on the way down, at which two accounts differ in the memory type that the request
 * names from there on; undefined where they never differ. Only layers on both ways count.
 */
export function partingOf(
  first: readonly WayStep[],
  second: readonly WayStep[],
): Parting | undefined {
  const named = [first, second].map(namedByLayer);
  for (const { step } of second) {
    const layer = step.layer;
    if (layer === undefined || !first.some((one) => one.step.layer === layer)) continue;
    if (named[0]?.get(layer) === named[1]?.get(layer)) continue;
    const at = (way: readonly WayStep[]) => way.find((one) => one.step.layer === layer);
    return { layer, first: at(first), second: at(second) };
  }
  return undefined;
}

/** A type that a step names stays named until another is. */
function namedByLayer(way: readonly WayStep[]): Map<string, string> {
  const named = new Map<string, string>();
  let current: string | undefined;
  for (const { step, becomes } of way) {
    current = becomes.find(({ names }) => names !== undefined)?.names ?? current;
    if (step.layer !== undefined && current !== undefined) named.set(step.layer, current);
  }
  return named;
}
