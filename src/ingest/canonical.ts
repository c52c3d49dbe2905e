import type { z } from 'zod';
import { type Run, run } from '../schema/run.ts';
import { rewrite } from './rewriting.ts';

/**
 * The one text of a run: keys as the schema declares them, two spaces, a newline at the end. What the
 * schema fills in where nothing was said (an empty list, a machine of which nothing is known) is left out.
 * The same run always gives the same bytes, and reading them gives the same run.
 */
export function canonical(value: Run): string {
  const record = { ...value, $schema: undefined };
  const ordered = rewrite(run, record, ({ schema, value: part }) => withoutDefaults(schema, part));
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

function withoutDefaults(schema: z.core.$ZodType, value: unknown): unknown {
  const { shape } = schema._zod.def as { shape?: Readonly<Record<string, z.core.$ZodType>> };
  if (shape === undefined || typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([key, part]) => {
    const type = shape[key]?._zod.def.type;
    const filledIn = type === 'default' || type === 'prefault';
    return part !== undefined && !(filledIn && isEmpty(part));
  });
  return Object.fromEntries(said);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
