/** Results of the search as nodes: what a page is, where it stands, of which edition it is. */
import glyphs from '../assets/glyphs.svg?url';
import { KIND_WORDS } from '../publish/kind-words.ts';
import { urlOf } from '../publish/urls.ts';
import { element, labelNodes } from './nodes.ts';
import type { LogHit } from './log-reader.ts';
import type { Hit } from './search-engine.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** So much of a page’s text is shown, in characters. */
const SHOWN = 180;

/** A page that was found. */
export function resultItem(hit: Hit): HTMLElement {
  const { text } = hit.document;
  const cut = text.length > SHOWN ? `${text.slice(0, text.lastIndexOf(' ', SHOWN))} …` : text;
  return element('li', '', linkTo(hit), facts(hit), element('p', 'search-text', cut));
}

/** A page whose subject a log names, with the line that tells it. */
export function logItem(hit: LogHit): HTMLElement {
  const often = hit.lines === 1 ? '' : `, the first of ${hit.lines} lines that name it`;
  return element(
    'li',
    '',
    linkTo(hit),
    facts(hit),
    element('p', 'search-where', `Line ${hit.line}${often}:`),
    element('pre', 'search-line', element('code', '', element('bdi', '', hit.text))),
  );
}

function linkTo({ document: { target, label }, edition }: Hit): HTMLElement {
  const link = element('a', '', ...labelNodes(label));
  link.href = urlOf(target, { base: import.meta.env.BASE_URL, edition });
  return link;
}

function facts({ document: { target, status }, edition }: Hit): HTMLElement {
  const kind = 'kind' in target ? KIND_WORDS[target.kind] : 'page';
  const of = kind === KIND_WORDS.run ? 'in all editions' : 'today';
  return element(
    'p',
    'search-facts',
    element('span', '', kind),
    ...(status === undefined ? [] : [statusMark(status)]),
    element('span', '', edition === undefined ? of : `edition ${edition}`),
  );
}

function statusMark({ words, mark }: NonNullable<Hit['document']['status']>): HTMLElement {
  if (mark === undefined) return element('span', '', words);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${glyphs}#${mark}`);
  svg.append(use);
  return element('span', `mark mark-${mark}`, svg, words);
}
