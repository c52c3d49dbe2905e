/** The key `/` opens the search. Nothing of the search is loaded before. */
import { searchKeyIsOn } from './search-preference.ts';

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || isTyping(event.target) || !searchKeyIsOn()) return;
  event.preventDefault();
  const box = document.querySelector<HTMLElement>('main [data-search] textarea');
  if (box) box.focus();
  else
    void import('./search-dialog.ts').then((dialog) => {
      dialog.openSearch();
    });
});

for (const key of document.querySelectorAll<HTMLElement>('[data-search-key]')) {
  key.hidden = !searchKeyIsOn();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName))
  );
}
