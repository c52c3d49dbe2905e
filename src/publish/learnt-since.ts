import type { Library } from '../model/library.ts';
import type { Run } from '../schema/run.ts';
import type { Setting } from '../schema/setting.ts';
import { dateInWords } from './dates.ts';
import { effectView, statementView, type StatementView } from './evidence-view.ts';
import { linkTo } from './links.ts';
import { questionOf } from './result-view.ts';
import { type Link, runAnchor } from './urls.ts';

/** Something learnt after a run, joined into its page: the record itself stays as it is. */
export interface Learnt {
  /** What it is about: the run as a whole, one of its settings, one of its results. */
  readonly about?: Link;
  /** The page that says more, where there is one. */
  readonly more?: Link;
  readonly on?: string;
  /** The versions of which it is known, where that is not all. */
  readonly scope?: string;
  readonly statement: StatementView;
}

/** Everything that today’s interpretation has to say about a run and the places in it. */
export function learntSince(run: Run, library: Library): Learnt[] {
  return [...notesOn(run, library), ...effectsIn(run, library)];
}

function notesOn(run: Run, library: Library): Learnt[] {
  return [...library.note.values()]
    .filter((note) => note.run === run.id)
    .map((note) => {
      const result = run.results.find(({ id }) => id === note.result);
      const about =
        result !== undefined
          ? here(run, questionOf(result, library), result.id)
          : note.setting === undefined
            ? undefined
            : here(run, `\`${note.setting}\``, runAnchor.setting(note.setting));
      return {
        ...(about === undefined ? {} : { about }),
        on: dateInWords(note.on),
        statement: statementView(note, library),
      };
    });
}

/** What the settings of a run do on its cards, where somebody has read the code that would use them. */
function effectsIn(run: Run, library: Library): Learnt[] {
  const families = run.machine.gpus.flatMap(({ family }) => (family === undefined ? [] : [family]));
  const ofRun = run.settings
    .filter(({ requested, readback }) => (requested ?? readback) !== undefined)
    .map(({ kind, name }) => ({ kind, name, anchor: runAnchor.setting(name) }));
  const ofCommands = run.results.flatMap(({ id, command }) =>
    Object.keys(command?.env ?? {}).map((name) => ({ kind: 'env', name, anchor: id })),
  );
  // A variable that many commands were given is told of once, where it stands first.
  const byName = Map.groupBy([...ofRun, ...ofCommands], ({ kind, name }) => `${kind} ${name}`);
  return [...byName.values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { kind, name, anchor } = first;
    const setting = [...library.setting.values()].find((s) => s.kind === kind && s.name === name);
    return (setting?.effects ?? [])
      .filter((effect) => appliesTo(effect, families))
      .map((effect) => ({
        about: here(run, `\`${name}\``, anchor),
        more: linkTo(library, 'setting', setting?.id ?? name),
        ...(effect.scope === undefined ? {} : { scope: effect.scope }),
        statement: effectView(effect, library),
      }));
  });
}

function appliesTo({ gpus }: Setting['effects'][number], families: readonly string[]): boolean {
  return gpus.length === 0 || gpus.some((gpu) => families.includes(gpu));
}

function here(run: Run, label: string, anchor: string): Link {
  return { label, target: { kind: 'run', id: run.id, anchor } };
}
