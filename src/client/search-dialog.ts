/** The search over any page. Made when it is first wanted. */
import { writeSearch } from '../publish/search-state.ts';
import { urlOf } from '../publish/urls.ts';
import { element } from './nodes.ts';
import { searchBox } from './search-box.ts';

let open: (() => void) | undefined;

/** Opens the search over this page. */
export function openSearch(): void {
  open ??= build();
  open();
}

function build(): () => void {
  const page = urlOf({ page: 'search' }, { base: import.meta.env.BASE_URL });
  const whole = element('a', '', 'Search on a page of its own');
  whole.href = page;
  const box = searchBox({ query: '' }, (state) => {
    whole.href = `${page}${writeSearch(state)}`;
  });
  const close = element('button', '', 'Close');
  close.type = 'button';
  const dialog = element(
    'dialog',
    'search-dialog',
    box.root,
    element('p', 'search-foot', whole, close),
  );
  dialog.setAttribute('aria-label', 'Search');
  close.addEventListener('click', () => {
    dialog.close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return () => {
    if (!dialog.open) dialog.showModal();
    box.focus();
  };
}
