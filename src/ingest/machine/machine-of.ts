import type { Library } from '../../model/library.ts';
import type { Run, RunSetting } from '../../schema/run.ts';
import type { Fact, Origin, SettingFact } from './fact.ts';
import type { MachineFacts } from './facts.ts';
import { gfxOfOverride, OVERRIDE } from './gfx-target.ts';
import { familyOfGfx, GPU_KEYS, gpusOf } from './gpus-of.ts';
import { COMPARED, gpuDeviations, type JoinedGpu, joinGpus } from './joined-gpus.ts';
import { type Disagreement, inWords, settled, type Told } from './settled.ts';
import { joinSettings, settingsOf, type SettledField } from './settings-of.ts';

/** What somebody says of the machine of a run, or a part of it. */
export interface SaidOfMachine {
  readonly machine?: Partial<Run['machine']> | undefined;
  readonly stack?: Run['stack'] | undefined;
  readonly settings?: Run['settings'] | undefined;
}

/** Where what somebody says is not what a file shows. */
export interface Conflict {
  /** JSON pointer into what was said. */
  readonly at: string;
  readonly said: string;
  readonly found: string;
  readonly from: Origin;
}

/** The machine of a run, from facts and from what somebody says. */
export interface MachineOfRun {
  readonly machine: Run['machine'];
  readonly stack: Run['stack'];
  readonly settings: Run['settings'];
  readonly deviations: Run['provenance']['deviations'];
  readonly conflicts: readonly Conflict[];
}

/**
 * Puts the machine, the stack and the settings of a run together. A value on which files disagree is left
 * out and told as a deviation; one on which somebody and a file disagree is a conflict. Neither is chosen.
 * @param evidenceOf the local id of the evidence that a file became
 */
export function machineOf(
  { facts, parameters }: MachineFacts,
  said: SaidOfMachine,
  library: Pick<Library, 'gpu' | 'layer' | 'setting'>,
  evidenceOf: (file: string) => string,
): MachineOfRun {
  const deviations: Run['provenance']['deviations'][number][] = [];
  const conflicts: Conflict[] = [];
  const disagree = (at: string, { key, told }: Disagreement) =>
    deviations.push({
      code: 'files-disagree',
      at,
      note: short(`Left out: the files disagree on ${key}: ${inWords(told)}.`),
    });
  /** What both say alike, or the one that says it. */
  const together = (at: string, key: string, mine: string | undefined, told: readonly Told[]) => {
    const { value, from, disagreement } = settled(key, told);
    if (disagreement !== undefined) {
      if (mine === undefined) disagree(at, disagreement);
      else differ(at, mine, disagreement);
    }
    if (mine !== undefined && value !== undefined && from !== undefined) {
      conflict(at, mine, value, from);
    }
    return mine ?? value;
  };
  const conflict = (at: string, mine: string, found: string, from: Origin) => {
    if (mine !== found) conflicts.push({ at, said: mine, found, from });
  };

  /** Of several values that files have, somebody's can be one only. */
  const differ = (at: string, mine: string, { told }: Disagreement) => {
    for (const { value = 'not set', from } of told) conflict(at, mine, value, from);
  };

  const found = gpusOf(facts, library);
  const joined = joinGpus(found, said.machine?.gpus ?? []);
  for (const [index, one] of joined.entries()) tellOfGpu(one, `/machine/gpus/${index}`);

  const { os, kernel, cmdline, freshBoot } = said.machine ?? {};
  const toldOf = (key: 'os' | 'kernel' | 'cmdline') =>
    facts.flatMap((fact) => (fact.about === 'machine' && fact.key === key ? [fact] : []));
  const machine: Run['machine'] = {
    ...defined('os', together('/machine/os', 'os', os, toldOf('os'))),
    ...defined('kernel', together('/machine/kernel', 'kernel', kernel, toldOf('kernel'))),
    ...defined('cmdline', together('/machine/cmdline', 'cmdline', cmdline, toldOf('cmdline'))),
    ...(freshBoot === undefined ? {} : { freshBoot }),
    gpus: joined.map(({ found: shown, said: mine }) => {
      const gpu = { ...shown?.gpu, ...mine };
      return { ...defined('family', familyOfGfx(gpu.gfx, library)), ...gpu };
    }),
  };

  const stack = stackOf(facts, said.stack ?? [], library, together);
  const settings = settingsTogether();
  return { machine, stack, settings, deviations, conflicts };

  function tellOfGpu({ found: shown, said: mine }: JoinedGpu, at: string): void {
    if (shown === undefined) return;
    for (const key of COMPARED) {
      const [a, b, from] = [mine?.[key], shown.gpu[key], shown.origins.get(key)];
      if (a === undefined || b === undefined || from === undefined) continue;
      conflict(`${at}/${key}`, String(a), String(b), from);
    }
    for (const disagreement of shown.disagreements) {
      const key = GPU_KEYS.find((one) => one === disagreement.key);
      const a = key && mine?.[key];
      if (a === undefined) disagree(at, disagreement);
      // What somebody calls a card is their own.
      else if (key !== 'name') differ(`${at}/${key}`, String(a), disagreement);
    }
    const told = gpuDeviations(shown, mine, at);
    deviations.push(...told.map(({ note, ...rest }) => ({ ...rest, note: short(note) })));
  }

  function settingsTogether(): RunSetting[] {
    const mine = said.settings ?? [];
    const asked = new Set(mine.map(({ name }) => name));
    const about = facts.filter((fact): fact is SettingFact & Fact => fact.about === 'setting');
    const all = settingsOf(about, library, asked, evidenceOf);
    for (const { setting, disagreements } of all) {
      const index = mine.findIndex(
        ({ kind, name }) => kind === setting.kind && name === setting.name,
      );
      const other = mine[index];
      for (const disagreement of disagreements) {
        const [field, a] = (other && saidOf(other, disagreement.field)) ?? [];
        if (field === undefined || a === undefined) disagree(`/settings`, disagreement);
        else differ(`/settings/${index}/${field}`, a, disagreement);
      }
      if (other === undefined) continue;
      for (const [field, a, b] of pairs(other, setting)) {
        const origin = about.find(
          (fact) =>
            fact.kind === setting.kind && fact.name === setting.name && isAbout(fact, field),
        )?.from;
        if (a !== undefined && b !== undefined && origin !== undefined) {
          conflict(`/settings/${index}/${field}`, a, b, origin);
        }
      }
    }
    for (const { name, kind, requested } of mine) {
      const isUnknown = kind === 'modparam' && parameters?.has(name) === false;
      if (!isUnknown || requested === undefined) continue;
      const note = `modinfo lists no parameter ${name} of this module.`;
      deviations.push({ code: 'parameter-unknown', at: '/settings', note: short(note) });
    }
    return withOverride(
      joinSettings(
        all.map(({ setting }) => setting),
        mine,
      ),
      mine,
    );
  }

  /** The chip that user space was told shows whether the override had an effect. */
  function withOverride(all: readonly RunSetting[], mine: readonly RunSetting[]): RunSetting[] {
    const shown = found.find(({ overridden }) => overridden);
    const from = shown?.origins.get('gfxReported');
    if (shown === undefined || from === undefined) return [...all];
    return all.map((setting) => {
      if (setting.kind !== 'env' || setting.name !== OVERRIDE) return setting;
      const reported = shown.gpu.gfxReported ?? '';
      if (setting.unset === true) {
        const index = mine.findIndex(({ name }) => name === OVERRIDE);
        const at = index < 0 ? '/settings' : `/settings/${index}/unset`;
        conflict(at, 'not set', `in force: ${reported} is reported`, from);
        return setting;
      }
      if (setting.effective !== undefined || gfxOfOverride(setting.requested ?? '') !== reported) {
        return setting;
      }
      const evidence = evidenceOf(from.file);
      return { ...setting, effective: { state: 'shown', value: reported, evidence } };
    });
  }
}

/** Whether a fact is what the field of a setting was read from. */
function isAbout({ field: read }: SettingFact, field: string): boolean {
  const asked = field === 'requested' || field === 'unset';
  return asked ? read === 'requested' || read === 'unset' : read === field;
}

function* pairs(
  a: RunSetting,
  b: RunSetting,
): Generator<[field: string, a: string | undefined, b: string | undefined]> {
  for (const field of ['requested', 'readback', 'effective'] as const) {
    const [name, value] = saidOf(a, field);
    yield [name, value, saidOf(b, field)[1]];
  }
}

/** What a setting says by one of its fields, and the name of the one that says it. */
function saidOf(
  { requested, unset, ...read }: RunSetting,
  field: SettledField,
): [name: string, value: string | undefined] {
  if (field !== 'requested') return [field, read[field]?.value];
  return unset ? ['unset', requested ?? 'not set'] : ['requested', requested];
}

type Versions = Pick<Run['stack'][number], 'component' | 'installed' | 'loaded'>;

function stackOf(
  facts: readonly Fact[],
  said: Run['stack'],
  library: Pick<Library, 'layer'>,
  together: (
    at: string,
    key: string,
    mine: string | undefined,
    told: readonly Told[],
  ) => string | undefined,
): Run['stack'] {
  const about = facts.filter((fact) => fact.about === 'stack');
  const told = (component: string, key: 'installed' | 'loaded') =>
    about.filter((fact) => fact.component === component && fact.key === key);
  const versions = (at: (key: string) => string, { component, installed, loaded }: Versions) => {
    const one = (key: 'installed' | 'loaded', mine: string | undefined) =>
      defined(key, together(at(key), `${component} ${key}`, mine, told(component, key)));
    return { ...one('installed', installed), ...one('loaded', loaded) };
  };
  const joined = said.map((entry, index) => ({
    ...entry,
    ...versions((key) => `/stack/${index}/${key}`, entry),
  }));
  const others = [...new Set(about.map(({ component }) => component))]
    .filter((component) => !said.some((entry) => entry.component === component))
    .map((component) => {
      const layer = about.find((fact) => fact.component === component)?.layer;
      return {
        ...(layer !== undefined && library.layer.has(layer) ? { layer } : {}),
        component,
        ...versions(() => '/stack', { component }),
      };
    });
  return [...joined, ...others];
}

function defined<K extends string>(key: K, value: string | undefined) {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;
}

/** A note is one line of at most 500 characters. */
function short(note: string): string {
  const line = note.replace(/\s+/g, ' ');
  return line.length <= 500 ? line : `${line.slice(0, 499)}…`;
}
