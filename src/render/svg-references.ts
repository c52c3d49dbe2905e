import type { Element } from 'hast';
import { attribute, elementsOf } from './svg.ts';

/** Attributes that refer to an element of the same drawing. */
export const REFERRING = new Set(['marker-start', 'marker-mid', 'marker-end', 'clip-path', 'href']);

/** The ids that something in the drawing refers to, each with its number, in the order of the elements. */
export function referredIds(root: Element): Map<string, string> {
  const referred = new Set<string>();
  for (const { properties } of elementsOf(root)) {
    for (const name of REFERRING) {
      const id = referredIn(String(properties[name] ?? ''));
      if (id !== undefined) referred.add(id);
    }
  }
  const ids = [...elementsOf(root)]
    .map((element) => attribute(element, 'id'))
    .filter((id) => id !== undefined && referred.has(id)) as string[];
  return new Map([...new Set(ids)].map((id, index) => [id, String(index + 1)]));
}

/** `url(#a)`, `url("#a")` and `#a` refer to `a`. */
export function referredIn(value: string): string | undefined {
  const match = /^(?:url\(["']?#([^"')]+)["']?\)|#(.+))$/.exec(value);
  return match?.[1] ?? match?.[2];
}
