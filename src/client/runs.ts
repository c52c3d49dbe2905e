/** Looks for runs: reads them in files of a size, shows those that have what is chosen; the address keeps it. */
import { visible } from '../model/visible.ts';
import { isWanted, readRunFilter, type RunFilter, writeRunFilter } from '../publish/run-filter.ts';
import type { FacetedRun } from '../publish/run-facets.ts';
import { type Target, urlOf } from '../publish/urls.ts';
import { drawRuns } from './run-drawing.ts';
import { mount } from './tree.ts';

interface Data {
  readonly params: readonly string[];
  readonly shards: number;
  readonly onAPage: number;
  readonly base: string;
  readonly glyphs: string;
}

const written = document.querySelector('[data-runs-data]')?.textContent;
const form = document.querySelector<HTMLFormElement>('[data-runs-form]');
const found = document.querySelector<HTMLElement>('[data-runs-found]');
if (written && form && found) start(JSON.parse(written) as Data, form, found);

function start(data: Data, form: HTMLFormElement, found: HTMLElement): void {
  const { params, shards, onAPage, base, glyphs } = data;
  const hrefOf = (target: Target) => urlOf(target, { base });
  const listed = document.querySelector<HTMLElement>('[data-runs-list]');
  const live = document.querySelector('[data-live]');
  const summary = document.createElement('p');
  const place = document.createElement('div');
  const pager = document.createElement('p');
  pager.className = 'pager';
  found.append(summary, place, pager);
  const selects = params.map(
    (param) => [param, form.elements.namedItem(param) as HTMLSelectElement] as const,
  );
  let everything: Promise<readonly FacetedRun[]> | undefined;
  let asked = 0;

  const read = () => readRunFilter(new URLSearchParams(location.search), params);

  const show = async (filter: RunFilter) => {
    const turn = ++asked;
    for (const [param, select] of selects) toSelect(select, filter.chosen[param]);
    const looking = Object.keys(filter.chosen).length > 0;
    found.hidden = !looking;
    if (listed) listed.hidden = looking;
    if (!looking) return;
    everything ??= readAll(shards, hrefOf);
    const runs = await everything.catch(() => undefined);
    if (turn !== asked) return;
    if (runs === undefined) {
      everything = undefined;
      summary.textContent = 'The list of runs could not be read. Choose again to try once more.';
      return;
    }
    const wanted = runs.filter((run) => isWanted(run, filter));
    const pages = Math.max(1, Math.ceil(wanted.length / onAPage));
    const page = Math.min(filter.page, pages);
    const rows = wanted.slice((page - 1) * onAPage, page * onAPage);
    const count = wanted.length === 1 ? '1 run' : `${wanted.length} runs`;
    summary.textContent = `${count} of ${runs.length}${pages > 1 ? `, page ${page} of ${pages}` : ''}. What a run did not record it is not found by.`;
    place.replaceChildren(...mount([drawRuns(rows, { hrefOf, glyphs })]));
    pager.replaceChildren(
      ...[
        { to: page - 1, text: 'Newer' },
        { to: page + 1, text: 'Older' },
      ]
        .filter(({ to }) => to >= 1 && to <= pages)
        .map(({ to, text }) => {
          const link = document.createElement('a');
          link.href = `?${writeRunFilter({ ...filter, page: to }, params)}`;
          link.textContent = text;
          return link;
        }),
    );
    if (live) live.textContent = summary.textContent;
  };

  const go = () => {
    const chosen = Object.fromEntries(
      selects.flatMap(([param, { value }]) => (value === '' ? [] : [[param, value]])),
    );
    const query = writeRunFilter({ chosen, page: 1 }, params);
    history.pushState(null, '', query === '' ? hrefOf({ page: 'runs' }) : `?${query}`);
    void show({ chosen, page: 1 });
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go();
  });
  form.addEventListener('change', go);
  form.addEventListener('reset', () => {
    history.pushState(null, '', hrefOf({ page: 'runs' }));
    void show({ chosen: {}, page: 1 });
  });
  window.addEventListener('popstate', () => void show(read()));
  form.hidden = false;
  void show(read());
}

/** A value of an address that no run has is shown as what it is, not dropped. */
function toSelect(select: HTMLSelectElement, value = ''): void {
  if (value !== '' && ![...select.options].some((option) => option.value === value)) {
    select.add(new Option(`${visible(value)} (no run)`, value));
  }
  select.value = value;
}

async function readAll(
  shards: number,
  hrefOf: (target: Target) => string,
): Promise<readonly FacetedRun[]> {
  const files = await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      const response = await fetch(hrefOf({ runShard: shard }));
      if (!response.ok) throw new Error(response.statusText);
      return (await response.json()) as FacetedRun[];
    }),
  );
  return files.toReversed().flat();
}
