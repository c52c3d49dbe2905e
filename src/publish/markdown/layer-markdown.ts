import type { LayerPage } from '../layer-page.ts';
import type { Location } from '../urls.ts';
import { appearanceTable, findingList, linkList, statementList } from './evidence-markdown.ts';
import { label, link, paragraphs, section } from './text.ts';

/** One layer of the stack: what it asks for, what it decides, what broke there. */
export function layerMarkdown(page: LayerPage, location: Location): string {
  const links = (all: LayerPage['above']) => all.map((one) => link(one, location)).join(', ');
  return paragraphs(
    label(page.role),
    page.above.length === 0 ? undefined : `Above it: ${links(page.above)}`,
    page.below.length === 0 ? undefined : `Below it: ${links(page.below)}`,
    section('What it can ask for', statementList(page.requests, location)),
    section('What it decides', statementList(page.decides, location)),
    section('What is held about it', statementList(page.statements, location)),
    section('Its settings', linkList(page.settings, location)),
    section('What broke there', appearanceTable(page.faults, location)),
    section('Findings', findingList(page.findings, location)),
  );
}
