import { fullLinks } from './full-links.ts';

/** Copy buttons: hidden in the HTML, since without script they could do nothing. */
const live = document.querySelector('[data-live]');

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false;
}

// Scripts may add further ones.
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest('button[data-copy]');
  if (button instanceof HTMLButtonElement) void copy(button);
});

async function copy(button: HTMLButtonElement): Promise<void> {
  const shown = button.parentElement?.querySelector('code')?.textContent ?? '';
  // Built without an address of its own, the site does not know in its texts where it stands.
  const text = button.dataset['copy'] === 'markdown' ? fullLinks(shown, location.origin) : shown;
  const said = await navigator.clipboard.writeText(text).then(
    () => 'Copied',
    () => 'Could not copy',
  );
  const label = button.dataset['label'] ?? button.textContent;
  button.dataset['label'] = label;
  button.textContent = said;
  if (live) live.textContent = said;
  setTimeout(() => {
    button.textContent = label;
    if (live) live.textContent = '';
  }, 2000);
}
