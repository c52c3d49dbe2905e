import type { Quoted } from '../publish/quotation.ts';

/** The words of something that can be pointed to: those that its page gives it, else what stands in it. */
export function quotedIn(owner: Element): Quoted {
  const { quote, basis, set } = owner instanceof HTMLElement ? owner.dataset : {};
  const words = quote ?? (owner.matches('tr') ? wordsOfRow(owner) : wordsOf(named(owner)));
  return {
    words: basis === undefined ? words : `${words.replace(/\.$/, '')} (${basis})`,
    ...(set === undefined ? {} : { set }),
  };
}

function named(owner: Element): Element {
  if (owner.matches('h1, h2, h3, h4')) return owner;
  return owner.querySelector('h2, h3, h4') ?? owner;
}

/** What the row is about, and each cell after the name of its column: "mtype_local: default 0; read by KFD". */
function wordsOfRow(row: Element): string {
  const cells = [...row.querySelectorAll(':scope > :is(th, td)')];
  const heads = row.closest('table')?.tHead?.rows;
  const head = heads?.length === 1 ? [...(heads[0]?.cells ?? [])].map(wordsOf) : [];
  const about = Math.max(
    0,
    cells.findIndex((cell) => cell.matches('th')),
  );
  const others = cells.flatMap((cell, index) => {
    const words = index === about ? '' : wordsOf(cell);
    return words === '' || words === '–' ? [] : [afterItsHead(words, head[index] ?? '')];
  });
  const subject = cells[about] === undefined ? '' : wordsOf(cells[about]).replace(/[.:]$/, '');
  return [subject, others.join('; ')].filter((part) => part !== '').join(': ');
}

/** "default 0"; a longer head, such as a name, is told apart: "Patch the driver: 3 hours". */
function afterItsHead(words: string, head: string): string {
  if (head === '') return words;
  return `${uncapitalised(head)}${head.split(' ').length > 2 ? ':' : ''} ${words}`;
}

/** Each of these is a line or an item of its own, that white space alone would run into the next. */
const APART = 'div, p, li, br, dt, dd, .hint, .block, .where, .basis, a + a';

/** Text of an element in which backticks mark code, without what it rests on and without buttons. */
function wordsOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const aside of copy.querySelectorAll(
    '.behind, .cites, button, svg, details, [hidden], [aria-hidden="true"]',
  )) {
    aside.remove();
  }
  for (const code of copy.querySelectorAll('code')) {
    code.textContent = `\`${code.textContent.replaceAll('`', '′')}\``;
  }
  for (const term of copy.querySelectorAll('dt')) term.append(':');
  for (const part of copy.querySelectorAll(APART)) {
    const before = part.previousSibling;
    if (!part.matches('a') || before instanceof Element) part.before(BREAK);
    if (!part.matches('a, br')) part.after(BREAK);
  }
  return copy.textContent
    .split(BREAK)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .reduce(
      (text, part) => (text === '' ? part : `${text}${/[.,:;?!]$/.test(text) ? '' : ','} ${part}`),
      '',
    );
}

/** Nobody writes it into a page. */
const BREAK = '\u0000';

/** A word that begins like an abbreviation stays as it is: "GPU family". */
function uncapitalised(text: string): string {
  return /^[A-Z][^A-Z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
