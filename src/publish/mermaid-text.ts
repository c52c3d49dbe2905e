/**
 * What means something to Mermaid, or to the Markdown that it reads labels as: most characters that are
 * no letters; underscores but inside a word; and what begins the item of a list.
 */
const SPECIAL = /[^\p{L}\p{N} ,.:()/+'’–×=?!%_;@|-]|(?<!\w)_|_(?!\w)|(?<=^\d+)[.)]|^[-+](?= )/gu;

/** Words that begin a statement of a flowchart, which no node may be called. */
const RESERVED = new Set(
  (
    'accdescr acctitle call class classdef click default direction end flowchart graph href ' +
    'interpolate linkstyle style subgraph'
  ).split(' '),
);

/** The name of a node for an id of the library: hyphens are part of Mermaid’s arrows. */
export function nodeName(id: string): string {
  const name = id.replaceAll('-', '_');
  return RESERVED.has(name.split('_')[0] ?? '') ? `_${name}` : name;
}

/** Text as a label in quotes, every character to be shown as it is. */
export function quotedLabel(text: string): string {
  const escaped = text.replace(SPECIAL, (character) => `#${character.codePointAt(0) ?? 0};`);
  return `"${escaped}"`;
}

/** One line for `accTitle` and `accDescr`, which have no quotes and no escapes. */
export function accessibleLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('`', '').trim();
}
