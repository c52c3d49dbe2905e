import { type QuotedAddress, type QuotedPage, quotation } from '../publish/quotation.ts';
import { element, labelNodes } from './nodes.ts';
import { quotedIn } from './quoted-words.ts';

/** Something in a document that an address leads to: there, its words and the page around it. */
interface Place {
  readonly owner: Element;
  readonly page: QuotedPage;
}

const menu = element('div', 'anchor-menu');
menu.popover = 'auto';
menu.role = 'dialog';
document.body.append(menu);

let opener: HTMLElement | undefined;
/** Only the copy that the clipboard holds is said to be there. */
let unsay = () => {};
/** Not `toggle`: that is told later, and not at all if another anchor has opened the menu by then. */
menu.addEventListener('beforetoggle', (event) => {
  if (event.newState === 'closed') opener?.setAttribute('aria-expanded', 'false');
});

/** Opens the menu of one anchor beside its button: copies of the link and of a quotation. */
export function openMenu(button: HTMLElement, owner: HTMLElement): void {
  const told = pageOf(document);
  if (told === undefined) return;
  menu.hidePopover();
  // What a script drew may be of another source than the page.
  const source = owner.closest<HTMLElement>('[data-source]')?.dataset['source'];
  const page = source === undefined ? told : { ...told, source };
  const own: Place = { owner, page };
  const title = element('p', 'anchor-menu-title', ...labelNodes(shortened(quotedIn(owner).words)));
  title.id = 'title-anchor-menu';
  menu.setAttribute('aria-labelledby', title.id);
  menu.replaceChildren(title, ...page.addresses.map((address) => choice(address, own)));
  if (page.note !== undefined) menu.append(element('p', 'hint', page.note));
  opener = button;
  menu.showPopover({ source: button });
  button.setAttribute('aria-expanded', 'true');
  placeBeside(button);
  menu.querySelector('button')?.focus();
}

/** One address with its two copies. Another page is read before it is quoted. */
function choice(address: QuotedAddress, own: Place): HTMLElement {
  const row = element(
    'div',
    'anchor-menu-choice',
    element('span', 'anchor-menu-where', address.words),
  );
  row.role = 'group';
  row.ariaLabel = address.words;
  // What stands in a table of several pages may change while the page has not.
  const isOwn = address === own.page.addresses[0] || !own.owner.closest('[data-kin]');
  if (isOwn && address.unlike !== true) {
    row.append(copies(address, own));
    return row;
  }
  const state = element('span', 'hint', 'reading it…');
  row.append(state);
  void placeAt(address, own.owner.id).then((place) => {
    if (place === undefined) state.textContent = 'cannot be read';
    else if (place === 'absent') state.textContent = 'does not have it';
    else state.replaceWith(copies(address, place));
  });
  return row;
}

function copies(address: QuotedAddress, { owner, page }: Place): HTMLElement {
  const url = new URL(address.url, location.href);
  if (address.query === true) url.search = location.search;
  url.hash = owner.id;
  return element(
    'span',
    'anchor-menu-copies',
    copyButton('Copy link', `link, ${address.words}`, () => url.href),
    copyButton('Copy as Markdown', `Markdown, ${address.words}`, () =>
      quotation(quotedIn(owner), page, address, url.href),
    ),
  );
}

function copyButton(words: string, what: string, text: () => string): HTMLElement {
  const button = element('button', '', words);
  button.type = 'button';
  button.addEventListener('click', () => {
    const copied = text();
    const writing = 'clipboard' in navigator ? navigator.clipboard.writeText(copied) : undefined;
    (writing ?? Promise.reject(new Error())).then(
      () => {
        say(`Copied: ${what}`);
        unsay();
        button.textContent = 'Copied';
        const later = setTimeout(() => {
          unsay();
        }, 2000);
        unsay = () => {
          clearTimeout(later);
          button.textContent = words;
        };
      },
      () => {
        offer(copied);
      },
    );
  });
  return button;
}

/** Where a page may not write to the clipboard, the reader can. */
function offer(text: string): void {
  menu.querySelector('textarea')?.remove();
  const box = element('textarea', '');
  box.readOnly = true;
  box.rows = 4;
  box.value = text;
  box.ariaLabel = 'To be copied by hand';
  menu.append(box);
  box.select();
  say('Could not copy. The text is selected.');
}

function say(words: string): void {
  const live = document.querySelector('[data-live]');
  if (live) live.textContent = words;
}

function pageOf(where: Document): QuotedPage | undefined {
  const text = where.querySelector('[data-quoted-page]')?.textContent;
  return text === undefined ? undefined : (JSON.parse(text) as QuotedPage);
}

/** What an anchor stands for on another page of the site; without an id, the page itself. */
async function placeAt(address: QuotedAddress, id: string): Promise<Place | 'absent' | undefined> {
  const there = await documentAt(address.url);
  if (there === undefined) return undefined;
  const page = pageOf(there);
  const owner = id === '' ? there.querySelector('h1') : there.getElementById(id);
  return page === undefined || owner === null ? 'absent' : { owner, page };
}

/**
 * A page that is read and never shown: none of its scripts runs. The policy of pages refuses `DOMParser`, which
 * takes any text for HTML; a request for a document takes what its host says is one.
 */
function documentAt(url: string): Promise<Document | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'document';
    request.addEventListener('loadend', () => {
      resolve(request.status === 200 ? (request.responseXML ?? undefined) : undefined);
    });
    request.send();
  });
}

function shortened(words: string): string {
  return words.length > 140 ? `${words.slice(0, 140).replaceAll('`', '')}…` : words;
}

/** Its button may stand in a table that scrolls inside itself. */
document.addEventListener(
  'scroll',
  ({ target }) => {
    if (opener === undefined || !menu.matches(':popover-open')) return;
    if (target instanceof Element && target.contains(opener)) placeBeside(opener);
  },
  { capture: true, passive: true },
);

/**
 * Under the button, or above it where there is more room; never beyond the edge of the window. It stands on
 * the page, so it goes where the page is scrolled.
 */
function placeBeside(button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const room = { x: document.documentElement.clientWidth, y: window.innerHeight };
  const above = at.bottom + height + 8 > room.y && at.top - height - 8 >= 0;
  menu.style.left = `${window.scrollX + Math.max(8, Math.min(at.left, room.x - width - 8))}px`;
  menu.style.top = `${window.scrollY + (above ? at.top - height - 4 : at.bottom + 4)}px`;
}
