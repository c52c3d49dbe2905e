import type { SignatureMatcher } from '../model/signature-match.ts';
import type { Library } from '../model/library.ts';
import type { RunEvidence } from '../schema/run.ts';
import type { RunContext } from './context-of.ts';
import { excerptOf } from './excerpt.ts';
import { keptTextPath } from './evidence-file.ts';
import { LocalIds } from './local-id.ts';
import { accountOf } from './machine/account.ts';
import type { Fact } from './machine/fact.ts';
import { factsIn } from './machine/facts.ts';
import { type Conflict, type MachineOfRun, machineOf } from './machine/machine-of.ts';
import type { CaptureKind } from './machine/recognition.ts';
import { tellingText } from './telling-text.ts';

/** A file that came with a report: what it holds, redacted. */
export interface AccompanyingFile {
  /** Its path as it was given; facts are told by it. */
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What the files that came with a report add to its record. */
export interface Accompaniment extends Pick<MachineOfRun, 'deviations'> {
  /** The context with the machine, the stack and the settings that the files show. */
  readonly context: RunContext;
  readonly evidence: readonly RunEvidence[];
  /** What the logs tell of the GPU, in sentences. */
  readonly account: readonly string[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Reads the files that came with a report.
 * @param context what somebody says of the run
 * @param others facts from elsewhere, such as the report itself
 */
export function accompaniment(
  files: readonly AccompanyingFile[],
  context: RunContext,
  others: readonly Fact[],
  library: Library,
  matcher: SignatureMatcher,
): Accompaniment {
  const read = factsIn(new Map(files.map(({ path, text }) => [path, text])));
  const facts = [...read.facts, ...others];
  const ids = new LocalIds();
  const idOf = new Map(files.map(({ path }) => [path, ids.take(idName(path), 'file')]));
  const found = machineOf({ ...read, facts }, context, library, (path) => idOf.get(path) ?? path);
  const used = new Set(
    found.settings.flatMap((one) => [one.readback?.evidence, one.effective?.evidence]),
  );
  const kinds = (path: string) => read.kinds.get(path) ?? [];
  const evidence = files
    .filter(({ path }) => !isOneValue(kinds(path)) || used.has(idOf.get(path)))
    .map((file): RunEvidence => {
      const { text, truncated } = excerptOf(file.text, tells(matcher));
      return {
        id: idOf.get(file.path) ?? '',
        kind: evidenceKind(kinds(file.path), file.text),
        name: nameOf(file.path),
        path: keptTextPath(file.path, file.sha256),
        sha256: file.sha256,
        bytes: file.bytes,
        excerpt: text,
        ...(truncated ? { truncated } : {}),
        strength: 'captured',
      };
    });
  const hasKernelLog = evidence.some(({ kind }) => kind === 'kernel-log');
  const { machine, stack, settings, deviations, conflicts } = found;
  return {
    context: { ...context, machine, stack, settings },
    evidence: [...evidence, ...notesOf(context, ids)],
    account: accountOf(facts, hasKernelLog).sentences,
    deviations,
    conflicts,
  };
}

/** What a line tells, by the signatures of the library and by what tells a crash or a hang. */
export function tells(matcher: SignatureMatcher): (line: string) => string | undefined {
  return (line) => matcher.inLine(line)[0]?.signature.id ?? tellingText(line)?.matched;
}

function notesOf({ notes = [] }: RunContext, ids: LocalIds): RunEvidence[] {
  return notes.map((note) => ({
    id: ids.take('note', 'note'),
    kind: 'statement',
    excerpt: note,
    strength: 'recalled',
  }));
}

/** A parameter or a file of sysfs that holds one value is evidence only where something rests on it. */
function isOneValue(kinds: readonly CaptureKind[]): boolean {
  return kinds.length === 1 && kinds[0] === 'module-parameter';
}

function evidenceKind(kinds: readonly CaptureKind[], text: string): RunEvidence['kind'] {
  const [first] = kinds;
  if (first === undefined) return 'log';
  if (first === 'log') return KERNEL.test(text) ? 'kernel-log' : 'log';
  if (first === 'modprobe' || first === 'os-release') return 'config';
  return 'command-output';
}

/** What only the kernel writes. */
const KERNEL =
  /\bkernel: |^(?:<\d>)?\[[ \d]{1,8}\.\d{3,9}\]|\bamdgpu [0-9a-f]{4}:[0-9a-f]{2}:|\[drm[:\]]/m;

function nameOf(path: string): string {
  return path.split(/[/\\]/).filter(Boolean).slice(-1).join('') || path;
}

/** Files of sysfs are told apart by the folders they lie in: `nodes/1/properties`. */
function idName(path: string): string {
  const parts = path.split(/[/\\]/).filter(Boolean);
  const sys = parts.findIndex((part) => part === 'sys' || part === 'proc');
  return (sys < 0 ? parts.slice(-1) : parts.slice(-3)).join(' ').replace(/\.(?:txt|log)$/, '');
}
