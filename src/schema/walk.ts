import type { z } from 'zod';
import { evidenceLink, type EvidenceLink } from './evidence-link.ts';
import { type Kind, references } from './id.ts';
import { markdownTexts } from './text.ts';

type Path = readonly (string | number)[];
type Schema = z.core.$ZodType;

/** A part of a value together with what is looked for in it. */
interface Part {
  readonly plan: Plan;
  readonly value: unknown;
  readonly path: Path;
}

/** Every place in a valid value that names another thing by its id. */
export function* referencesIn(
  schema: Schema,
  value: unknown,
): Generator<{ readonly kind: Kind; readonly id: string; readonly path: Path }> {
  for (const { plan, value: id, path } of partsOf(schema, value)) {
    const { kind } = plan;
    if (kind !== undefined && typeof id === 'string') yield { kind, id, path };
  }
}

/** Every piece of evidence in a valid value. */
export function* evidenceLinksIn(
  schema: Schema,
  value: unknown,
): Generator<{ readonly link: EvidenceLink; readonly path: Path }> {
  for (const { plan, value: link, path } of partsOf(schema, value)) {
    if (plan.schema === evidenceLink) yield { link: link as EvidenceLink, path };
  }
}

/** Every text in a valid value that is Markdown. */
export function* markdownIn(
  schema: Schema,
  value: unknown,
): Generator<{ readonly text: string; readonly path: Path }> {
  for (const { plan, value: text, path } of partsOf(schema, value)) {
    if (plan.markdown && typeof text === 'string') yield { text, path };
  }
}

interface Def {
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  options?: readonly Schema[];
  shape?: Record<string, Schema>;
}

/** What is looked for in a value of a schema, and where; worked out once for each schema. */
interface Plan {
  readonly schema: Schema;
  /** The kind of thing that a value names. */
  readonly kind: Kind | undefined;
  readonly markdown: boolean;
  /** Other schemas of the same value. */
  readonly same: readonly Plan[];
  readonly element: Plan | undefined;
  readonly shape: ReadonlyMap<string, Plan | undefined>;
  readonly valueType: Plan | undefined;
}

const plans = new WeakMap<Schema, Plan>();
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

function planOf(schema: Schema | undefined): Plan | undefined {
  if (schema === undefined || !leadsOn(schema)) return undefined;
  const known = plans.get(schema);
  if (known !== undefined) return known;
  const { innerType, element, valueType, options = [], shape = {} } = schema._zod.def as Def;
  const shapePlans = new Map<string, Plan | undefined>();
  const same: Plan[] = [];
  const plan: { -readonly [K in keyof Plan]: Plan[K] } = {
    schema,
    kind: references.get(schema as z.ZodType)?.kind,
    markdown: markdownTexts.get(schema as z.ZodType)?.markdown === true,
    same,
    element: undefined,
    shape: shapePlans,
    valueType: undefined,
  };
  // A schema that holds itself finds the plan that is being made.
  plans.set(schema, plan);
  for (const one of [innerType, ...options].map(planOf)) if (one !== undefined) same.push(one);
  for (const [key, part] of Object.entries(shape)) shapePlans.set(key, planOf(part));
  plan.element = planOf(element);
  plan.valueType = planOf(valueType);
  return plan;
}

function partsOf(schema: Schema, value: unknown): readonly Part[] {
  const found: Part[] = [];
  const plan = planOf(schema);
  if (plan !== undefined) collect({ plan, value, path: [] }, found);
  return found;
}

function collect(part: Part, found: Part[]): void {
  const { plan, value, path } = part;
  if (value === undefined || value === null) return;
  found.push(part);
  for (const same of plan.same) collect({ plan: same, value, path }, found);
  if (typeof value !== 'object') return;
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const next = plan.element ?? ownPart(plan, String(key));
    if (next !== undefined)
      collect({ plan: next, value: inner as unknown, path: [...path, key] }, found);
  }
}

/** What is looked for under a key. One that the shape itself has is no other's, even where nothing is. */
function ownPart({ shape, valueType }: Plan, key: string): Plan | undefined {
  return shape.has(key) ? shape.get(key) : valueType;
}
