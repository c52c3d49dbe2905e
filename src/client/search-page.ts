/** The page of the search: its address keeps what is searched for, unless that is a log. */
import { readSearch, writeSearch } from '../publish/search-state.ts';
import { searchBox } from './search-box.ts';
import { searchKeyIsOn, setSearchKey } from './search-preference.ts';

const place = document.querySelector<HTMLElement>('[data-search]');
if (place) {
  // Until now its place was held by a box that does nothing; what was typed into it is kept.
  const typed = place.querySelector('textarea')?.value ?? '';
  const asked = readSearch(location.search);
  const box = searchBox(typed === '' ? asked : { ...asked, query: typed }, (state) => {
    history.replaceState(null, '', `${location.pathname}${writeSearch(state)}`);
  });
  place.replaceChildren(box.root);
  if (location.search === '') box.focus();
}

const choice = document.querySelector<HTMLInputElement>('[data-search-key-choice]');
if (choice) {
  choice.checked = searchKeyIsOn();
  choice.addEventListener('change', () => {
    setSearchKey(choice.checked);
  });
  for (const part of document.querySelectorAll<HTMLElement>('[data-with-script]')) {
    part.hidden = false;
  }
}
