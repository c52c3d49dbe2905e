import type { Library } from '../src/model/library.ts';
import type { Kind } from '../src/schema/id.ts';
import { ALL_KINDS, KINDS } from '../src/schema/kinds.ts';

/** Items as they stand in files, by kind. */
export type Written = { readonly [K in Kind]?: readonly Readonly<Record<string, unknown>>[] };

/** A library of these items alone. */
export function libraryOf(written: Written): Library {
  const kinds = ALL_KINDS.map((kind) => {
    const items = (written[kind] ?? []).map((item) => KINDS[kind].schema.parse(item));
    return [kind, new Map(items.map((item) => [item.id, item]))];
  });
  return Object.fromEntries(kinds) as Library;
}

/** A run with nothing in it but what is given. */
export function writtenRun(id: string, rest: Readonly<Record<string, unknown>> = {}) {
  return {
    schema: 'faultline.run/1',
    id,
    title: 'A run',
    time: { start: '2025-11-06' },
    provenance: { recordedFrom: 'native', sources: [{ format: 'faultline' }] },
    results: [],
    ...rest,
  };
}
