import type { z } from 'zod';
import { evidenceLink, type EvidenceLink } from './evidence-link.ts';
import { type Kind, references } from './id.ts';
import { markdownTexts } from './text.ts';

type Path = readonly (string | number)[];
type Schema = z.core.$ZodType;

/** A part of a value together with the schema it is held to. */
interface Part {
  readonly schema: Schema;
  readonly value: unknown;
  readonly path: Path;
}

/** Every place in a valid value that names another thing by its id. */
export function* referencesIn(
  schema: Schema,
  value: unknown,
): Generator<{ readonly kind: Kind; readonly id: string; readonly path: Path }> {
  for (const part of partsOf({ schema, value, path: [] })) {
    const kind = references.get(part.schema as z.ZodType)?.kind;
    if (kind && typeof part.value === 'string') yield { kind, id: part.value, path: part.path };
  }
}

/** Every piece of evidence in a valid value. */
export function* evidenceLinksIn(
  schema: Schema,
  value: unknown,
): Generator<{ readonly link: EvidenceLink; readonly path: Path }> {
  for (const part of partsOf({ schema, value, path: [] })) {
    if (part.schema === evidenceLink) yield { link: part.value as EvidenceLink, path: part.path };
  }
}

/** Every text in a valid value that is Markdown. */
export function* markdownIn(
  schema: Schema,
  value: unknown,
): Generator<{ readonly text: string; readonly path: Path }> {
  for (const part of partsOf({ schema, value, path: [] })) {
    const isMarkdown = markdownTexts.get(part.schema as z.ZodType)?.markdown === true;
    if (isMarkdown && typeof part.value === 'string') yield { text: part.value, path: part.path };
  }
}

interface Def {
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  options?: readonly Schema[];
  shape?: Record<string, Schema>;
}

const leading = new WeakMap<Schema, boolean>();

/** Whether a value of a schema may hold anything that is looked for here at all. Most of a run holds nothing. */
function leadsOn(schema: Schema): boolean {
  const known = leading.get(schema);
  if (known !== undefined) return known;
  // Until it is known: a schema that holds itself leads on.
  leading.set(schema, true);
  const { innerType, element, valueType, options = [], shape = {} } = schema._zod.def as Def;
  const inner = [innerType, element, valueType, ...options, ...Object.values(shape)];
  const leads =
    references.get(schema as z.ZodType) !== undefined ||
    schema === evidenceLink ||
    markdownTexts.get(schema as z.ZodType) !== undefined ||
    inner.some((one) => one !== undefined && leadsOn(one));
  leading.set(schema, leads);
  return leads;
}

function* partsOf(part: Part): Generator<Part> {
  const { value, path } = part;
  if (value === undefined || value === null || !leadsOn(part.schema)) return;
  yield part;
  const def = part.schema._zod.def as Def;
  for (const schema of [def.innerType, ...(def.options ?? [])]) {
    if (schema) yield* partsOf({ schema, value, path });
  }
  if (typeof value !== 'object') return;
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const schema = def.element ?? ownPart(def.shape, key) ?? def.valueType;
    if (schema) yield* partsOf({ schema, value: inner as unknown, path: [...path, key] });
  }
}

/** The schema of a key that the shape itself has; `constructor` is none, whatever objects inherit. */
function ownPart(shape: Def['shape'], key: string | number): Schema | undefined {
  return shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined;
}
