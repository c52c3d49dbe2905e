/** The comparison of options in a reader’s own order: weights or one criterion, kept in the address. */
import { CRITERIA, type Criterion } from '../model/option-points.ts';
import {
  orderOptions,
  type OptionState,
  type RankedOption,
  readOptionState,
  writeOptionState,
} from '../publish/option-state.ts';
import { element } from './nodes.ts';

const root = document.querySelector<HTMLElement>('[data-options]');
const written = root?.querySelector('[data-options-data]')?.textContent;
const form = root?.querySelector<HTMLFormElement>('[data-weights]');
if (root && written && form) {
  start(root, form, (JSON.parse(written) as { options: RankedOption[] }).options);
}

function start(root: HTMLElement, form: HTMLFormElement, options: readonly RankedOption[]): void {
  const one = (selector: string) => root.querySelector<HTMLElement>(selector);
  const live = document.querySelector('[data-live]');
  const selects = CRITERIA.map(
    (criterion) => [criterion, form.elements.namedItem(criterion) as HTMLSelectElement] as const,
  );
  const buttons = [...form.querySelectorAll<HTMLButtonElement>('[data-sort]')];

  const show = (state: OptionState, problems: readonly string[]) => {
    const order = orderOptions(options, state);
    const chosen = writeOptionState(state) !== '';
    for (const [criterion, select] of selects) {
      select.value = String(state.weights[criterion] ?? 0);
    }
    for (const button of buttons) {
      const is = (button.dataset['sort'] ?? '') === (state.sort ?? (chosen ? undefined : ''));
      button.setAttribute('aria-pressed', String(is));
    }
    for (const row of document.querySelectorAll('[data-columns] tr')) {
      const cells = new Map(
        [...row.querySelectorAll<HTMLElement>(':scope > [data-option]')].map((cell) => [
          cell.dataset['option'],
          cell,
        ]),
      );
      row.append(...order.ids.flatMap((id) => cells.get(id) ?? []));
    }
    const says = one('[data-says]');
    if (says) says.textContent = order.says;
    one('[data-arithmetic]')?.replaceChildren(
      ...order.arithmetic.map(({ label, sum, warning }) => {
        const item = document.createElement('li');
        const name = document.createElement('strong');
        name.textContent = label;
        item.append(name, ` ${sum}${warning === undefined ? '' : `. ${warning}`}`);
        return item;
      }),
    );
    const place = one('[data-order]');
    if (place) place.hidden = !chosen;
    const link = root.querySelector<HTMLAnchorElement>('[data-permalink]');
    if (link) link.href = `?${writeOptionState(state)}#compared`;
    const message = one('[data-problems]');
    if (message) {
      message.hidden = problems.length === 0;
      message.replaceChildren(...problems.map((problem) => element('p', '', problem)));
    }
    const first = options.find(({ id }) => id === order.ids[0])?.label ?? '';
    return `${order.says} First: ${first}.`;
  };

  const go = (state: OptionState) => {
    const query = writeOptionState(state);
    history.pushState(null, '', `${query === '' ? location.pathname : `?${query}`}#compared`);
    const said = show(state, []);
    if (live) live.textContent = said;
  };

  const read = () => {
    const { state, problems } = readOptionState(new URLSearchParams(location.search));
    show(state, problems);
  };

  const goByWeights = () => {
    go({ weights: Object.fromEntries(selects.map(([id, { value }]) => [id, Number(value)])) });
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    goByWeights();
  });
  form.addEventListener('change', goByWeights);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const sort = button.dataset['sort'] as Criterion | '';
      go(sort === '' ? { weights: {} } : { weights: {}, sort });
    });
  }
  window.addEventListener('popstate', read);
  form.hidden = false;
  read();
}
