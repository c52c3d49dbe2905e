import type { Card, ExplainerAxis, ExplainerData, ExplainerState } from './explanation.ts';

/** The name of the card in the address of a state. */
export const CARD_PARAM = 'gpu';

/** A state as an address gives it, and what of it could not be understood. */
export interface StateReading {
  readonly state: ExplainerState;
  /** One sentence for each parameter that was not understood; it is left out of the state. */
  readonly problems: readonly string[];
}

/**
 * Reads a state from the parameters of an address. Parameters that belong to nothing here are passed over,
 * since links pick up such things on their way.
 */
export function readState(
  data: ExplainerData,
  params: Iterable<readonly [string, string]>,
): StateReading {
  const problems: string[] = [];
  const chosen: Record<string, string> = {};
  let card: Card | undefined;
  for (const [param, value] of params) {
    if (param === CARD_PARAM) {
      const found = findCard(value, data.cards);
      if (typeof found === 'string') problems.push(found);
      else card = found;
      continue;
    }
    const axis = data.axes.find((one) => one.param === param && !data.settled.includes(one.id));
    if (axis === undefined) continue;
    const known = axis.values.find(({ id, title }) =>
      [id, title].map(plain).includes(plain(value)),
    );
    if (known === undefined) problems.push(unknownValue(axis, value));
    else chosen[axis.id] = known.id;
  }
  for (const [axis, value] of Object.entries(card?.where ?? {})) {
    const said = chosen[axis];
    if (said === undefined || said === value) continue;
    const { title = axis, values = [] } = data.axes.find(({ id }) => id === axis) ?? {};
    const is = values.find(({ id }) => id === value)?.title ?? value;
    problems.push(`“${title}” is settled by the card: for ${card?.label ?? ''} it is “${is}”.`);
    Reflect.deleteProperty(chosen, axis);
  }
  return { state: { ...(card === undefined ? {} : { card: card.key }), chosen }, problems };
}

/** The parameters of the address of a state, without the question mark. */
export function writeState(data: ExplainerData, { card, chosen }: ExplainerState): string {
  const params = data.axes.flatMap(({ id, param }) =>
    chosen[id] === undefined ? [] : [[param, chosen[id]]],
  );
  const all = card === undefined ? params : [[CARD_PARAM, card], ...params];
  return all.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

/**
 * The card that somebody names: by its key, its name, its gfx name or its PCI id, in any case and with any
 * separators; a part of a name will do where all cards of such a name behave alike. Else a sentence.
 */
export function findCard(name: string, cards: readonly Card[]): Card | string {
  const wanted = plain(name);
  const exact = cards.find(({ key, label, aliases }) =>
    [key, label, ...aliases].some((one) => plain(one) === wanted),
  );
  if (exact !== undefined) return exact;
  const near = wanted.length < 3 ? [] : cards.filter(({ label }) => plain(label).includes(wanted));
  const [first] = near;
  if (first !== undefined && near.every((card) => sameWhere(card, first))) return first;
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  const among = near.length > 0 ? near : cards.filter(({ key, family }) => key === family);
  return `“${shown}” is ${near.length > 0 ? 'more than one card' : 'no card that this table knows'}. Choose one from the list, or write ${oneOf(among.map(({ key }) => key))}.`;
}

function sameWhere(a: Card, b: Card): boolean {
  const keys = new Set([...Object.keys(a.where), ...Object.keys(b.where)]);
  return [...keys].every((key) => a.where[key] === b.where[key]);
}

function unknownValue({ param, values }: ExplainerAxis, value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return `“${shown}” is no value of “${param}”. Known are ${oneOf(values.map(({ id }) => id))}.`;
}

const oneOf = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
