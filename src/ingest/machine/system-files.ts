import type { Capture } from './capture.ts';
import type { Fact } from './fact.ts';
import { OVERRIDE } from './gfx-target.ts';
import { commandLineOptions } from './module-parameters.ts';

/** `/proc/cmdline`. */
export function kernelCommandLine({ file, lines }: Capture): Fact[] {
  const [first] = lines;
  if (first === undefined) return [];
  const from = { file, line: first.number, what: '/proc/cmdline' };
  const value = first.text.trim();
  return [{ about: 'machine', key: 'cmdline', value, from }, ...commandLineOptions(value, from)];
}

/** `uname -a` or `/proc/version`. */
export function kernelVersion({ file, lines }: Capture): Fact[] {
  for (const { text, number } of lines) {
    const value = /^Linux (?:version|\S+) (\d\S{2,100})/.exec(text)?.[1];
    const from = { file, line: number, what: 'kernel version' };
    if (value !== undefined) return [{ about: 'machine', key: 'kernel', value, from }];
  }
  return [];
}

/** `/etc/os-release`. */
export function osRelease({ file, lines }: Capture): Fact[] {
  for (const { text, number } of lines) {
    const value = /^PRETTY_NAME="?([^"]{1,200})"?\s*$/.exec(text)?.[1];
    const from = { file, line: number, what: 'os-release' };
    if (value !== undefined) return [{ about: 'machine', key: 'os', value, from }];
  }
  return [];
}

/** `/opt/rocm/.info/version`: the release that is installed. */
export function rocmVersion({ file, lines }: Capture): Fact[] {
  const [first] = lines;
  const value = /^\d{1,2}\.\d{1,3}(?:\.\d{1,3})?(?:[-.~+]\S{1,40})?$/.exec(
    first?.text.trim() ?? '',
  )?.[0];
  if (first === undefined || value === undefined) return [];
  const from = { file, line: first.number, what: 'ROCm version file' };
  return [{ about: 'stack', component: 'ROCm', key: 'installed', value, from }];
}

/** Variables by which somebody may have changed what the stack does. */
const STACK_VARIABLE =
  /^(?:HSA|HIP|ROCR|ROCM|ROCBLAS|MIOPEN|AMD|GPU|PYTORCH|TORCH|TRITON|CUDA|TENSILE)_\w{1,64}$/;

/** The output of `env`: the variables of the stack, and that the override is not among them. */
export function environment({ file, lines }: Capture): Fact[] {
  const from = (line: number) => ({ file, line, what: 'environment' });
  const entries = lines.flatMap(({ text, number }) => {
    const match = /^([A-Za-z_]\w{0,100})=(.*)$/.exec(text);
    return match === null ? [] : [{ name: match[1] ?? '', value: match[2] ?? '', number }];
  });
  const facts: Fact[] = entries
    .filter(({ name, value }) => STACK_VARIABLE.test(name) && value.length <= 1000)
    .map(({ name, value, number }) => ({
      about: 'setting',
      kind: 'env',
      name,
      field: 'requested',
      value,
      from: from(number),
    }));
  const names = entries.map(({ name }) => name);
  const isWhole = names.includes('PATH') && names.includes('HOME');
  if (isWhole && !names.some((name) => name.startsWith(OVERRIDE))) {
    const line = lines[0]?.number ?? 1;
    facts.push({ about: 'setting', kind: 'env', name: OVERRIDE, field: 'unset', from: from(line) });
  }
  return facts;
}
