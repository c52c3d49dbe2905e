/**
 * What may stand between a key and its value, as part of a pattern: in a list of assignments, JSON, YAML,
 * an XML attribute or element, a pair of name and value.
 */
export const BETWEEN = String.raw`["']?\s{0,8}(?:[:=]>?|>|,?\s{0,8}["']?value["']?\s{0,4}[:=])\s{0,80}["']?`;

/** The same where the value is marked as text. */
export const MARKED = String.raw`\s{0,8}(?:[:=]|,?\s{0,8}["']?value["']?\s{0,4}[:=])\s{0,8}["']`;
