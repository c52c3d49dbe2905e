import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { highlight } from './code.ts';
import { type DrawingPlace, isWide, placedDrawing } from './drawing.ts';
import { DIAGRAM_LANGUAGE } from './fences.ts';
import { visible } from './visible.ts';

/** A diagram as a page shows it. */
export interface DiagramFigure extends DrawingPlace {
  /** Mermaid text. */
  readonly text: string;
  /** As `cleanSvg` gave it; undefined where it could not be drawn. */
  readonly drawing: string | undefined;
}

/** What stands in the place of the picture: the drawing, or the text that it would be drawn from. */
export function diagramPicture({ drawing, ...figure }: DiagramFigure): ElementContent[] {
  if (drawing === undefined) {
    return [
      element('p', { className: ['hint'] }, [
        words('This diagram was not drawn when the site was built. This is its text.'),
      ]),
      ...sourceOf(figure.text),
    ];
  }
  const svg = placedDrawing(drawing, figure);
  if (!isWide(svg)) return [svg];
  const ariaLabel = `Diagram: ${figure.title}`;
  return [element('div', { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel }, [svg])];
}

/** The text of a diagram to look at and to copy; nothing where it stands in the place of the picture. */
export function diagramSource({ drawing, text }: DiagramFigure): ElementContent[] {
  if (drawing === undefined) return [];
  const summary = element('summary', {}, [words('As Mermaid text')]);
  const [code, button] = sourceOf(text);
  return [
    element('div', { className: ['diagram-source'] }, [
      element('details', {}, [summary, ...(code === undefined ? [] : [code])]),
      ...(button === undefined ? [] : [button]),
    ]),
  ];
}

/** A diagram that stands by itself, in Markdown. */
export function diagramFigure(figure: DiagramFigure, caption: string | undefined): Element {
  const above = caption === undefined ? [] : [element('figcaption', {}, [words(caption)])];
  const parts = [...above, ...diagramPicture(figure), ...diagramSource(figure)];
  return element('figure', { className: ['diagram'] }, parts);
}

/** Content as HTML. */
export function contentHtml(children: readonly ElementContent[]): string {
  return toHtml({ type: 'root', children: [...children] });
}

function sourceOf(text: string): ElementContent[] {
  const code = element('code', {}, highlight(visible(text), DIAGRAM_LANGUAGE));
  return [
    element('pre', { className: ['code'], tabIndex: 0 }, [code]),
    element('button', { type: 'button', className: ['copy'], dataCopy: '', hidden: true }, [
      words('Copy as Mermaid'),
    ]),
  ];
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children };
}

function words(value: string): ElementContent {
  return { type: 'text', value };
}
