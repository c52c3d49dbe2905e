import { askedOf, effectInWords, readbackOf } from '../model/difference.ts';
import type { RunSetting } from '../schema/run.ts';

/** A setting in a run: three things that are easily taken for one another. Absent: not recorded, or no effect shown. */
export interface SettingReading {
  readonly requested?: string;
  readonly readback?: string;
  readonly effective?: string;
}

/** What was asked for, what was read back, and what the run itself showed of an effect. */
export function settingReading(setting: RunSetting): SettingReading {
  const asked = askedOf(setting);
  const readback = readbackOf(setting);
  const shown = effectInWords(setting.effective);
  return {
    ...(asked === undefined ? {} : { requested: asked }),
    ...(readback === undefined ? {} : { readback }),
    ...(shown === undefined ? {} : { effective: shown }),
  };
}
