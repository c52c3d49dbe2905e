import type { Library } from '../model/library.ts';
import { signatureFor } from '../model/signature.ts';
import type { Command } from '../schema/command.ts';
import type { Outcome, Result, Run, RunEvidence } from '../schema/run.ts';
import { linkTo } from './links.ts';
import { didWords } from './outcomes.ts';
import { inOneLine } from './quotation.ts';
import { type OriginalPlace, originalPlace } from './original.ts';
import type { Link } from './urls.ts';

/** A command as a page shows it. */
export interface CommandView {
  readonly text: string;
  /** Only a complete command may be copied. */
  readonly complete: boolean;
  readonly cwd?: string;
}

/** One result of a run as a page shows it. Every text is plain. */
export interface ResultView {
  readonly anchor: string;
  /** The result in one sentence: "conv2d-minimal crashed: HSA_STATUS_ERROR_…". */
  readonly quote: string;
  /** Variables of its own command. */
  readonly set?: string;
  readonly outcome: Outcome;
  /** What a pass means here. */
  readonly checked?: string;
  readonly question: string;
  readonly probe?: Link;
  readonly command?: CommandView;
  readonly params: readonly (readonly [string, string])[];
  readonly signature?: { readonly text: string; readonly link?: Link };
  readonly said?: string;
  readonly blockedBy?: Link;
  readonly duration?: string;
  readonly deadline?: string;
  /** How a process that died ended, empty where nobody recorded it; of others what is not plain. */
  readonly ended?: string;
  readonly measurements: readonly string[];
  /** The outcome that was expected beforehand, and why. */
  readonly expected?: string;
  /** What each attempt came to, in their order, where the record tells them apart. */
  readonly attempts?: string;
  /** In what state it left the GPU and the machine. */
  readonly aftermath?: string;
  readonly rawStatus?: string;
  /** The rule by which an import read the outcome from the source, and the words that it went by. */
  readonly rule?: { readonly name: string; readonly matched?: string };
  readonly place?: OriginalPlace;
  readonly evidence: readonly EvidenceExcerpt[];
}

/** A piece of evidence with its excerpt. */
export interface EvidenceExcerpt {
  readonly id: string;
  readonly kind: string;
  readonly strength: string;
  readonly excerpt?: string;
  readonly truncated: boolean;
  readonly file?: { readonly link: Link; readonly bytes?: number };
}

/** One result with its names resolved. */
export function resultView(result: Result, run: Run, library: Library): ResultView {
  const { reason, termination } = result;
  const signature = signatureView(reason?.signature, library);
  const blocker =
    reason?.blockedBy === undefined
      ? undefined
      : run.results.find((r) => r.id === reason.blockedBy);
  return {
    anchor: result.id,
    quote: resultInWords(result),
    outcome: result.outcome,
    question: questionOf(result, library),
    params: Object.entries(result.params ?? {}).map(([name, value]) => [name, String(value)]),
    measurements: (result.measurements ?? []).map(measurementInWords),
    evidence: evidenceOf(result, run).map(evidenceExcerpt),
    ...present({
      checked:
        result.outcome === 'pass'
          ? (result.checked ?? 'what was checked is not recorded')
          : undefined,
      probe: result.probe === undefined ? undefined : linkTo(library, 'probe', result.probe),
      command: result.command === undefined ? undefined : commandView(result.command),
      signature,
      said: reason?.text,
      blockedBy:
        blocker === undefined
          ? undefined
          : {
              label: questionOf(blocker, library),
              target: { kind: 'run' as const, id: run.id, anchor: blocker.id },
            },
      duration: milliseconds(termination?.durationMs),
      deadline: milliseconds(termination?.timeoutMs),
      ended: endedWith(result),
      expected: expectedInWords(result.expected),
      attempts: attemptsInWords(result.attempts),
      aftermath: aftermathInWords(result.aftermath),
      rawStatus: result.raw?.status,
      rule:
        result.mapping === undefined
          ? undefined
          : { name: result.mapping.rule, ...present({ matched: result.mapping.matched }) },
      place: originalPlace(result, run),
      set: variablesOf(result.command),
    }),
  };
}

/** What came of a result, in one sentence; a pass says what was checked, and what went before it. */
export function resultInWords({ id, outcome, checked, reason, attempts }: Result): string {
  const said = [reason?.signature ?? reason?.text, reason?.blockedBy].find(Boolean);
  const what = outcome === 'pass' ? checked : said;
  const words = `${id} ${didWords(outcome)}${what === undefined ? '' : `: ${what}`}`;
  const tried = attemptsInWords(attempts?.map((one) => ({ outcome: one.outcome })));
  return inOneLine(tried === undefined ? words : `${words} (attempts: ${tried})`);
}

/** "fail (died, 1 s), then pass"; undefined where no attempts are told apart. */
export function attemptsInWords(attempts: Result['attempts']): string | undefined {
  if (attempts === undefined || attempts.length === 0) return undefined;
  return attempts
    .map(({ outcome, rawStatus, durationMs }) => {
      const more = [rawStatus, milliseconds(durationMs)].filter((part) => part !== undefined);
      return more.length === 0 ? outcome : `${outcome} (${more.join(', ')})`;
    })
    .join(', then ');
}

/** "fail: it is known" */
function expectedInWords(expected: Result['expected']): string | undefined {
  if (expected?.why === undefined) return expected?.outcome;
  return `${expected.outcome}: ${expected.why}`;
}

/** "GPU: reset; machine: unresponsive" */
function aftermathInWords({ gpu, host }: NonNullable<Result['aftermath']> = {}):
  string | undefined {
  const left = [
    ...(gpu === undefined ? [] : [`GPU: ${gpu}`]),
    ...(host === undefined ? [] : [`machine: ${host}`]),
  ];
  return left.length === 0 ? undefined : left.join('; ');
}

function variablesOf(command: Command | undefined): string | undefined {
  const set = Object.entries(command?.env ?? {}).map(([name, value]) => `${name}=${value}`);
  return set.length === 0 ? undefined : inOneLine(set.join(' '));
}

/** By run, since each of thousands of results asks. */
const EVIDENCE = new WeakMap<Run, ReadonlyMap<string, RunEvidence>>();

/** The evidence of a result, in the order of the record. */
function evidenceOf(result: Result, run: Run): RunEvidence[] {
  const known = EVIDENCE.get(run) ?? new Map(run.evidence.map((one) => [one.id, one]));
  EVIDENCE.set(run, known);
  const named = result.evidence.flatMap((id) => known.get(id) ?? []);
  if (named.length < 2) return named;
  return run.evidence.filter((one) => named.includes(one));
}

/** What a result answers: the question of its probe, or its own. */
export function questionOf(result: Result, library: Library): string {
  const probe = result.probe === undefined ? undefined : library.probe.get(result.probe);
  return result.question ?? probe?.question ?? result.id;
}

/** The error string of a result, linked where the library knows it. */
export function signatureView(
  text: string | undefined,
  library: Library,
): ResultView['signature'] | undefined {
  if (text === undefined) return undefined;
  const known = signatureFor(text, library);
  return known === undefined ? { text } : { text, link: linkTo(library, 'signature', known.id) };
}

/** A command with its environment in front, as one would type it. */
export function commandView(command: Command): CommandView {
  const env = Object.entries(command.env ?? {}).map(([name, value]) => `${name}=${quoted(value)}`);
  const words = command.text ?? (command.argv ?? []).map(quoted).join(' ');
  return {
    text: [...env, words].join(' '),
    complete: command.form === 'complete',
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
  };
}

/** A word as a POSIX shell reads it back unchanged. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A piece of evidence with what was kept of it. */
export function evidenceExcerpt(evidence: RunEvidence): EvidenceExcerpt {
  const { id, kind, strength, excerpt, truncated = false, path, name, bytes } = evidence;
  const file =
    path === undefined
      ? undefined
      : {
          link: { label: name ?? path, target: { evidence: path } },
          ...(bytes === undefined ? {} : { bytes }),
        };
  return { id, kind, strength, truncated, ...present({ excerpt, file }) };
}

const BOUND = { about: 'about ', under: 'under ', over: 'over ' } as const;

/** "first call: about 220 ms, clock read without waiting for the device" */
export function measurementInWords(
  measurement: NonNullable<Result['measurements']>[number],
): string {
  const { name, unit, values, bound, synchronised } = measurement;
  const clock = synchronised === false ? ', clock read without waiting for the device' : '';
  return `${name}: ${bound === undefined ? '' : BOUND[bound]}${values.join(', ')} ${unit}${clock}`;
}

function endedWith({ outcome, termination }: Result): string | undefined {
  const { exitCode, signal } = termination ?? {};
  const died = outcome === 'crash';
  const told = [
    ...(signal === undefined ? [] : [signal]),
    // Ending with 0 is what is taken for granted.
    ...(exitCode === undefined || (exitCode === 0 && !died) ? [] : [`exit code ${exitCode}`]),
  ];
  return told.length > 0 || died ? told.join(', ') : undefined;
}

function milliseconds(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value < 1000 ? `${value} ms` : `${value / 1000} s`;
}

/** An object without the keys whose value is undefined. */
function present<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
