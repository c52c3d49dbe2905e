import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from 'commander';
import { measureDev } from './dev.ts';
import { median } from './performance-table.ts';
import { addRuns, copyProject } from './project-copy.ts';

const options = program
  .description(
    'Measures how long `npm run dev` takes to show a changed file, in a copy with synthetic runs.',
  )
  .option('--runs <number>', 'how many runs', Number, 5000)
  .option('--times <number>', 'how often each change is made', Number, 5)
  .parse()
  .opts<{ runs: number; times: number }>();

const scratch = mkdtempSync(join(tmpdir(), 'faultline-dev-'));
try {
  const project = join(scratch, 'project');
  copyProject(project);
  await addRuns(project, { runs: options.runs });
  const shown = await measureDev(project, options.times, (what) => {
    console.error(what);
  });
  for (const { name, seconds, cpuSeconds } of shown) {
    const [wall, cpu] = [median(seconds), median(cpuSeconds)].map((value) => value.toFixed(2));
    console.log(`${name}: ${wall} s, ${cpu} s CPU of the server (median of ${seconds.length})`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
