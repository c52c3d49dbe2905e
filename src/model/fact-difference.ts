import { jsonPointer } from './validation.ts';
import type { Path } from './document.ts';

/** A recorded fact that is computed no longer, or differently. */
export interface FactDifference {
  readonly pointer: string;
  readonly recorded: string;
  readonly computed: string;
}

/**
 * Every recorded fact that today's facts do not repeat. Further facts may have been added: new keys
 * of an object count for nothing; a list must have the same entries in the same order.
 */
export function* factDifferences(
  recorded: unknown,
  computed: unknown,
  path: Path = [],
): Generator<FactDifference> {
  if (Array.isArray(recorded) && Array.isArray(computed) && recorded.length === computed.length) {
    for (const [index, entry] of recorded.entries()) {
      yield* factDifferences(entry, computed[index], [...path, index]);
    }
  } else if (isObject(recorded) && isObject(computed)) {
    for (const [key, value] of Object.entries(recorded)) {
      yield* factDifferences(value, computed[key], [...path, key]);
    }
  } else if (recorded !== computed) {
    yield { pointer: jsonPointer(path), recorded: shown(recorded), computed: shown(computed) };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}: ${cut(JSON.stringify(value))}`;
  return value === undefined ? 'nothing' : cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
