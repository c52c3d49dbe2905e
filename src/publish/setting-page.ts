import type { Library } from '../model/library.ts';
import { occurrencesOf, settingOccurrences } from '../model/occurrences.ts';
import type { Setting } from '../schema/setting.ts';
import { type Appearances, appearances } from './appearances.ts';
import {
  effectView,
  type EvidenceView,
  evidenceView,
  statementView,
  type StatementView,
} from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import { type CommandView, commandView } from './result-view.ts';
import { newestFirst } from './run-row.ts';
import { settingReading, type SettingReading } from './setting-reading.ts';
import { type Link, runAnchor, type Target } from './urls.ts';

/** "This parameter": does it exist, what do its values mean, how to see it, what came of setting it. */
export interface SettingPage {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly layer?: Link;
  readonly summary: string;
  readonly exists?: StatementView;
  readonly default?: { readonly value: string; readonly evidence: readonly EvidenceView[] };
  readonly values: readonly {
    readonly value: string;
    readonly means: string;
    readonly memoryType?: Link;
    readonly evidence: readonly EvidenceView[];
  }[];
  readonly howToSee: readonly {
    readonly command: CommandView;
    readonly shows: string;
    readonly evidence: readonly EvidenceView[];
  }[];
  /** What it does, card by card. */
  readonly effects: readonly {
    readonly gpus: readonly Link[];
    readonly scope?: string;
    readonly state: string;
    readonly statement: StatementView;
  }[];
  readonly statements: readonly StatementView[];
  /** Runs that record it for the whole machine: as set, as not set, or as read back. */
  readonly set: {
    /** The newest. */
    readonly rows: readonly (SettingReading & { readonly run: Link })[];
    readonly total: number;
    readonly all: Target;
  };
  /** Results whose own command set it. */
  readonly results: Appearances;
  readonly findings: readonly FindingRow[];
}

const KINDS: Record<Setting['kind'], string> = {
  modparam: 'kernel module parameter',
  env: 'environment variable',
  cmdline: 'kernel command line',
  sysfs: 'sysfs file',
  build: 'build option',
  api: 'API call',
};

const STATES: Record<Setting['effects'][number]['state'], string> = {
  consulted: 'read',
  'not-consulted': 'not read',
  'equals-default': 'the same as the default',
  'no-such-setting': 'no such setting',
};

/** The page of one setting. */
export function settingPage(setting: Setting, library: Library): SettingPage {
  const evidence = (links: Setting['values'][number]['evidence']) =>
    links.map((link) => evidenceView(link, library));
  const { layer, exists } = setting;
  return {
    id: setting.id,
    name: setting.name,
    kind: KINDS[setting.kind],
    summary: setting.summary,
    values: setting.values.map(({ value, means, memoryType, evidence: links }) => ({
      value,
      means,
      evidence: evidence(links),
      ...(memoryType === undefined
        ? {}
        : { memoryType: linkTo(library, 'memory-type', memoryType) }),
    })),
    effects: setting.effects.map((effect) => ({
      gpus: linksTo(library, 'gpu', effect.gpus),
      state: STATES[effect.state],
      statement: effectView(effect, library),
      ...(effect.scope === undefined ? {} : { scope: effect.scope }),
    })),
    howToSee: setting.howToSee.map(({ command, shows, evidence: links }) => ({
      command: commandView(command),
      shows,
      evidence: evidence(links),
    })),
    statements: setting.statements.map((statement) => statementView(statement, library)),
    set: setIn(setting, library),
    results: appearances(
      setting.kind === 'env' ? occurrencesOf(library, 'variable', setting.name) : [],
      { find: { setting: setting.name } },
      library,
    ),
    findings: findingsAbout(library, 'settings', setting.id),
    ...(layer === undefined ? {} : { layer: linkTo(library, 'layer', layer) }),
    ...(exists === undefined ? {} : { exists: statementView(exists, library) }),
    ...(setting.default === undefined
      ? {}
      : {
          default: { value: setting.default.value, evidence: evidence(setting.default.evidence) },
        }),
  };
}

/** All settings. */
export function settingsPage(library: Library): { link: Link; kind: string; summary: string }[] {
  return [...library.setting.values()].map(({ id, kind, summary }) => ({
    link: linkTo(library, 'setting', id),
    kind: KINDS[kind],
    summary,
  }));
}

/** At most this many runs that record it stand on its page. */
const SHOWN = 60;

function setIn(setting: Setting, library: Library): SettingPage['set'] {
  const byRun = Map.groupBy(settingOccurrences(library, setting), ({ run }) => run);
  const found = newestFirst(byRun.keys()).flatMap((run) => byRun.get(run) ?? []);
  return {
    rows: found.slice(0, SHOWN).map(({ run, setting: of }) => ({
      run: {
        label: run.title,
        target: { kind: 'run', id: run.id, anchor: runAnchor.setting(of.name) },
      },
      ...settingReading(of),
    })),
    total: found.length,
    all: { find: { setting: setting.name } },
  };
}
