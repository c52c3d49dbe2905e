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

/** Built without an address of its own, the site does not know in its texts where it stands. */
async function withFullLinks(markdown: string): Promise<string> {
  const { fullLinks } = await import('./full-links.ts');
  return fullLinks(markdown, location.origin);
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const shown = button.parentElement?.querySelector('code')?.textContent ?? '';
  const isMarkdown = button.dataset['copy'] === 'markdown';
  const said = await (isMarkdown ? withFullLinks(shown) : Promise.resolve(shown))
    .then((text) => navigator.clipboard.writeText(text))
    .then(
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
