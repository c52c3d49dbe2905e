import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { z } from 'zod';

const { required = false } = new Command('audit')
  .description('Asks the registry whether anything that a build needs is known to be vulnerable.')
  .option('--required', 'fails where the registry does not answer, too')
  .addHelpText(
    'after',
    '\nExit codes: 0 nothing known, or not asked (a warning says so); 1 something known.',
  )
  .parse()
  .opts<{ required?: boolean }>();

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string(), fixAvailable: z.unknown() }),
  ),
});

const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const read = report.safeParse(parsed(asked.stdout));
if (!read.success) {
  // Where it matters, a workflow shows this line on its summary; it is never mistaken for "nothing known".
  const mark = process.env['GITHUB_ACTIONS'] === 'true' ? '::warning title=Not audited::' : '';
  const failed = z.object({ message: z.string() }).safeParse(parsed(asked.stdout));
  const why = failed.data?.message.split(' - ')[0] ?? asked.error?.message ?? 'no reason given';
  console.log(`${mark}Not audited: the registry gave no report (${why}).`);
  if (required) process.exitCode = 1;
} else {
  const known = Object.entries(read.data.vulnerabilities);
  for (const [name, { severity, range, fixAvailable }] of known) {
    const fix = fixAvailable === false ? 'no fix known' : 'a fix is known';
    console.log(`${name} ${range}: ${severity}, ${fix}`);
  }
  console.log(`Audited: ${known.length} packages are known to be vulnerable.`);
  if (known.length > 0) process.exitCode = 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
