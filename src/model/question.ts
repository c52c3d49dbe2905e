import type { Library } from './library.ts';
import type { Probe } from '../schema/probe.ts';
import type { Result } from '../schema/run.ts';
import { canonicalJson } from './canonical-json.ts';

/** What a comparison has to know of a probe beyond the runs themselves. */
export type ProbeFacts = Pick<
  Probe,
  'question' | 'params' | 'command' | 'synchronised' | 'subject'
>;

/** Probes by id. */
export type ProbeBook = Readonly<Record<string, ProbeFacts>>;

export type Params = NonNullable<Result['params']>;

/** The probes of a library, as far as a comparison needs them. */
export function probeBook(library: Library): ProbeBook {
  const facts = [...library.probe].map(
    ([id, { question, params, command, synchronised, subject }]): [string, ProbeFacts] => [
      id,
      {
        question,
        params,
        ...(command === undefined ? {} : { command }),
        ...(synchronised === undefined ? {} : { synchronised }),
        ...(subject === undefined ? {} : { subject }),
      },
    ],
  );
  return Object.fromEntries(facts);
}

/** What a result was asked with: its own parameters, and those of its probe where it gives none. */
export function paramsOf(result: Result, probes: ProbeBook): Params {
  return { ...probeOf(result, probes)?.params, ...result.params };
}

export function probeOf(result: Result, probes: ProbeBook): ProbeFacts | undefined {
  return result.probe === undefined ? undefined : probes[result.probe];
}

/**
 * Results with the same key answer the same question: one probe with the same parameters, or, where no
 * probe is named, the same words.
 */
export function questionKey(result: Result, probes: ProbeBook): string {
  const asked = result.probe === undefined ? { asks: result.question ?? result.id } : {};
  return canonicalJson({ ...asked, probe: result.probe, params: paramsOf(result, probes) });
}

/**
 * The point of its subject that a result is about: probes of one subject meet where these are equal.
 * Undefined for a probe of no subject, and where the result does not say which point.
 */
export function pointOf(result: Result, probes: ProbeBook): Params | undefined {
  const { subject } = probeOf(result, probes) ?? {};
  if (subject === undefined || subject.at.length === 0) return undefined;
  const params = paramsOf(result, probes);
  const values = subject.at.map((name) => [name, params[name]] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(values) as Params;
}

/** Results with the same key stand at the same point of one subject, whatever asked them. */
export function pointKey(result: Result, probes: ProbeBook): string | undefined {
  const point = pointOf(result, probes);
  if (point === undefined) return undefined;
  return canonicalJson({ subject: probeOf(result, probes)?.subject?.id, point });
}
