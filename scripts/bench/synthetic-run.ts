import type { Library } from '../../src/model/library.ts';
import type { Run, RunInput } from '../../src/schema/run.ts';
import { run as runSchema } from '../../src/schema/run.ts';
import { Dice } from './dice.ts';
import { kernelLog, programLog } from './synthetic-logs.ts';
import { RESULT_IDS, syntheticResults } from './synthetic-results.ts';

/** What synthetic runs are made of: the same seed and library give the same runs. */
export interface Recipe {
  readonly seed: string;
  /** Its cards, layers, settings, probes and signatures occur in the runs. */
  readonly library: Library;
  /** The day of every run, where it is not to be drawn. It then names one of half its number, without that day. */
  readonly day?: string | undefined;
}

const SETTINGS = 20;

/** So many texts of logs are shared by the half of the runs that has no text of its own. */
const SHARED_LOGS = 40;

const FIRST_DAY = Date.UTC(2019, 0, 1);
const DAYS = 2861;

const SYSTEMS = [
  'Ubuntu 22.04.5 LTS',
  'Ubuntu 24.04.2 LTS',
  'Debian 12',
  'Fedora 41',
  'Arch Linux',
];
const KERNELS = ['5.15.0-119', '6.1.0-25', '6.8.0-45', '6.12.9', '6.14.2'];
const RELEASES = ['5.2.0', '5.4.3', '5.7.1', '6.0.2', '6.2.4', '6.4.1', '7.0.2'];
const FURTHER_SETTINGS = Array.from({ length: SETTINGS }, (_, n) => `BENCH_OPTION_${n + 1}`);

/** The id of a run depends on nothing but the recipe and its number, so that others can name it. */
export function syntheticId(recipe: Recipe, index: number): string {
  const { day, card } = frame(recipe, index);
  const slug = card.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${day}-${slug.slice(0, 40).replace(/-$/, '')}-${String(index).padStart(6, '0')}`;
}

/** One run, whole and valid; `index` counts from 0, and runs name only earlier ones. */
export function syntheticRun(recipe: Recipe, index: number): Run {
  const { library, seed } = recipe;
  const dice = new Dice(seed, index, 'run');
  const { day, card } = frame(recipe, index);
  const release = dice.one(RELEASES);
  const settings = someSettings(dice, library);
  const results = syntheticResults(dice, library, index);
  const missing = dice.percent(15);
  const own = dice.percent(50);
  const subject = {
    device: card.name,
    probes: results.map(({ id }) => id),
    errors: results.map(({ reason }) => reason?.signature),
    settings: settings.map(({ name, requested }) => [name, requested ?? ''] as const),
  };
  const shared = new Dice(seed, 'log', dice.below(SHARED_LOGS));
  const logDice = own ? new Dice(seed, index, 'log') : shared;
  const plain = { ...subject, device: 'a device', probes: RESULT_IDS, errors: [], settings: [] };
  const logged = own ? subject : plain;
  const worst = results.find(({ outcome }) => outcome !== 'pass')?.outcome ?? 'pass';
  const record: RunInput = {
    schema: 'faultline.run/1',
    id: syntheticId(recipe, index),
    title: `${results.length} probes on ${card.name} under ${release}, number ${index}: ${worst} at first`,
    ...namesOf(recipe, index, dice),
    time: {
      start: `${day}T${String(8 + dice.below(12)).padStart(2, '0')}:00:00Z`,
      precision: 'minute',
    },
    provenance: {
      recordedFrom: dice.percent(60) ? 'native' : 'import',
      tool: 'faultline bench 1',
      sources: [{ path: `results/${index}.xml`, sha256: dice.hex(64), format: 'junit' }],
    },
    machine: {
      os: dice.one(SYSTEMS),
      kernel: dice.one(KERNELS),
      freshBoot: dice.percent(50),
      gpus: [card],
    },
    stack: [...library.layer.values()].map(({ id: layer, name }) => ({
      layer,
      component: name,
      installed: `${release}-${1 + dice.below(3)}`,
      ...(dice.percent(40) ? { loaded: `${release}-${1 + dice.below(3)}` } : {}),
    })),
    settings,
    plan: {
      count: results.length + (missing ? 1 : 0),
      ids: [...results.map(({ id }) => id), ...(missing ? ['never-reported'] : [])],
    },
    results,
    evidence: [
      { id: 'log', kind: 'log', excerpt: programLog(logDice, logged), strength: 'captured' },
      {
        id: 'kernel-log',
        kind: 'kernel-log',
        excerpt: kernelLog(logDice, logged),
        strength: 'captured',
      },
      {
        id: 'environment',
        kind: 'config',
        excerpt: settings.map(({ name, requested = '' }) => `${name}=${requested}\n`).join(''),
        strength: 'captured',
      },
    ],
  };
  return runSchema.parse(record);
}

/** The earlier runs that a run corrects or is to be compared with. */
function namesOf(recipe: Recipe, index: number, dice: Dice): Partial<RunInput> {
  if (index === 0) return {};
  if (recipe.day !== undefined) {
    return { comparesTo: [syntheticId({ ...recipe, day: undefined }, Math.floor(index / 2))] };
  }
  if (index % 200 === 199) return { replaces: syntheticId(recipe, index - 1) };
  const earlier = index - 1 - dice.below(Math.min(index, 50));
  return dice.percent(10) ? { comparesTo: [syntheticId(recipe, earlier)] } : {};
}

/** What the id of a run is made of. */
function frame({ seed, library, day }: Recipe, index: number) {
  const dice = new Dice(seed, index, 'id');
  const cards = [...library.gpu.values()].flatMap(({ id, gfx, products }) =>
    products.map((product) => {
      const chip = product.gfx ?? gfx[0];
      const pci = product.pciId === undefined ? {} : { pciId: product.pciId };
      return {
        family: id,
        name: product.name,
        ...(chip === undefined ? {} : { gfx: chip }),
        ...pci,
      };
    }),
  );
  const drawn = new Date(FIRST_DAY + dice.below(DAYS) * 86_400_000).toISOString().slice(0, 10);
  return { day: day ?? drawn, card: cards.length > 0 ? dice.one(cards) : { name: 'some card' } };
}

function someSettings(dice: Dice, library: Library): NonNullable<RunInput['settings']> {
  const known = dice.some([...library.setting.values()], SETTINGS * 0.6);
  const further = dice.some(FURTHER_SETTINGS, SETTINGS - known.length);
  return [
    ...known.map(({ kind, name, layer, values }) => ({
      kind,
      ...(layer === undefined ? {} : { layer }),
      name,
      ...valueOf(dice, values.length > 0 ? dice.one(values).value : String(dice.below(4))),
    })),
    ...further.map((name) => ({ kind: 'env' as const, name, ...valueOf(dice, dice.hex(4)) })),
  ];
}

/** Three things may be known of a setting, each less often than the one before. */
function valueOf(dice: Dice, value: string): Partial<NonNullable<RunInput['settings']>[number]> {
  if (dice.percent(5)) return { unset: true };
  if (!dice.percent(60)) return { requested: value };
  const readback = { value: dice.percent(90) ? value : '0', evidence: 'environment' };
  if (!dice.percent(20)) return { requested: value, readback };
  const state = dice.percent(50) ? ('shown' as const) : ('shown-not' as const);
  return { requested: value, readback, effective: { state, evidence: 'log' } };
}
