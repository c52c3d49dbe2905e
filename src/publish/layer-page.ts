import type { Library } from '../model/library.ts';
import { occurrencesOf } from '../model/occurrences.ts';
import { layersTopDown } from '../model/strata.ts';
import type { Layer } from '../schema/layer.ts';
import { type Appearances, appearances } from './appearances.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** One layer of the stack, what is held about it, and what broke there. */
export interface LayerPage {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly above: readonly Link[];
  readonly below: readonly Link[];
  readonly requests: readonly StatementView[];
  readonly decides: readonly StatementView[];
  readonly statements: readonly StatementView[];
  readonly settings: readonly Link[];
  readonly faults: Appearances;
  readonly findings: readonly FindingRow[];
}

/** The page of one layer. */
export function layerPage(layer: Layer, library: Library): LayerPage {
  const views = (list: Layer['statements']) => list.map((s) => statementView(s, library));
  const above = layersTopDown(library).filter(({ restsOn }) => restsOn.includes(layer.id));
  const settings = [...library.setting.values()].filter((s) => s.layer === layer.id);
  return {
    id: layer.id,
    name: layer.name,
    role: layer.role,
    above: above.map(({ id }) => linkTo(library, 'layer', id)),
    below: linksTo(library, 'layer', layer.restsOn),
    requests: views(layer.requests),
    decides: views(layer.decides),
    statements: views(layer.statements),
    settings: settings.map(({ id }) => linkTo(library, 'setting', id)),
    faults: appearances(occurrencesOf(library, 'layer', layer.id), { page: 'runs' }, library),
    findings: findingsAbout(library, 'layers', layer.id),
  };
}
