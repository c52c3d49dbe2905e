import type { z } from 'zod';
import type { Path } from '../model/document.ts';

type Schema = z.core.$ZodType;

/** A part of a value together with the schema it is held to. */
export interface Part {
  readonly schema: Schema;
  readonly value: unknown;
  readonly path: Path;
}

interface Def {
  readonly type: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
}

/** The schema inside `optional`, `default` and their like. */
function bare(schema: Schema): { readonly schema: Schema; readonly def: Def } {
  const def = schema._zod.def as Def;
  return def.innerType === undefined ? { schema, def } : bare(def.innerType);
}

/**
 * A copy of a value in which every part, the inmost first, is what `change` makes of it. Keys stand in the
 * order in which the schema declares them, unknown ones after them, those of records as they were.
 * A value that does not fit its schema is kept.
 */
export function rewrite(root: Schema, value: unknown, change: (part: Part) => unknown): unknown {
  const visit = (outer: Schema, at: unknown, path: Path): unknown => {
    const { schema, def } = bare(outer);
    return change({ schema, value: inside(def, at, path), path });
  };
  const inside = ({ element, shape, valueType }: Def, at: unknown, path: Path): unknown => {
    if (Array.isArray(at)) {
      return element === undefined ? at : at.map((one, i) => visit(element, one, [...path, i]));
    }
    if (typeof at !== 'object' || at === null) return at;
    const keys = inOrder(Object.keys(at), Object.keys(shape ?? {}));
    return Object.fromEntries(
      keys.map((key) => {
        const own: unknown = (at as Record<string, unknown>)[key];
        const schema = shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : valueType;
        return [key, schema === undefined ? own : visit(schema, own, [...path, key])];
      }),
    );
  };
  return visit(root, value, []);
}

function inOrder(keys: readonly string[], declared: readonly string[]): string[] {
  return [
    ...declared.filter((key) => keys.includes(key)),
    ...keys.filter((key) => !declared.includes(key)),
  ];
}
