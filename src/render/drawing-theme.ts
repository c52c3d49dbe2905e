/**
 * What the parts of a diagram are, by the class that `styles/diagrams.css` colours it with. Mermaid is
 * given one unlikely colour for each, by which the part is known again in what it draws.
 */
const MARKED = {
  paper: '#fefe01',
  node: '#fefe02',
  border: '#fefe03',
  line: '#fefe04',
  ink: '#fefe05',
  group: '#fefe06',
  note: '#fefe07',
} as const;

export type DrawingRole = keyof typeof MARKED;

/** How many colours stand for what has a colour of its own: slices, sections, branches. */
export const TONES = 8;

const { paper, node, border, line, ink, group, note } = MARKED;

/** The variables of Mermaid’s theme `base`. */
export const THEME_VARIABLES = {
  background: paper,
  primaryColor: node,
  primaryTextColor: ink,
  primaryBorderColor: border,
  secondaryColor: group,
  secondaryTextColor: ink,
  secondaryBorderColor: border,
  tertiaryColor: group,
  tertiaryTextColor: ink,
  tertiaryBorderColor: border,
  lineColor: line,
  arrowheadColor: line,
  textColor: ink,
  titleColor: ink,
  mainBkg: node,
  nodeBorder: border,
  nodeTextColor: ink,
  clusterBkg: group,
  clusterBorder: border,
  defaultLinkColor: line,
  edgeLabelBackground: paper,
  actorBkg: node,
  actorBorder: border,
  actorTextColor: ink,
  actorLineColor: border,
  signalColor: line,
  signalTextColor: ink,
  labelBoxBkgColor: group,
  labelBoxBorderColor: border,
  labelTextColor: ink,
  loopTextColor: ink,
  noteBkgColor: note,
  noteBorderColor: border,
  noteTextColor: ink,
  activationBkgColor: group,
  activationBorderColor: border,
  classText: ink,
  transitionColor: line,
  transitionLabelColor: ink,
  stateLabelColor: ink,
  stateBkg: node,
  labelBackgroundColor: paper,
  compositeBackground: group,
  compositeTitleBackground: group,
  compositeBorder: border,
  altBackground: group,
  specialStateColor: line,
  innerEndBackground: line,
  attributeBackgroundColorOdd: paper,
  attributeBackgroundColorEven: group,
  rowOdd: paper,
  rowEven: group,
  relationColor: line,
  relationLabelColor: ink,
  relationLabelBackground: paper,
  requirementBackground: node,
  requirementBorderColor: border,
  requirementTextColor: ink,
  gridColor: border,
  taskTextColor: ink,
  taskTextDarkColor: ink,
  taskTextOutsideColor: ink,
  taskTextLightColor: ink,
  taskTextClickableColor: ink,
  // Any colours that differ: each slice gets a tone.
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`pie${n + 1}`, `#0${(n + 1).toString(16)}ff00`]),
  ),
} as const;

const ROLES = new Map<string, DrawingRole>(
  Object.entries(MARKED).map(([role, hex]) => [rgb(hex), role as DrawingRole]),
);

/** The part that is drawn in a colour, `rgb(1, 2, 3)`; undefined for one that Mermaid or an author chose. */
export function roleOf(colour: string): DrawingRole | undefined {
  return ROLES.get(colour) ?? grey(colour);
}

/** What no theme variable reaches is black, white or grey. */
function grey(colour: string): DrawingRole | undefined {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(Number);
  if (red !== green || green !== blue) return undefined;
  if (red < 96) return 'ink';
  return red > 224 ? 'paper' : 'border';
}

function rgb(hex: string): string {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `rgb(${part(1)}, ${part(3)}, ${part(5)})`;
}
