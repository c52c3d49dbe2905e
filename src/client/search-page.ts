/** The page of the search: its address keeps what is searched for, unless that is a log. */
import { readSearch, writeSearch } from '../publish/search-state.ts';
import { searchBox } from './search-box.ts';
import { searchKeyIsOn, setSearchKey } from './search-preference.ts';

const place = document.querySelector<HTMLElement>('[data-search]');
if (place) {
  const box = searchBox(readSearch(location.search), (state) => {
    history.replaceState(null, '', `${location.pathname}${writeSearch(state)}`);
  });
  place.append(box.root);
  place.hidden = false;
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
