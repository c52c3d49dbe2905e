// These functions run in the browser, each by itself: nothing that stands around them is there.

interface Mermaid {
  initialize(config: unknown): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

/**
 * Draws a diagram, and writes into each element what its styles amount to: paints as `data-fill` and
 * `data-stroke`, the rest as the attributes of SVG.
 */
export async function drawInPage(given: {
  text: string;
  id: string;
  config: unknown;
}): Promise<string> {
  let seed = 1;
  Math.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
  mermaid.initialize(given.config);
  const { svg } = await mermaid.render(given.id, given.text);
  const host = document.createElement('div');
  document.body.append(host);
  host.innerHTML = svg;
  const root = host.querySelector('svg');
  if (root === null) throw new Error('Mermaid drew nothing');

  const write = (element: Element, name: string, value: string, plain: string) => {
    const number = value.replaceAll('px', '');
    if (number === plain) element.removeAttribute(name);
    else element.setAttribute(name, number);
  };
  const paint = (element: Element, name: 'fill' | 'stroke', style: CSSStyleDeclaration) => {
    const alpha = /^rgba\((.*), ([\d.]+)\)$/.exec(style[name]);
    const opacity = Number(style[`${name}Opacity`]) * Number(alpha?.[2] ?? 1);
    element.setAttribute(
      `data-${name}`,
      opacity === 0 ? 'none' : alpha === null ? style[name] : `rgb(${alpha[1] ?? ''})`,
    );
    write(element, `${name}-opacity`, String(opacity), '1');
  };
  for (const element of root.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const { tagName } = element;
    if (element.closest('filter, linearGradient, style') !== null) continue;
    if (element.closest('defs, marker, symbol') === null) {
      if (style.display === 'none' || style.visibility !== 'visible') {
        element.setAttribute('data-hidden', '');
        continue;
      }
    }
    write(element, 'opacity', style.opacity, '1');
    if (['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'].includes(tagName)) {
      paint(element, 'fill', style);
      paint(element, 'stroke', style);
      write(element, 'stroke-width', style.strokeWidth, '1');
      write(element, 'stroke-dasharray', style.strokeDasharray, 'none');
      write(element, 'stroke-linecap', style.strokeLinecap, 'butt');
    }
    if (['text', 'tspan', 'textPath'].includes(tagName)) {
      const parent = element.parentElement;
      const above = parent && tagName !== 'text' ? getComputedStyle(parent) : undefined;
      if (style.fill !== above?.fill) paint(element, 'fill', style);
      write(element, 'font-size', style.fontSize, above?.fontSize.replace('px', '') ?? '');
      write(element, 'font-weight', style.fontWeight, above?.fontWeight ?? '400');
      write(element, 'font-style', style.fontStyle, above?.fontStyle ?? 'normal');
      write(element, 'text-anchor', style.textAnchor, above?.textAnchor ?? 'start');
      write(element, 'dominant-baseline', style.dominantBaseline, 'auto');
    }
  }
  const box = root.viewBox.baseVal;
  if (box.width === 0) {
    const { x, y, width, height } = root.getBBox();
    root.setAttribute('viewBox', [x, y, width, height].join(' '));
  }
  const drawn = new XMLSerializer().serializeToString(root);
  host.remove();
  return drawn;
}

/**
 * Has labels say what they were given. Mermaid turns `#quot;` into `&quot;` and leaves the rest to an HTML parser, which
 * labels of SVG never meet.
 */
export function decodeLabels(): void {
  const whole = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
  const area = document.createElement('textarea');
  Object.defineProperty(SVGElement.prototype, 'textContent', {
    configurable: true,
    get(this: SVGElement): unknown {
      return whole?.get?.call(this);
    },
    set(this: SVGElement, text: string | null) {
      area.innerHTML = text ?? '';
      whole?.set?.call(this, area.value);
    },
  });
}
