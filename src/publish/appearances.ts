import type { Library } from '../model/library.ts';
import { signatureFor } from '../model/signature.ts';
import type { Result, Run } from '../schema/run.ts';
import { runDateInWords } from './dates.ts';
import { questionOf } from './result-view.ts';
import { cardOf, newestFirst } from './run-row.ts';
import { didWords, type OutcomeCount } from './outcomes.ts';
import type { Link } from './urls.ts';

/** A result away from its run: in the page of its probe, its error or its setting. */
export interface Appearance {
  readonly result: Link;
  /** The same in one sentence. */
  readonly said: string;
  readonly outcome: OutcomeCount['outcome'];
  readonly run: Link;
  readonly date: string;
  readonly card: string;
  readonly stack: string;
  /** The same, each component with its version by itself. */
  readonly components: readonly string[];
  /** What was set for it: the settings of its run, and the variables of its own command. */
  readonly tried: readonly string[];
  /** In which layers it was raised or placed, and how that is known. */
  readonly faults: readonly { readonly layer: string; readonly words: string }[];
}

/** Every result that a test accepts, the newest run first. */
export function appearances(
  library: Library,
  accept: (result: Result, run: Run) => boolean,
): Appearance[] {
  return newestFirst(library.run.values()).flatMap((run) =>
    run.results
      .filter((result) => accept(result, run))
      .map((result) => appearance(result, run, library)),
  );
}

function appearance(result: Result, run: Run, library: Library): Appearance {
  const target = { kind: 'run' as const, id: run.id };
  const env = Object.entries(result.command?.env ?? {});
  const components = componentsOf(run);
  const settings = run.settings
    .filter((setting) => setting.requested !== undefined)
    .map((setting) => `${setting.name}=${setting.requested ?? ''}`);
  const words = {
    question: questionOf(result, library),
    date: runDateInWords(run),
    card: cardOf(run, library),
    stack: components.length === 0 ? 'stack not recorded' : components.join(', '),
  };
  return {
    said: `${words.question}: ${didWords(result.outcome)} on ${words.card}, ${words.stack}, ${words.date}`,
    result: { label: words.question, target: { ...target, anchor: result.id } },
    outcome: result.outcome,
    run: { label: run.title, target },
    date: words.date,
    card: words.card,
    stack: components.length === 0 ? 'not recorded' : components.join(', '),
    components,
    tried: [...settings, ...env.map(([name, value]) => `${name}=${value}`)],
    faults: (result.fault ?? []).map(({ layer, role, basis }) => ({
      layer,
      words: `${role} here, ${basis}`,
    })),
  };
}

/** The components whose version was recorded. */
function componentsOf(run: Run): string[] {
  return run.stack.flatMap(({ component, loaded, installed }) => {
    const version = loaded === undefined ? installed : `${loaded} (loaded)`;
    return version === undefined ? [] : [`${component} ${version}`];
  });
}

/** Whether a result printed one of the forms of an error. */
export function printed(result: Result, signature: string, library: Library): boolean {
  return signatureFor(result.reason?.signature, library)?.id === signature;
}
