/**
 * A button beside everything that can be pointed to. The menu behind it, and what makes Markdown of a
 * result, are loaded by the first click.
 */
const OWNERS = 'main h1, main :is(section, article, li, tr, div, p, dt, figure, h2, h3, h4)[id]';
const NAME_LENGTH = 60;

if (document.querySelector('[data-quoted-page]')) {
  addButtons(document);
  // What a script draws later tells when it is there.
  document.addEventListener('drawn', ({ target }) => {
    addButtons(target as Element);
  });
}

function addButtons(within: ParentNode): void {
  for (const owner of within.querySelectorAll<HTMLElement>(OWNERS)) {
    if (canBePointedTo(owner)) addButton(owner);
  }
}

/** Ids of what only wires the page, and headings of a section that has an id itself, are nobody’s. */
function canBePointedTo(owner: HTMLElement): boolean {
  const { id } = owner;
  if (/^(?:title|drawn)-/.test(id) || owner.closest('[data-plain-anchors]')) return false;
  const section = owner.parentElement;
  return id === '' || section?.getAttribute('aria-labelledby') !== id || section.id === '';
}

function addButton(owner: HTMLElement): void {
  const place = placeFor(owner);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'anchor';
  button.textContent = '#';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-label', nameOf(owner, place));
  button.addEventListener('click', () => {
    void import('./anchor-menu.ts').then(({ openMenu }) => {
      openMenu(button, owner);
    });
  });
  // What it rests on, or a hint, is a line of its own: the button belongs to the words before it.
  const next = place.querySelector(':scope > :is(.behind, .hint, .pin, .weight, .where)');
  if (place.matches('li, th, td, dt') && next) next.before(button);
  else addLast(place, button);
}

/** Before a space at the end: a space that is followed by something may be given a width. */
function addLast(place: HTMLElement, button: HTMLElement): void {
  const end = place.lastChild;
  if (end?.nodeType === Node.TEXT_NODE && end.textContent?.trim() === '') end.before(button);
  else place.append(button);
}

/** The element at whose end the button stands: a heading, the first cell of a row, the term of a fact. */
function placeFor(owner: HTMLElement): HTMLElement {
  if (owner.matches('h1, h2, h3, h4')) return owner;
  const inside = owner.matches('tr')
    ? [':scope > :first-child > div', ':scope > :first-child']
    : ['h2, h3, h4', ':scope > dt', ':scope > .mark:first-child:nth-last-child(2)'];
  const places = inside.map((selector) => owner.querySelector<HTMLElement>(selector));
  return places.find((place) => place !== null) ?? owner;
}

/** A heading is read out with its button in it, so that one says no more than that it is there. */
function nameOf(owner: HTMLElement, place: HTMLElement): string {
  if (place.matches('h1, h2, h3, h4')) return 'Link to this';
  const text = owner.textContent.replace(/\s+/g, ' ').trim();
  return `Link to ${text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH)}…` : text}`;
}
