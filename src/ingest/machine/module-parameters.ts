import type { Capture } from './capture.ts';
import type { Fact } from './fact.ts';

const PATH = /(?:^|\/)module\/amdgpu\/parameters\/(\w{1,64})$/;

/** The name of the parameter that a path in `/sys/module/amdgpu/parameters/` is of. */
export function parameterOf(path: string | undefined): string | undefined {
  return PATH.exec(path ?? '')?.[1];
}

/** What the module has stored for one of its parameters. It does not say that anything reads it. */
export function moduleParameter({ file, path, lines }: Capture): Fact[] {
  const name = parameterOf(path);
  const [first] = lines;
  if (name === undefined || first === undefined) return [];
  const value = first.text.trim();
  // `cat` of a parameter that is not there says so instead.
  if (/^(?:cat|head|tail): /.test(value)) return [];
  const from = { file, line: first.number, what: 'module parameter' };
  return [{ about: 'setting', kind: 'modparam', name, field: 'readback', value, from }];
}

/** `options amdgpu a=1 b=2` in modprobe.d; a backslash continues a line. */
export function modprobeOptions({ file, path, lines }: Capture): Fact[] {
  const facts: Fact[] = [];
  let carried = '';
  for (const [index, { text, number }] of lines.entries()) {
    const isContinued = text.endsWith('\\');
    const whole = carried + (isContinued ? `${text.slice(0, -1)} ` : text);
    carried = isContinued ? whole : '';
    if (isContinued && index < lines.length - 1) continue;
    const options = /^\s*options\s+amdgpu\s+(.*)$/.exec(whole)?.[1] ?? '';
    for (const [, name = '', value = ''] of options.matchAll(/(?<!\S)(\w{1,64})=(\S{1,200})/g)) {
      const from = { file, line: number, what: 'modprobe options' };
      const via = path ?? file;
      facts.push({
        about: 'setting',
        kind: 'modparam',
        name,
        field: 'requested',
        value,
        via,
        from,
      });
    }
  }
  return facts;
}

/** Parameters of the module on a kernel command line: `amdgpu.NAME=VALUE`. */
export function commandLineOptions(text: string, from: Fact['from']): Fact[] {
  const options = text.matchAll(/(?<!\S)amdgpu\.(\w{1,64})=(\S{1,200})/g);
  return [...options].map(([, name = '', value = '']) => ({
    about: 'setting',
    kind: 'modparam',
    name,
    field: 'requested',
    value,
    via: 'kernel command line',
    from,
  }));
}

/** `modinfo amdgpu`: which parameters the module has, and its version where it has one. */
export function moduleInfo({ file, lines }: Capture): {
  readonly facts: Fact[];
  readonly parameters: ReadonlySet<string>;
} {
  const facts: Fact[] = [];
  const parameters = new Set<string>();
  for (const { text, number } of lines) {
    const from = { file, line: number, what: 'modinfo' };
    const [, key = '', value = ''] = /^(\w+):\s+(.*)$/.exec(text) ?? [];
    const name = /^(\w{1,64}):/.exec(value)?.[1];
    if (key === 'parm' && name !== undefined) parameters.add(name);
    if (key === 'version' && value !== '') {
      facts.push({
        about: 'stack',
        component: 'amdgpu',
        layer: 'amdgpu',
        key: 'installed',
        value,
        from,
      });
    }
  }
  return { facts, parameters };
}
