import { z } from 'zod';
import { command } from './command.ts';
import { basis } from './evidence-link.ts';
import { id, localId, ref } from './id.ts';
import { line, moment, sha256, url } from './text.ts';

/** The schema name that a run record carries: `major` only grows with an upgrade function. */
export const RUN_SCHEMA = 'faultline.run/1';

/** At most this many results stand in one record; further ones are only counted. */
export const MAX_RESULTS = 5000;

/** At most this many bytes of UTF-8 in one excerpt. */
export const MAX_EXCERPT_BYTES = 16 * 1024;

const bytesWithin = (max: number) => (text: string) => new TextEncoder().encode(text).length <= max;

export const outcome = z.enum([
  'pass',
  'fail',
  'crash',
  'hang',
  'unfinished',
  'error',
  'blocked',
  'skipped',
  'observed',
]);

const precision = z.enum(['day', 'minute', 'second']);

export const time = z
  .strictObject({
    start: moment.optional(),
    end: moment.optional(),
    notBefore: moment
      .optional()
      .describe('The source gives no date, but it cannot be earlier than this.'),
    notAfter: moment
      .optional()
      .describe('The source gives no date, but it cannot be later than this.'),
    precision: precision
      .optional()
      .describe('How exactly the times are known: nobody is shown more of them.'),
  })
  .refine((t) => (t.start ?? t.end ?? t.notBefore ?? t.notAfter) !== undefined, {
    error: 'at least one of start, end, notBefore and notAfter',
  });

const provenanceSource = z.strictObject({
  title: line.optional(),
  date: moment.optional(),
  path: line.optional().describe('Where the original was read, within its repository or machine.'),
  url: url.optional(),
  sha256: sha256.optional(),
  format: line.describe('markdown, ctrf, junit, tap, …'),
  licence: line.optional(),
});

const provenance = z.strictObject({
  runner: z
    .strictObject({ id: line, kind: line })
    .optional()
    .describe('Who or what ran the probes.'),
  recordedFrom: z
    .enum(['native', 'import', 'transcribed', 'recalled'])
    .describe(
      'native: the probe wrote this record. import: converted from another format. transcribed: taken from a written account. recalled: told from memory.',
    ),
  tool: line.optional(),
  sources: z.array(provenanceSource).min(1),
  deviations: z
    .array(z.strictObject({ code: localId, at: z.string().max(500), note: line }))
    .default([])
    .describe('Every repair or omission on the way from the original to this record.'),
  redactions: z.array(z.strictObject({ kind: line, count: z.int().nonnegative() })).default([]),
});

const gpu = z.strictObject({
  family: ref('gpu').optional(),
  name: line.optional().describe('Product name.'),
  gfx: line.optional().describe('What the chip is, by its own id or the kernel: gfx1010.'),
  gfxReported: line
    .optional()
    .describe('What user space was told; differs under HSA_OVERRIDE_GFX_VERSION.'),
  gcVersion: line.optional(),
  pciId: z
    .string()
    .regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/, 'vendor:device, four hexadecimal digits each')
    .optional(),
  vramBytes: z.int().nonnegative().optional(),
});

export const machine = z.strictObject({
  os: line.optional(),
  kernel: line.optional(),
  cmdline: z.string().max(4000).optional(),
  freshBoot: z.boolean().optional(),
  gpus: z.array(gpu).default([]),
});

export const stackEntry = z.strictObject({
  layer: ref('layer').optional().describe('Left out for a release that spans several layers.'),
  component: line,
  installed: line.optional(),
  loaded: line
    .optional()
    .describe('The version that the process really had in memory, only where that was captured.'),
  copies: z
    .array(z.strictObject({ version: line, origin: z.enum(['system', 'bundled', 'source']) }))
    .optional(),
});

export const setting = z
  .strictObject({
    kind: z.enum(['modparam', 'env', 'cmdline', 'sysfs', 'build', 'api']),
    layer: ref('layer').optional(),
    name: line,
    via: line.optional().describe('The file or command that set it.'),
    requested: z.string().max(1000).optional(),
    unset: z.literal(true).optional().describe('Known not to have been set.'),
    readback: z
      .strictObject({ value: z.string().max(1000), evidence: localId.optional() })
      .optional(),
    effective: z
      .strictObject({
        state: z.enum(['shown', 'shown-not']),
        value: z.string().max(1000).optional(),
        evidence: localId,
      })
      .optional()
      .describe('Whether it had an effect, only where this run itself captured that.'),
  })
  .refine((s) => s.unset === undefined || s.requested === undefined, {
    error: 'a setting is requested or unset, not both',
  });

const fault = z.strictObject({
  layer: ref('layer'),
  role: z
    .enum(['raised', 'placed'])
    .describe('raised: this layer reported it. placed: somebody holds that it broke here.'),
  basis: basis.exclude(['cited', 'observed']).or(z.literal('shown')),
});

const attempt = z.strictObject({
  outcome,
  rawStatus: line.optional(),
  durationMs: z.number().nonnegative().optional(),
});

const termination = z.strictObject({
  exitCode: z.int().optional(),
  signal: line.optional(),
  timeoutMs: z.number().positive().optional().describe('The deadline that the probe was given.'),
  durationMs: z.number().nonnegative().optional(),
});

const measurement = z.strictObject({
  name: line,
  unit: line,
  values: z.array(z.number()).min(1),
  bound: z.enum(['about', 'under', 'over']).optional(),
  synchronised: z
    .boolean()
    .optional()
    .describe('Whether the device was waited for before the clock was read.'),
});

const result = z.strictObject({
  id: localId,
  parent: localId.optional(),
  probe: ref('probe').optional(),
  question: line.optional(),
  command: command.optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  outcome,
  checked: z
    .enum(['completed', 'verified'])
    .optional()
    .describe('What a pass means: it completed, or its output was compared with what is right.'),
  reason: z
    .strictObject({
      signature: line.optional().describe('The error string as it was printed.'),
      text: z.string().max(4000).optional(),
      blockedBy: localId
        .optional()
        .describe('The result of this run that kept this one from starting.'),
    })
    .optional(),
  fault: z.array(fault).optional(),
  expected: z
    .strictObject({ outcome, why: line.optional() })
    .optional()
    .describe('The outcome that was expected beforehand (xfail, TODO, a known issue).'),
  attempts: z.array(attempt).optional(),
  termination: termination.optional(),
  aftermath: z
    .strictObject({ gpu: line.optional(), host: line.optional() })
    .optional()
    .describe('In what state it left the GPU and the machine.'),
  measurements: z.array(measurement).optional(),
  raw: z
    .strictObject({
      format: line,
      status: z.string().max(500),
      pointer: z.string().max(500),
      line: z.int().positive().optional().describe('Line of the original, from 1.'),
      offset: z.int().nonnegative().optional().describe('Byte of the original, from 0.'),
    })
    .optional()
    .describe('The status as the original format gave it, and where.'),
  mapping: z.strictObject({ rule: localId, matched: z.string().max(500).optional() }).optional(),
  evidence: z.array(localId).default([]),
});

const evidence = z.strictObject({
  id: localId,
  kind: z.enum(['command-output', 'config', 'log', 'kernel-log', 'original', 'statement']),
  name: line.optional().describe('The name of the file when it was handed in.'),
  path: line.optional().describe('Before ingest: beside the record. After: below content/.'),
  sha256: sha256.optional(),
  bytes: z.int().nonnegative().optional(),
  excerpt: z
    .string()
    .refine(bytesWithin(MAX_EXCERPT_BYTES), { error: 'at most 16 KiB' })
    .optional(),
  truncated: z.boolean().optional(),
  strength: z.enum(['captured', 'transcribed', 'recalled']),
});

/** One dated execution of probes on one machine and stack: what that run itself recorded. */
export const run = z.strictObject({
  $schema: z.string().optional().describe('For editors; not part of the record.'),
  schema: z.literal(RUN_SCHEMA),
  id,
  title: line,
  replaces: ref('run').optional().describe('The run that this one corrects.'),
  comparesTo: z
    .array(ref('run'))
    .optional()
    .describe('Earlier runs that this one was made to be compared with.'),
  time,
  provenance,
  machine: machine.prefault({}),
  stack: z.array(stackEntry).default([]),
  settings: z.array(setting).default([]),
  plan: z
    .strictObject({ count: z.int().nonnegative(), ids: z.array(localId).optional() })
    .optional()
    .describe(
      'The probes that were meant to run. A planned one that is missing makes the run incomplete.',
    ),
  results: z.array(result).max(MAX_RESULTS),
  resultsLeftOut: z
    .int()
    .positive()
    .optional()
    .describe(`Results beyond the ${MAX_RESULTS} that a record may hold.`),
  account: z
    .array(line)
    .optional()
    .describe('What the logs that came with the run tell of the GPU, put together by ingest.'),
  incomplete: line
    .optional()
    .describe(
      'Why the run, or the report of it, is known not to be whole. It is then never complete.',
    ),
  evidence: z.array(evidence).default([]),
});

export type Run = z.infer<typeof run>;
/** A run as somebody may write it: what has a default may be left out. */
export type RunInput = z.input<typeof run>;
export type Outcome = z.infer<typeof outcome>;
export type Result = Run['results'][number];
export type RunSetting = Run['settings'][number];
export type RunEvidence = Run['evidence'][number];
export type Fault = z.infer<typeof fault>;
