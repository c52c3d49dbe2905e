import { visible } from '../model/visible.ts';

/** Text in which backticks mark code, as nodes. What is not seen is made visible, here and below. */
export function labelNodes(text: string): (string | HTMLElement)[] {
  return visible(text)
    .split('`')
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const code = document.createElement('code');
      code.textContent = part;
      return code;
    });
}

/** An element with its class and what stands in it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children.map((child) => (typeof child === 'string' ? visible(child) : child)));
  return made;
}
