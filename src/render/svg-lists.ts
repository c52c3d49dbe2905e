export const SHAPES = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];
export const TEXTS = ['text', 'tspan', 'textPath'];

/** Elements that are only seen where something refers to them. */
export const REFERRED = ['marker', 'clipPath', 'symbol'];

/** All elements that may stand in a drawing. */
export const ELEMENTS = new Set([...SHAPES, ...TEXTS, ...REFERRED, 'svg', 'g', 'defs', 'use']);

/** Elements whose content stands for itself. */
export const UNWRAPPED = new Set(['a', 'switch']);

/** What goes without being missed: looks, which the page gives, and words, which the figure gives. */
export const UNMISSED = new Set([
  'style',
  'filter',
  'linearGradient',
  'radialGradient',
  'title',
  'desc',
]);

/** Attributes that hold numbers, words, paths or transformations. */
export const PLAIN = new Set(
  (
    'd x y x1 y1 x2 y2 cx cy r rx ry dx dy width height points transform viewBox refX refY ' +
    'markerWidth markerHeight markerUnits orient preserveAspectRatio font-size font-weight ' +
    'font-style text-anchor dominant-baseline alignment-baseline startOffset stroke-width ' +
    'stroke-dasharray stroke-linecap opacity fill-opacity stroke-opacity fill-rule'
  ).split(' '),
);

/** What such an attribute may hold: no address has this form. */
export const PLAIN_VALUE = /^[\w\s.,()%+-]*$/;
