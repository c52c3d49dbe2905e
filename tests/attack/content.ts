import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Kind } from '../../src/schema/id.ts';
import { ALL_KINDS, KINDS } from '../../src/schema/kinds.ts';
import { ATTACK_DIAGRAM, attackLine, attackText } from './attacks.ts';
import { filled, ID } from './filled.ts';

/** An item with every field, and texts that are attacks; what refers to other things is mended. */
type Made = Record<string, unknown> & { id: string };

/** A record of another place of the library, as loosely as the mending needs it. */
interface Loose {
  [key: string]: unknown;
}

const OTHER = 'script-alert-1';
const EVIDENCE = attackText('evidence');

/** What the systematic filling cannot know: what must differ, what must be in order, what names what. */
const MENDED: { readonly [K in Kind]?: (item: Made, index: number) => Loose } = {
  run: mendedRun,
  layer: () => ({ restsOn: [] }),
  probe: (_, index) => (index === 0 ? { variantOf: undefined } : { variantOf: ID }),
  finding: () => ({ supersededBy: undefined }),
  gpu: (item) => ({
    rows: [{ decision: ID, where: { [ID]: ID } }],
    products: (item['products'] as Loose[]).map((one) => ({ ...one, where: { [ID]: ID } })),
  }),
  setting: () => ({ name: attackLine('settings.0.name') }),
  signature: (item) => ({
    patterns: [{ line: String.raw`\Q${String(item['text']).slice(0, 80)}\E`, tells: 'crash' }],
  }),
  retirement: (item) => ({
    id: 'run-gone',
    was: 'gone',
    remains: { ...mendedRun(item['remains'] as Made, 0, 'gone') },
  }),
  prose: () => ({ id: 'about' }),
  decision: (item) => ({
    axes: [
      {
        ...first(item['axes']),
        values: [...list(item['axes'], 'values'), { id: OTHER, title: OTHER }],
      },
    ],
    impossible: [{ ...first(item['impossible']), when: { [ID]: OTHER } }],
    rows: [{ ...first(item['rows']), when: { [ID]: ID } }],
    steps: [
      {
        ...first(item['steps']),
        becomes: list(item['steps'], 'becomes').map((one) => ({ ...one, when: { [ID]: ID } })),
      },
      { ...first(item['steps']), id: OTHER, becomes: [] },
    ],
    edges: [{ ...first(item['edges']), to: OTHER }],
    way: [ID, OTHER],
    example: { [ID]: ID },
  }),
};

/** Results that differ in how they ended, so that each way of showing one is seen. */
const OUTCOMES = ['crash', 'hang', 'blocked', 'fail', 'pass', 'observed'];

function mendedRun(item: Made, index: number, id = item.id): Loose {
  const results = item['results'] as Made[];
  const kept = (item['evidence'] as Made[]).map((one) => ({
    ...one,
    path: `evidence/${sha256(EVIDENCE)}.log`,
    sha256: sha256(EVIDENCE),
    bytes: Buffer.byteLength(EVIDENCE),
    kind: 'log',
  }));
  return {
    ...item,
    id,
    replaces: undefined,
    comparesTo: index === 0 ? undefined : [ID],
    time: { start: `2025-11-0${6 + index}T10:00:00Z`, precision: 'second' },
    plan: undefined,
    evidence: kept,
    results: OUTCOMES.map((outcome, number) => ({
      ...(results[number % results.length] as Made),
      id: number === 0 ? ID : `${OTHER}-${number}`,
      parent: number < 2 ? undefined : ID,
      outcome: number === 0 && index > 0 ? 'pass' : outcome,
      reason: {
        ...(results[0]?.['reason'] as Loose),
        blockedBy: outcome === 'blocked' ? ID : undefined,
      },
    })),
  };
}

/**
 * Writes a folder of content in which every text that the schemas admit is an attack.
 * @param markdown the attack that stands where Markdown is read
 * @returns what was written, by kind
 */
export function writeAttacks(
  folder: string,
  markdown: (name: string) => string,
): ReadonlyMap<Kind, readonly Made[]> {
  const made = new Map<Kind, readonly Made[]>(
    ALL_KINDS.map((kind) => [kind, itemsOf(kind, markdown)] as const),
  );
  for (const [kind, items] of made) {
    for (const item of items) {
      const { folder: place, ending } = KINDS[kind];
      const year = kind === 'run' ? '2025/' : '';
      write(join(folder, place, `${year}${item.id}${ending}`), written(ending, item));
    }
  }
  write(join(folder, 'evidence', `${sha256(EVIDENCE)}.log`), EVIDENCE);
  return made;
}

function itemsOf(kind: Kind, markdown: (name: string) => string): Made[] {
  const bases = filled(KINDS[kind].schema, markdown) as Made[];
  const wanted = kind === 'run' ? [...bases, ...bases].slice(0, 2) : bases;
  return wanted.map((base, index) => {
    const id = index === 0 ? base.id : `${OTHER}-${index}`;
    const oldIds = 'oldIds' in base ? { oldIds: [index === 0 ? 'tostring' : `old-${index}`] } : {};
    const whole = { ...base, id, ...oldIds };
    const mended = { ...whole, ...MENDED[kind]?.(whole, index) };
    const named = kind === 'run' && index > 0 ? renamed(mended) : mended;
    return JSON.parse(JSON.stringify(named)) as Made;
  });
}

/** The second run says everything in other words, so that all of it differs in a comparison. */
function renamed(run: Loose): Loose {
  const text = JSON.stringify(run).replaceAll('§ ', '§ other: ');
  return JSON.parse(text) as Loose;
}

function written(ending: string, item: Made): string {
  if (ending === '.json') return `${JSON.stringify(item, null, 2)}\n`;
  if (ending === '.yaml') return stringify(item);
  const { body, ...head } = item;
  return `---\n${stringify(head)}---\n${String(body)}\n\n\`\`\`mermaid\n${ATTACK_DIAGRAM}\n\`\`\`\n`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const first = (value: unknown): Loose => (value as Loose[])[0] ?? {};
const list = (value: unknown, key: string): Loose[] => first(value)[key] as Loose[];

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
