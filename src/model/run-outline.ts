import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const texts = z.array(text).catch([]);
const pointer = z.object({ evidence: text }).optional().catch(undefined);

const outline = z.object({
  id: text,
  replaces: text,
  time: z
    .object({ start: text, end: text, notBefore: text, notAfter: text })
    .optional()
    .catch(undefined),
  results: list(
    z.object({
      id: text,
      parent: text,
      outcome: text,
      // A reason that does not fit its schema is still one.
      reason: z.object({ blockedBy: text, text }).optional().catch({ text: '' }),
      evidence: texts,
    }),
  ),
  settings: list(z.object({ readback: pointer, effective: pointer })),
  plan: z
    .object({ count: z.number().optional().catch(undefined), ids: texts.optional() })
    .optional()
    .catch(undefined),
  evidence: list(
    z.object({
      id: text,
      path: text,
      sha256: text,
      bytes: z.number().optional().catch(undefined),
    }),
  ),
});

/** The parts of a run by which it refers to itself and to files, of a record that may not fit its schema. */
export type RunOutline = z.infer<typeof outline>;

/** The outline of any parsed record; what does not fit is left out, and indexes stay as they are. */
export function outlineOf(record: unknown): RunOutline {
  return outline.catch(() => outline.parse({})).parse(record);
}

function list<T extends z.ZodType>(item: T) {
  return z.array(z.union([item, z.unknown().transform(() => item.parse({}))])).catch([]);
}
