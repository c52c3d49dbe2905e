import type { Library } from '../../src/model/library.ts';
import type { Outcome, RunInput } from '../../src/schema/run.ts';
import type { Dice } from './dice.ts';

/** The results that every synthetic run has. */
export const RESULT_IDS = Array.from({ length: 12 }, (_, n) => `probe-${n + 1}`);

/** So many of twenty, as in a suite that runs on an ill-supported card. */
const OUTCOMES: readonly Outcome[] = [
  ...Array.from({ length: 9 }, () => 'pass' as const),
  ...(['crash', 'crash', 'hang', 'fail', 'fail', 'unfinished'] as const),
  ...(['error', 'blocked', 'skipped', 'observed', 'observed'] as const),
];

const SIZES = [32, 42, 44, 48, 64, 128, 224, 256, 512];

/** The results of one run: of probes of the library, with every outcome, two of them with a command. */
export function syntheticResults(dice: Dice, library: Library, index: number): RunInput['results'] {
  const probes = [...library.probe.values()];
  const signatures = [...library.signature.values()];
  const withCommand = dice.some(RESULT_IDS, 2);
  const results: RunInput['results'] = [];
  for (const id of RESULT_IDS) {
    const probe = probes.length > 0 ? dice.one(probes) : undefined;
    const size = dice.one(SIZES);
    const outcome = dice.one(OUTCOMES);
    const broke = outcome === 'crash' || outcome === 'hang';
    const signature = signatures.length > 0 ? dice.one(signatures) : undefined;
    const text = broke && dice.percent(80) ? (signature?.text ?? 'E_DEVICE_LOST') : undefined;
    const layer = signature?.layer;
    const culprit = results.findLast((result) => result.outcome === 'hang')?.id;
    results.push({
      id,
      ...(probe === undefined ? {} : { probe: probe.id }),
      question: probe?.question ?? `Does ${id} run?`,
      ...(withCommand.includes(id) ? { command: someCommand(dice, id, size, index) } : {}),
      params: { height: size, width: size, batch: 1 + dice.below(4) },
      outcome,
      ...(outcome === 'pass' ? { checked: dice.percent(50) ? 'verified' : 'completed' } : {}),
      ...(text === undefined ? {} : { reason: { signature: text } }),
      ...(outcome === 'blocked'
        ? {
            reason: {
              text: 'The device was not there.',
              ...(culprit ? { blockedBy: culprit } : {}),
            },
          }
        : {}),
      ...(broke && layer !== undefined
        ? { fault: [{ layer, role: 'raised' as const, basis: 'inferred' as const }] }
        : {}),
      ...(outcome === 'crash'
        ? { termination: { signal: 'SIGABRT', durationMs: dice.below(9000) } }
        : {}),
      ...(outcome === 'hang' ? { termination: { timeoutMs: 60_000 } } : {}),
      ...(outcome === 'fail' && dice.percent(20)
        ? { expected: { outcome: 'fail' as const, why: 'A known difference in rounding.' } }
        : {}),
      ...(outcome === 'pass' || outcome === 'observed'
        ? {
            measurements: [
              {
                name: 'one call',
                unit: 'ms',
                values: [1, 2, 3].map(() => dice.below(90_000) / 100),
              },
            ],
          }
        : {}),
      raw: {
        format: 'junit',
        status: outcome,
        pointer: `/testsuite/testcase[${results.length + 1}]`,
      },
      evidence: ['log'],
    });
  }
  return results;
}

/** Half of the commands stand in many runs, half in one only. */
function someCommand(dice: Dice, id: string, size: number, index: number) {
  const text = `python3 tests/${id}.py --height ${size} --width ${size}`;
  const own = dice.percent(50) ? ` --seed ${index} --log "results/${dice.hex(12)}.txt"` : '';
  const env = { BENCH_DEVICE: String(dice.below(2)), BENCH_LEVEL: String(dice.below(4)) };
  return { form: 'complete' as const, text: `${text}${own}`, env };
}
