import type { DecisionRow } from '../model/decision.ts';
import type { Library } from '../model/library.ts';
import type { Decision } from '../schema/decision.ts';
import type { Gpu } from '../schema/gpu.ts';
import type { Card, ExplainerAxis, ExplainerData } from './explanation.ts';

/** The decision that is explained: the one that most GPU families have rows in; undefined if none has. */
export function explainedDecision(library: Library): Decision | undefined {
  const families = (decision: Decision) => familiesOf(decision, library).length;
  return [...library.decision.values()]
    .filter((decision) => decision.rows.length > 0 && families(decision) > 0)
    .toSorted((a, b) => families(b) - families(a))[0];
}

/** What the explainer of a decision needs, as plain data. */
export function explainerData(decision: Decision, library: Library): ExplainerData {
  const families = familiesOf(decision, library);
  const settled = decision.axes
    .map(({ id }) => id)
    .filter((id) => families.length > 0 && families.every(({ where }) => id in where));
  const names = (things: ReadonlyMap<string, { readonly name: string }>) =>
    Object.fromEntries([...things].map(([id, { name }]) => [id, name] as const));
  return {
    axes: decision.axes.map((axis) => axisOf(axis, library)),
    rows: decision.rows.map(({ id, when, gives, decidedBy, consults }): DecisionRow => ({
      id,
      when,
      gives,
      decidedBy,
      consults,
    })),
    impossible: decision.impossible.map(({ id, when }) => ({ id, when })),
    cards: families.flatMap(cardsOf),
    settled,
    way: decision.way.flatMap((id) => {
      const step = decision.steps.find((one) => one.id === id);
      if (step === undefined) return [];
      const { layer } = step;
      const becomes = step.becomes.map(({ when }) => when);
      return [{ step: id, ...(layer === undefined ? {} : { layer }), becomes }];
    }),
    types: names(library['memory-type']),
    layers: names(library.layer),
  };
}

/** A family, and the values of a decision's axes that it settles. */
export interface FamilyRows {
  readonly gpu: Gpu;
  readonly where: Readonly<Record<string, string>>;
}

/** The families that a decision is about. */
export function familiesOf({ id }: Decision, library: Library): FamilyRows[] {
  return [...library.gpu.values()].flatMap((gpu) =>
    gpu.rows.filter(({ decision }) => decision === id).map(({ where }) => ({ gpu, where })),
  );
}

function axisOf(axis: Decision['axes'][number], library: Library): ExplainerAxis {
  const { id, title, preset, detail, setting, values } = axis;
  const known = setting === undefined ? undefined : library.setting.get(setting);
  return {
    id,
    title,
    param: axis.param ?? id.replaceAll('-', '_'),
    values,
    ...(preset === undefined ? {} : { preset }),
    ...(detail === undefined ? {} : { detail }),
    ...(setting === undefined
      ? {}
      : {
          setting: {
            id: setting,
            name: known?.name ?? setting,
            ...(known?.default === undefined ? {} : { initial: known.default.value }),
          },
        }),
  };
}

/** Products first, then instruction-set names, then the family as a whole. */
function cardsOf({ gpu, where }: FamilyRows): Card[] {
  const of = { family: gpu.id, familyName: gpu.name };
  const products = gpu.products.map(({ name, where: own }) => ({
    ...of,
    key: keyOf(name),
    label: name,
    aliases: [],
    where: { ...where, ...own },
  }));
  const gfx = gpu.gfx.map((name) => ({
    ...of,
    key: name,
    label: name,
    aliases: pciNames(gpu, name),
    where,
  }));
  return [...products, ...gfx, { ...of, key: gpu.id, label: gpu.name, aliases: [], where }];
}

/** A PCI id as tools print it: `1002:731f`, `0x731f`, `731f`. */
function pciNames(gpu: Gpu, gfx: string): string[] {
  const ids = gpu.products.flatMap(({ gfx: of, pciId }) =>
    of === gfx && pciId !== undefined ? [pciId] : [],
  );
  return [...new Set(ids)].flatMap((id) => {
    const device = id.slice(id.indexOf(':') + 1);
    return [id, `0x${device}`, device];
  });
}

/** The name of a product in addresses. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
