import type { Occurrence } from '../model/lineage.ts';
import { occurrencesOf } from '../model/occurrences.ts';
import { tallyOf, type Verdict, WORST_FIRST } from '../model/tally.ts';
import type { Item } from '../schema/kinds.ts';
import { newestRunFirst, stackInWords } from './appearances.ts';
import { optionColor } from './badge.ts';
import type { View } from './companion.ts';
import { dateInWords } from './dates.ts';
import { findingPage } from './finding-page.ts';
import { gpuPage } from './gpu-page.ts';
import { optionPage } from './option-page.ts';
import { OUTCOME_MEANING } from './outcomes.ts';
import { cardOf, replacementOf } from './run-row.ts';
import { settingPage } from './setting-page.ts';
import { COLORS, OF_STATUS, OF_VERDICT } from './status-color.ts';
import type { PageTarget } from './urls.ts';

/** The picture by which a link to a page is announced elsewhere. Texts are plain, of one line. */
export interface Preview {
  /** What kind of thing it is: "Finding". */
  readonly kind: string;
  readonly title: string;
  /** The verdict in a few words. */
  readonly verdict: string;
  /** Of the verdict: six hexadecimal digits. */
  readonly color: string;
  /** Card, stack, outcome: what a reader should know before following the link. */
  readonly lines: readonly string[];
}

/** In pixels, as those who show previews ask for it. */
export const PREVIEW_SIZE = { width: 1200, height: 630 } as const;

const ACCENT = 'a5330b';

/** What every page has that has no picture of its own. */
const SITE: Preview = {
  kind: 'Faultline',
  title: 'Where the stack breaks, and how we know',
  verdict: 'GPU stacks, layer by layer',
  color: ACCENT,
  lines: ['Runs, findings and options, each with its evidence'],
};

type Draw = (id: string, view: View) => Preview | undefined;

/** The preview of a page. Runs share one for each verdict, so that the build stays fast. */
export function preview(target: PageTarget, view: View): Preview {
  if ('kind' in target) return PREVIEWS[target.kind]?.(target.id, view) ?? SITE;
  return 'page' in target && target.page === 'home' ? (ofEdition(view) ?? SITE) : SITE;
}

/** Every preview that a site may need. */
export function runPreview(verdict: Verdict): Preview {
  return {
    kind: 'Run',
    title: 'One dated execution of probes on one machine and stack',
    verdict: verdict === 'no-result' ? 'incomplete' : verdict,
    color: COLORS[OF_VERDICT[verdict]],
    lines: [OUTCOME_MEANING[verdict]],
  };
}

/** The verdicts that a run can come to. */
export const RUN_VERDICTS: readonly Verdict[] = [...WORST_FIRST, 'no-result'];

const PREVIEWS: Readonly<Record<string, Draw | undefined>> = {
  run: (id, { library }) => {
    const run = library.run.get(id);
    if (run === undefined || replacementOf(library, id) !== undefined) return undefined;
    return runPreview(tallyOf(run).worst);
  },
  finding: (id, { library }) => {
    const finding = library.finding.get(id);
    if (finding === undefined) return undefined;
    const page = findingPage(finding, library);
    return {
      kind: 'Finding',
      title: words(page.claim),
      verdict: page.statusWords,
      color: COLORS[OF_STATUS[page.status]],
      lines: [page.override === undefined ? words(page.standing) : 'Set by hand.'],
    };
  },
  option: (id, { library }) => {
    const option = library.option.get(id);
    return option && ofOption(option, library);
  },
  signature: (id, { library }) => {
    const signature = library.signature.get(id);
    if (signature === undefined) return undefined;
    const seen = newestRunFirst(occurrencesOf(library, 'signature', id));
    return {
      kind: 'Error',
      title: signature.text,
      verdict: seen.length === 0 ? 'seen in no run here' : outcomesOf(seen),
      color: ACCENT,
      lines: [
        ...some(seen.map(({ run }) => cardOf(run, library))),
        ...some(
          seen.map(({ run }) => stackInWords(run)),
          1,
        ),
      ],
    };
  },
  setting: (id, { library }) => {
    const setting = library.setting.get(id);
    if (setting === undefined) return undefined;
    const page = settingPage(setting, library);
    return {
      kind: 'Setting',
      title: page.name,
      verdict: page.kind,
      color: ACCENT,
      lines: page.effects.slice(0, 3).map(({ gpus, state }) => {
        const cards = gpus.map(({ label }) => words(label)).join(', ');
        return `${cards === '' ? 'All GPUs' : cards}: ${state}`;
      }),
    };
  },
  gpu: (id, { library }) => {
    const gpu = library.gpu.get(id);
    if (gpu === undefined) return undefined;
    const page = gpuPage(gpu, library);
    return {
      kind: 'GPU family',
      title: page.name,
      verdict: counted(page.runCount, 'run'),
      color: ACCENT,
      lines: [
        ...(page.gfx.length === 0 ? [] : [page.gfx.join(', ')]),
        ...some(page.products.map(({ name }) => name)),
      ],
    };
  },
};

function ofOption(option: Item<'option'>, library: View['library']): Preview {
  const { rate, complexity, hours, title, status } = optionPage(option, library);
  const facts = [
    rate && `${rate.worked} of ${rate.of} runs that tried it worked`,
    complexity && `Complexity: ${complexity.value}`,
    hours && `Time: ${hours.value}`,
  ];
  return {
    kind: 'Way forward',
    title: words(title),
    verdict: status,
    color: COLORS[optionColor(option, rate)],
    lines: facts.filter((fact) => fact !== undefined),
  };
}

function ofEdition({ edition, library }: View): Preview | undefined {
  if (edition === undefined) return undefined;
  return {
    kind: 'Edition',
    title: `Edition ${edition.id}`,
    verdict: edition.state,
    color: ACCENT,
    lines: [
      `As of ${dateInWords(edition.asOf)}`,
      `${counted(library.finding.size, 'finding')}, ${counted(library.run.size, 'run')}`,
    ],
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "3 crash, 1 hang" */
function outcomesOf(seen: readonly Occurrence[]): string {
  const all = [...new Set(seen.map(({ result }) => result.outcome))];
  return all
    .map((one) => `${seen.filter(({ result }) => result.outcome === one).length} ${one}`)
    .join(', ');
}

/** The first different ones in a line, and that there are more; what was not recorded goes unsaid. */
function some(texts: readonly string[], most = 3): string[] {
  const all = [...new Set(texts.map(words))].filter((text) => !text.endsWith('not recorded'));
  if (all.length === 0) return [];
  const more = all.length > most ? ` and ${all.length - most} more` : '';
  return [`${all.slice(0, most).join(', ')}${more}`];
}

function words(text: string): string {
  return text.replaceAll('`', '');
}
