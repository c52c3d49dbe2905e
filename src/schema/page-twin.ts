import { z } from 'zod';
import { decision } from './decision.ts';
import { findingStatus } from './finding.ts';
import { id } from './id.ts';
import { KINDS } from './kinds.ts';
import { outcome } from './run.ts';
import { changes } from './changes-twin.ts';
import { comparison, comparisonList } from './comparison-twin.ts';
import { day, line } from './text.ts';
import { address, counts, link, verdict, weight } from './twin-part.ts';

/*
 * The shape of the JSON that stands beside each page. Computed parts are open: within a major version
 * further facts may be added to them, and none is taken away.
 */

const contentsEntry = z.looseObject({
  title: line.describe('Backticks mark code.'),
  url: address,
  kind: z.string().optional().describe('What kind of thing it is about; an index page has none.'),
  id: id.optional(),
  status: z.string().optional().describe('Of a finding or an option.'),
  forms: z
    .array(z.enum(['json', 'md']))
    .describe('Other forms of the page: append "index.json" or "index.md" to its address.'),
});

const citing = z.array(z.looseObject({ kind: z.string(), ids: z.array(id) }));

const statusOfFinding = z.looseObject({ id, status: findingStatus.optional() });
const findings = z.array(statusOfFinding);
const seenResult = z.looseObject({ run: id, result: z.string().optional(), outcome });
const seen = z.array(seenResult);
const tally = z.looseObject({
  id,
  counts,
  worst: verdict,
  planned: z.int().nonnegative(),
  ran: z.int().nonnegative(),
  complete: z.boolean(),
});
/** What is computed of each kind of thing. */
const COMPUTED = {
  layer: z.looseObject({ faults: seen, findings }),
  'memory-type': z.looseObject({ findings }),
  gpu: z.looseObject({ runs: z.array(tally), findings }),
  setting: z.looseObject({
    runs: z.array(
      z.looseObject({
        run: id,
        requested: z.string().optional(),
        readback: z.string().optional(),
        effective: z.enum(['shown', 'shown-not']).optional(),
      }),
    ),
    results: seen,
    findings,
  }),
  signature: z.looseObject({ seen, findings }),
  probe: z.looseObject({ results: seen, findings }),
  finding: z.looseObject({
    status: findingStatus,
    computed: findingStatus.optional().describe('Where somebody set another status by hand.'),
    for: weight.describe('The weight of the heaviest piece for it.'),
    against: weight.describe('The weight of the heaviest piece against it.'),
    supports: z.array(weight),
    contradicts: z.array(weight),
    experiments: z.array(id),
  }),
  option: z.looseObject({ for: findings, against: findings, about: findings }),
  experiment: z.looseObject({ decides: findings }),
  source: z.looseObject({
    citedBy: citing.describe('What has a page of its own and gives it as evidence.'),
    alsoCitedBy: citing
      .optional()
      .describe(
        'What has no page of its own (decision, note, prose), and what links to it in a text.',
      ),
  }),
} as const;

const item = <K extends keyof typeof COMPUTED>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), item: KINDS[kind].schema, computed: COMPUTED[kind] });

const index = <S extends z.ZodRawShape>(page: string, shape: S) =>
  z.looseObject({ page: z.literal(page), ...shape });

const ids = (page: string) => index(page, { ids: z.array(id) });

const edition = z.looseObject({ id, title: line, asOf: day, state: z.string(), url: address });

const home = index('home', {
  text: KINDS.prose.schema.optional(),
  newestRun: id.optional(),
  runs: z.int().nonnegative().optional().describe('How many runs were known.'),
  recommended: z.array(id),
}).extend({
  contents: z.array(contentsEntry).describe('Every page of this edition, or of today.'),
  editions: z.array(edition).describe('Every edition, the newest first.'),
  also: z.array(link).describe('Runs, feeds, schemas: what has one address in all editions.'),
});

const runRow = z.looseObject({
  id,
  title: line,
  date: z.string().describe('The best date that is known: the start, or a bound.'),
  card: z.string(),
  worst: verdict,
  counts,
  planned: z.int().nonnegative(),
  ran: z.int().nonnegative(),
  complete: z.boolean(),
  replaces: id.optional(),
  replacedBy: id.optional().describe('The run that corrects it.'),
  comparisons: z
    .array(z.looseObject({ with: id, url: address }))
    .optional()
    .describe('Pages that set it beside an earlier run, as far as dates tell.'),
  url: address,
});

/** The facts of each kind of page, by the name of its schema. */
const FACTS = {
  'layer-page': item('layer'),
  'memory-type-page': item('memory-type'),
  'gpu-page': item('gpu'),
  'setting-page': item('setting'),
  'error-page': item('signature'),
  'probe-page': item('probe'),
  'finding-page': item('finding'),
  'option-page': item('option'),
  'experiment-page': item('experiment'),
  'source-page': item('source'),
  'home-page': home,
  'stack-page': index('stack', { layers: z.array(id), decisions: z.array(decision) }),
  'memory-types-page': index('memory-types', {
    ids: z.array(id),
    answers: z.record(z.string(), z.string()),
  }),
  'findings-page': index('findings', { findings }),
  'options-page': index('options', {
    options: z.array(z.looseObject({ id, status: z.string() })),
  }),
  'errors-page': ids('errors'),
  'probes-page': ids('probes'),
  'gpus-page': ids('gpus'),
  'settings-page': ids('settings'),
  'experiments-page': ids('experiments'),
  'sources-page': ids('sources'),
  'runs-page': z.looseObject({
    runs: z.int().nonnegative(),
    newest: z.array(runRow),
    lists: z
      .array(z.looseObject({ year: z.string(), runs: z.int().positive(), url: address }))
      .describe('All runs, in lists of one year each, the newest year first.'),
  }),
  'run-list': z.looseObject({ year: z.string(), runs: z.array(runRow) }),
  'editions-page': z.looseObject({
    editions: z.array(
      edition.extend({
        summary: z.string(),
        frozenOn: day,
        findings: z.int().nonnegative(),
        runs: z.int().nonnegative(),
        statuses: z.record(z.string(), z.int().nonnegative()),
        changes: address,
        manifest: address.describe('What it promises: digests, pages, anchors.').optional(),
      }),
    ),
  }),
  'changes-page': changes,
  'prose-page': KINDS.prose.schema,
  'compare-page': comparisonList,
  'comparison-page': comparison,
} as const satisfies Record<string, z.ZodType>;

/** The name of a kind of page: `faultline.finding-page/1` is the schema of the twin of a finding. */
export type TwinName = keyof typeof FACTS;

export const TWIN_NAMES = Object.keys(FACTS) as TwinName[];

/** The schema name that a twin carries. */
export function twinSchemaName(name: TwinName): string {
  return `faultline.${name}/1`;
}

/** The shape of the JSON of one kind of page. */
export function pageTwin(name: TwinName) {
  return z.strictObject({
    schema: z.literal(twinSchemaName(name)),
    url: address.describe('The page.'),
    title: line.describe('Backticks mark code.'),
    edition: z
      .strictObject({ id, asOf: day, state: z.string() })
      .optional()
      .describe('Left out: what is held today.'),
    facts: FACTS[name],
  });
}
