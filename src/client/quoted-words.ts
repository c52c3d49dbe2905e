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

function wordsOfRow(row: Element): string {
  return [...row.querySelectorAll('th, td')]
    .map(wordsOf)
    .filter((words) => words !== '')
    .join(' · ');
}

/** Text of an element in which backticks mark code, without what it rests on and without buttons. */
function wordsOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const aside of copy.querySelectorAll('.behind, .cites, button, svg, details, [hidden]')) {
    aside.remove();
  }
  for (const code of copy.querySelectorAll('code')) {
    code.textContent = `\`${code.textContent.replaceAll('`', '′')}\``;
  }
  return copy.textContent.replace(/\s+/g, ' ').trim();
}
