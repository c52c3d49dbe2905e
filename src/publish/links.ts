import type { Library } from '../model/library.ts';
import type { IndexPage, Link, PageKind } from './urls.ts';

const INDEX_LABELS: Record<IndexPage, string> = {
  home: 'Home',
  stack: 'Stack',
  'memory-types': 'Memory types',
  findings: 'Findings',
  options: 'Options',
  errors: 'Errors',
  probes: 'Probes',
  gpus: 'GPUs',
  settings: 'Settings',
  experiments: 'Experiments',
  sources: 'Sources',
  runs: 'Runs',
  search: 'Search',
  editions: 'Editions',
  about: 'How to read this site',
  contribute: 'Contribute a run',
};

/** A link to one of the pages that are not about one thing. */
export function linkToPage(page: IndexPage): Link {
  return { label: INDEX_LABELS[page], target: { page } };
}

/** A link to the page of one thing, under the name that the library gives it. */
export function linkTo(library: Library, kind: PageKind, id: string, anchor?: string): Link {
  const target = { kind, id, ...(anchor === undefined ? {} : { anchor }) };
  return { label: nameOf(library, kind, id), target };
}

/** Links to several things of one kind. */
export function linksTo(library: Library, kind: PageKind, ids: readonly string[]): Link[] {
  return ids.map((id) => linkTo(library, kind, id));
}

/** What a thing is called; its id where the library has none such. Backticks mark code. */
export function nameOf(library: Library, kind: PageKind, id: string): string {
  switch (kind) {
    case 'run':
      return library.run.get(id)?.title ?? id;
    case 'layer':
      return library.layer.get(id)?.name ?? id;
    case 'memory-type':
      return library['memory-type'].get(id)?.name ?? id;
    case 'gpu':
      return library.gpu.get(id)?.name ?? id;
    case 'setting':
      return `\`${library.setting.get(id)?.name ?? id}\``;
    case 'signature':
      return `\`${library.signature.get(id)?.text ?? id}\``;
    case 'probe':
      return library.probe.get(id)?.question ?? id;
    case 'finding':
      return library.finding.get(id)?.claim ?? id;
    case 'option':
      return optionName(library, id);
    case 'experiment':
      return library.experiment.get(id)?.question ?? id;
    case 'source':
      return library.source.get(id)?.title ?? id;
  }
}

function optionName(library: Library, id: string): string {
  const option = library.option.get(id);
  if (option === undefined) return id;
  return option.letter === undefined ? option.title : `${option.letter}. ${option.title}`;
}
