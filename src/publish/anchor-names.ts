import { shortDigest } from '../model/short-digest.ts';
import type { EvidenceView } from './evidence-view.ts';
import type { Link } from './urls.ts';

/*
 * The anchors of what has no id of its own. They come from words or from the things that a row is about,
 * never from a place in a list: other words are another statement, with another anchor. Where the page of
 * today no longer has one, it says which edition does (`former-anchors.ts`).
 */

/** The anchor of a statement; `within` tells lists of the same page apart. */
export function saidAnchor(text: string, within?: string): string {
  return `said-${within === undefined ? '' : `${within}-`}${shortDigest(text)}`;
}

/** The anchor of a piece of evidence on one side of a claim: by what it leads to, or its reasoning. */
export function restsAnchor({ link, where, says }: EvidenceView, side: string): string {
  const rests = link === undefined ? { says } : { target: link.target, where };
  return `rests-${side}-${shortDigest(JSON.stringify(rests))}`;
}

/** The anchor of a row that is about these things, by their ids: "row-2025-11-06-first.conv2d". */
export function rowAnchor(...about: readonly (Link | string)[]): string {
  return `row-${about.map((one) => (typeof one === 'string' ? one : idOf(one))).join('.')}`;
}

function idOf({ target, label }: Link): string {
  if (!('kind' in target)) return shortDigest(label);
  return target.anchor === undefined ? target.id : `${target.id}.${target.anchor}`;
}

/** The anchor of a row that is known by words alone. */
export function wordsAnchor(...words: readonly (string | undefined)[]): string {
  return rowAnchor(shortDigest(JSON.stringify(words)));
}

/** Whether an anchor may go from the page of today, because what it stood for is no longer said. */
export function mayGo(anchor: string): boolean {
  return /^(?:said|rests|row)-/.test(anchor);
}
