/** The explainer: native controls choose a state, the address keeps it, the page shows what it says. */
import { visible } from '../model/visible.ts';
import { CARD_PARAM, readState, writeState } from '../publish/explainer-state.ts';
import {
  explain,
  type ExplainerData,
  type ExplainerState,
  type Explanation,
} from '../publish/explanation.ts';
import { element, labelNodes } from './nodes.ts';

/** What is said where no card is chosen. */
const NOTHING: Omit<Explanation, 'answer'> = {
  headline: 'Choose a card',
  asked: '',
  types: [],
  deciders: [],
  rows: [],
  because: [],
  cases: [],
  settings: [],
  way: [],
};

const root = document.querySelector<HTMLElement>('[data-explainer]');
const written = root?.querySelector('[data-explainer-data]')?.textContent;
if (root && written) {
  const { data, initial } = JSON.parse(written) as { data: ExplainerData; initial: ExplainerState };
  start(root, data, initial);
}

function start(root: HTMLElement, data: ExplainerData, initial: ExplainerState): void {
  const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
  const one = (selector: string) => root.querySelector<HTMLElement>(selector);
  const live = document.querySelector('[data-live]');
  const card = root.querySelector<HTMLSelectElement>('[data-card]');
  const controls = [...root.querySelectorAll<HTMLSelectElement>('[data-axis]')];
  const message = one('[data-message]');
  const params = new Set([CARD_PARAM, ...data.axes.map(({ param }) => param)]);

  /** The state of the address; that of the page where the address says nothing of it. */
  const read = () => {
    const given = [...new URLSearchParams(location.search)];
    if (!given.some(([param]) => params.has(param))) return { state: initial, problems: [] };
    const { state, problems } = readState(data, given);
    const named = given.some(([param]) => param === CARD_PARAM);
    return {
      state: named || initial.card === undefined ? state : { ...state, card: initial.card },
      problems,
    };
  };

  const show = (state: ExplainerState, problems: readonly string[]) => {
    const unknownCard = card !== null && state.card === undefined;
    const said = unknownCard ? NOTHING : explain(data, state);
    toControls(state);
    for (const [selector, shown] of [
      ['data-type', said.types],
      ['data-rule', said.rows],
      ['data-impossible', said.because],
      ['data-decides', said.deciders],
    ] as const) {
      for (const element of all(`[${selector}]`)) {
        element.hidden = !shown.includes(element.getAttribute(selector) ?? '');
      }
    }
    const holds = said.way.flatMap(({ step, holds }) => holds.map((index) => `${step}:${index}`));
    for (const element of all('[data-becomes]')) {
      element.hidden = !holds.includes(element.dataset['becomes'] ?? '');
    }
    const family = data.cards.find(({ key }) => key === state.card)?.family ?? '';
    for (const element of all('[data-effect]')) {
      const families = (element.dataset['effect'] ?? '').split(' ').filter(Boolean);
      element.hidden = families.length > 0 && !families.includes(family);
    }
    for (const element of all('[data-layer]')) {
      element.classList.toggle('decides', said.deciders.includes(element.dataset['layer'] ?? ''));
    }
    for (const element of all('[data-headline]')) {
      element.textContent = visible(said.headline);
    }
    label(one('[data-asked]'), said.asked);
    for (const element of all('[data-setting]')) {
      const { setting } = element.dataset;
      label(element, said.settings.find((one) => one.setting === setting)?.sentence ?? '');
    }
    showCases(said.cases, state);
    if (message) {
      message.hidden = problems.length === 0;
      message.replaceChildren(...problems.map(paragraph));
    }
    const link = root.querySelector<HTMLAnchorElement>('[data-permalink]');
    if (link) link.href = `?${writeState(data, full(state))}#explainer`;
    const settings = said.settings.map(({ sentence }) => sentence).join(' ');
    return `${said.headline}. ${settings}`.replaceAll('`', '');
  };

  /** Every value that has a control, so that a link says the same when presets change. */
  const full = (state: ExplainerState): ExplainerState => {
    const presets = data.axes.flatMap(({ id, preset }) =>
      preset === undefined || data.settled.includes(id) ? [] : [[id, preset] as const],
    );
    return { ...state, chosen: { ...Object.fromEntries(presets), ...state.chosen } };
  };

  const toControls = (state: ExplainerState) => {
    const where = data.cards.find(({ key }) => key === state.card)?.where ?? {};
    if (card) {
      card.value = state.card ?? '';
      if (state.card === undefined) card.selectedIndex = -1;
    }
    for (const control of controls) {
      const id = control.dataset['axis'] ?? '';
      const axis = data.axes.find((one) => one.id === id);
      control.value = where[id] ?? state.chosen[id] ?? axis?.preset ?? '';
      control.disabled = where[id] !== undefined;
    }
  };

  const fromControls = (): ExplainerState => ({
    ...(card && card.value !== '' ? { card: card.value } : {}),
    chosen: Object.fromEntries(
      controls
        .filter(({ value, disabled }) => value !== '' && !disabled)
        .map(({ dataset, value }) => [dataset['axis'] ?? '', value]),
    ),
  });

  const go = (state: ExplainerState) => {
    history.pushState(null, '', `?${writeState(data, state)}${location.hash}`);
    const said = show(state, []);
    if (live) live.textContent = visible(said);
  };

  const showCases = (cases: ReturnType<typeof explain>['cases'], state: ExplainerState) => {
    const list = one('[data-cases]');
    if (!list) return;
    list.hidden = cases.length === 0;
    list.replaceChildren(
      ...cases.map(({ when, gives, sets }) => {
        const item = document.createElement('li');
        const answer = document.createElement('strong');
        answer.textContent = visible(gives);
        const button = document.createElement('button');
        button.type = 'button';
        label(button, when);
        button.addEventListener('click', () => {
          go({ ...state, chosen: { ...state.chosen, ...sets } });
          one('[data-asked]')?.focus();
        });
        item.append(answer, ' ', Object.keys(sets).length > 0 ? button : visible(when));
        return item;
      }),
    );
  };

  for (const control of [...controls, ...(card ? [card] : [])]) {
    control.addEventListener('change', () => {
      go(fromControls());
    });
  }
  one('[data-copy-link]')?.addEventListener('click', (event) => {
    const button = event.currentTarget as HTMLButtonElement;
    const href = root.querySelector<HTMLAnchorElement>('[data-permalink]')?.href ?? location.href;
    void navigator.clipboard.writeText(href).then(
      () => {
        button.textContent = 'Copied';
        if (live) live.textContent = 'Copied';
      },
      () => {
        button.textContent = 'Could not copy';
      },
    );
  });
  window.addEventListener('popstate', () => {
    const { state, problems } = read();
    show(state, problems);
  });
  for (const element of all('[data-form], [data-share]')) element.hidden = false;
  const { state, problems } = read();
  show(state, problems);
}

/** Text in which backticks mark code. */
function label(place: HTMLElement | null, text: string): void {
  place?.replaceChildren(...labelNodes(text));
}

function paragraph(text: string): HTMLElement {
  return element('p', '', text);
}
