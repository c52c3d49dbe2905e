import { type ElementNode, h, type Part, type Tree } from './tree.ts';

/** A part of a page under its heading, which names it. */
export function section(id: string, title: string, children: readonly Part[]): Tree {
  return h('section', { 'aria-labelledby': id }, h('h2', { id }, title), children);
}

/** What may be wider than the page scrolls inside itself, by keyboard too. */
export function scroll(name: string, child: Tree): Tree {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': name }, child);
}

/** A table with its heads; one that is empty stands over cells that need none. Each cell knows its head. */
export function table(heads: readonly string[], rows: readonly ElementNode[]): Tree {
  const cells = heads.map((head) => (head === '' ? h('td', {}) : h('th', { scope: 'col' }, head)));
  const body = rows.map((row) => ({
    ...row,
    children: row.children.map((cell, index) => labelled(cell, heads[index])),
  }));
  return h('table', { class: 'stacks' }, h('thead', {}, h('tr', {}, cells)), h('tbody', {}, body));
}

function labelled(cell: Tree, head = ''): Tree {
  const isCell = cell.type === 'element' && cell.tagName === 'td';
  return isCell && head !== ''
    ? { ...cell, properties: { ...cell.properties, 'data-label': head } }
    : cell;
}
