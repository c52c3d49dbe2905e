import { type Capture, capturesIn } from './capture.ts';
import { drmDevice, drmIds } from './drm-device.ts';
import type { Fact } from './fact.ts';
import { kernelLog } from './kernel-log.ts';
import { kfdProperties } from './kfd-properties.ts';
import { moduleInfo, moduleParameter, modprobeOptions } from './module-parameters.ts';
import { type CaptureKind, kindOf } from './recognition.ts';
import { rocminfo } from './rocminfo.ts';
import { runtimeLog } from './runtime-log.ts';
import {
  environment,
  kernelCommandLine,
  kernelVersion,
  osRelease,
  rocmVersion,
} from './system-files.ts';

const READERS: Readonly<Record<CaptureKind, (capture: Capture) => Fact[]>> = {
  'kfd-properties': kfdProperties,
  'drm-device': drmDevice,
  'module-parameter': moduleParameter,
  modprobe: modprobeOptions,
  modinfo: (capture) => moduleInfo(capture).facts,
  rocminfo,
  cmdline: kernelCommandLine,
  'kernel-version': kernelVersion,
  'os-release': osRelease,
  'rocm-version': rocmVersion,
  environment,
  log: (capture) => [...kernelLog(capture), ...runtimeLog(capture)],
};

/** What the files that came with a run say of its machine. */
export interface MachineFacts {
  readonly facts: readonly Fact[];
  /** What each file was taken for; a file that is nothing known has no kinds. */
  readonly kinds: ReadonlyMap<string, readonly CaptureKind[]>;
  /** The parameters that the module has, where modinfo lists them. */
  readonly parameters?: ReadonlySet<string> | undefined;
}

/** Reads every capture of every file. */
export function factsIn(files: ReadonlyMap<string, string>): MachineFacts {
  const captures = [...files].flatMap(([file, text]) => capturesIn(file, text));
  const kinds = new Map<string, CaptureKind[]>([...files.keys()].map((file) => [file, []]));
  const facts: Fact[] = [];
  let parameters: ReadonlySet<string> | undefined;
  for (const capture of captures) {
    const kind = kindOf(capture);
    if (kind === undefined) continue;
    const known = kinds.get(capture.file);
    if (known?.includes(kind) === false) known.push(kind);
    facts.push(...READERS[kind](capture));
    if (kind === 'modinfo') parameters = moduleInfo(capture).parameters;
  }
  return { facts: [...facts, ...drmIds(captures)], kinds, parameters };
}
