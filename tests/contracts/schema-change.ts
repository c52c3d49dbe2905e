/*
 * Whether a JSON Schema still keeps what an earlier one of the same major version promised. Only the
 * keywords that Zod writes are understood; any other is an error, so that none is passed over.
 */

type Schema = Readonly<Record<string, unknown>>;

/**
 * Who relies on a schema: those who write documents by it (`taken`: what fitted before must fit now), or
 * those who read documents by it (`given`: what fits now must have fitted before, further fields apart).
 */
export type Direction = 'taken' | 'given';

/** Says nothing that a document could break. */
const NOTES = ['$schema', '$comment', 'title', 'description', 'default', 'format-note'];

/** Every way in which the new schema breaks what the old one promised, with its place. */
export function breaks(before: unknown, now: unknown, direction: Direction): string[] {
  // What is given must fit the old schema: the same question with the two in each other's place.
  return direction === 'taken'
    ? narrowed(before as Schema, now as Schema, '', false)
    : [
        ...removed(before as Schema, now as Schema, ''),
        ...narrowed(now as Schema, before as Schema, '', true),
      ];
}

/**
 * Places where something fits `from` and does not fit `to`.
 * @param open whether fields that `to` does not know do no harm
 */
function narrowed(from: Schema, to: Schema, at: string, open: boolean): string[] {
  for (const schema of [from, to]) checkKeywords(schema, at);
  const branches = alternatives(from);
  if (branches !== undefined) {
    return branches.flatMap((branch, n) => narrowed(branch, to, `${at}|${n}`, open));
  }
  const targets = alternatives(to);
  if (targets !== undefined) {
    const tries = targets.map((target) => narrowed(from, target, at, open));
    return tries.some((one) => one.length === 0) ? [] : [`${at}: fits none of the alternatives`];
  }
  return [
    ...typeFaults(from, to, at),
    ...valueFaults(from, to, at),
    ...limitFaults(from, to, at),
    ...objectFaults(from, to, at, open),
    ...partFaults(from, to, at, open),
  ];
}

const KEYWORDS = [
  ...NOTES,
  ...['type', 'properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'anyOf'],
  ...['enum', 'const', 'pattern', 'format', 'allOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'minProperties', 'maxProperties'],
];

function checkKeywords(schema: Schema, at: string): void {
  const unknown = Object.keys(schema).filter((key) => !KEYWORDS.includes(key));
  if (unknown.length > 0) throw new Error(`${at}: no rule for the keyword ${unknown.join(', ')}`);
}

function alternatives({ anyOf }: Schema): readonly Schema[] | undefined {
  return anyOf as readonly Schema[] | undefined;
}

const listOf = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

function typeFaults(from: Schema, to: Schema, at: string): string[] {
  if (to['type'] === undefined) return [];
  const takes = listOf(to['type']);
  const types = listOf(from['type'] ?? typesOfValues(from));
  if (types.length === 0) return [`${at}: has a type now`];
  const lost = types.filter(
    (type) => !takes.includes(type) && !(type === 'integer' && takes.includes('number')),
  );
  return lost.map((type) => `${at}: no ${String(type)} fits any more`);
}

function typesOfValues(schema: Schema): string[] {
  return valuesOf(schema)?.map((value) => typeof value) ?? [];
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  if ('const' in schema) return [schema['const']];
  return schema['enum'] as readonly unknown[] | undefined;
}

function valueFaults(from: Schema, to: Schema, at: string): string[] {
  const takes = valuesOf(to);
  if (takes === undefined) return [];
  const values = valuesOf(from);
  if (values === undefined) return [`${at}: only some values fit now`];
  return values
    .filter((value) => !takes.includes(value))
    .map((value) => `${at}: ${JSON.stringify(value)} fits no more`);
}

function limitFaults(from: Schema, to: Schema, at: string): string[] {
  const least = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum', 'minProperties'];
  const most = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum', 'maxProperties'];
  const asked = (schema: Schema, key: string) => schema[key] as number | undefined;
  return [
    ...least
      .filter((key) => (asked(to, key) ?? -Infinity) > (asked(from, key) ?? -Infinity))
      .filter((key) => !(key.endsWith('Length') && asked(to, key) === 0)),
    ...most.filter((key) => (asked(to, key) ?? Infinity) < (asked(from, key) ?? Infinity)),
    // Two patterns cannot be compared: another is taken for a narrower one.
    ...['pattern', 'format'].filter((key) => to[key] !== undefined && to[key] !== from[key]),
    ...(JSON.stringify(to['allOf'] ?? []) === JSON.stringify(from['allOf'] ?? []) ||
    to['allOf'] === undefined
      ? []
      : ['allOf']),
  ].map((key) => `${at}: ${key} is stricter`);
}

function objectFaults(from: Schema, to: Schema, at: string, open: boolean): string[] {
  const had = (from['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const has = (to['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const always = listOf(from['required']);
  const lacking = listOf(to['required']).filter((key) => !always.includes(key));
  const rest = to['additionalProperties'];
  return [
    ...lacking.map((key) => `${at}/${String(key)}: is required`),
    ...Object.entries(had).flatMap(([key, schema]) => {
      const known = has[key] ?? (isSchema(rest) ? rest : undefined);
      if (known !== undefined) return narrowed(schema, known, `${at}/${key}`, open);
      return rest === false && !open ? [`${at}/${key}: is not known any more`] : [];
    }),
    ...(from['additionalProperties'] !== false &&
    rest === false &&
    from['type'] === 'object' &&
    !open
      ? [`${at}: takes no further fields any more`]
      : []),
  ];
}

function partFaults(from: Schema, to: Schema, at: string, open: boolean): string[] {
  return (['items', 'additionalProperties', 'propertyNames'] as const).flatMap((key) => {
    const target = to[key];
    if (!isSchema(target) || Object.keys(target).length === 0) return [];
    const source = from[key];
    const place = `${at}/${key === 'items' ? '*' : `<${key}>`}`;
    if (isSchema(source)) return narrowed(source, target, place, open);
    return source === false ? [] : [`${place}: only some fit now`];
  });
}

/** Fields that readers may use and that are described no more. */
function removed(before: Schema, now: Schema, at: string): string[] {
  const had = (before['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const has = (now['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const parts = (['items', 'additionalProperties'] as const).flatMap((key) => {
    const [old, current] = [before[key], now[key]];
    return isSchema(old) && isSchema(current) ? removed(old, current, `${at}/*`) : [];
  });
  return [
    ...parts,
    ...Object.entries(had).flatMap(([key, schema]) => {
      const current = has[key];
      return current === undefined
        ? [`${at}/${key}: is gone`]
        : removed(schema, current, `${at}/${key}`);
    }),
  ];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
