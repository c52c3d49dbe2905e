import { statSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { formatProblem, type Problem, visible } from '../src/model/problem.ts';
import { publishedSite, PATIENT } from '../src/published-site.ts';
import { publishedFolder, type PublishedTree } from '../src/published-tree.ts';
import { type Verification, verify } from '../src/verification.ts';

const HELP = `
A site is a folder or an address. It must be whole, as its own SHA256SUMS lists it, and keep what its editions
promised: every address and anchor, the facts of every frozen page, the record of every run, its evidence.
Further runs and pages may be there, and the HTML around the facts may have changed.

What was promised is read from content/. With --published the site is held to its own word alone, for somebody
who has only its address: that shows that it is whole and agrees with itself, not that nobody rewrote all of it.

Exit codes:
  0  whole, and as promised
  1  something is not as it was promised
  2  the arguments cannot be used, or there is no site to read`;

const number = (text: string) => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0 is needed');
  return value;
};

const program = new Command('verify')
  .description(
    'Compares a published site with what its editions promised and with its list of files.',
  )
  .argument('<site>', 'the folder or the address: dist, https://example.org/faultline/')
  .option('--content <folder>', 'what was promised', process.env['FAULTLINE_CONTENT'] ?? 'content')
  .option('--published', 'go by the manifests that the site itself publishes')
  .option('--no-files', 'look only at what was promised, not at every file')
  .option('--ignore <paths...>', 'files and folders that are the host’s own', [])
  .option('--at-once <n>', 'how many files are asked for at a time', number, 8)
  .option('--timeout <s>', 'seconds to wait for one answer', number, PATIENT.timeout / 1000)
  .option('--tries <n>', 'how often an address is asked that gives none', number, PATIENT.tries)
  .option('--json', 'print one JSON object')
  .addHelpText('after', HELP)
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
  .parse();
const options = program.opts<{
  content: string;
  published?: true;
  files: boolean;
  ignore: string[];
  atOnce: number;
  timeout: number;
  tries: number;
  json?: true;
}>();
const [site = ''] = program.args;
const isFolder = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

if (options.published !== true && !isFolder(options.content)) {
  unusable(`there is no folder ${options.content} to compare with; --published needs none`);
}
const tree = await open();
const result = await verify(tree, {
  content: options.published === true ? undefined : options.content,
  ignore: options.ignore,
  files: options.files,
  atOnce: options.atOnce,
});
if (options.json === true) console.log(JSON.stringify({ site: tree.name, ...result }, null, 2));
else report(result);
process.exitCode = result.problems.length === 0 ? 0 : 1;

async function open(): Promise<PublishedTree> {
  if (/^[a-z][a-z0-9+.-]+:/i.test(site)) {
    const { timeout, tries } = options;
    const found = await publishedSite(site, { ...PATIENT, timeout: timeout * 1000, tries });
    return 'tree' in found ? found.tree : unusable(`${site} cannot be read: ${found.cause}`);
  }
  if (!isFolder(site)) unusable(`there is no folder ${site}`);
  return publishedFolder(site);
}

function unusable(why: string): never {
  console.error(`error: ${visible(why)}`);
  process.exit(2);
}

function report({ problems, notices, editions, runs, files }: Verification): void {
  if (problems.length > 0) console.error(`${problems.map(formatProblem).join('\n\n')}\n`);
  for (const notice of notices) console.error(visible(notice));
  for (const { id, state, pages, anchors } of editions) {
    console.log(`edition ${id} (${state}): ${pages} pages, ${anchors} anchors promised`);
  }
  const more = [
    `${runs.known} known`,
    ...(runs.takenOut > 0 ? [`${runs.takenOut} taken out`] : []),
    ...(runs.further > 0 ? [`${runs.further} further`] : []),
  ];
  console.log(`runs: ${more.join(', ')}`);
  console.log(
    files === undefined ? 'files: not compared with a list' : `files: ${files} in SHA256SUMS`,
  );
  console.log(
    problems.length > 0
      ? `${sum(problems)}.`
      : `${tree.name}: ${files === undefined ? '' : 'whole, and '}as promised.`,
  );
}

function sum(problems: readonly Problem[]): string {
  const codes = Object.entries(Object.groupBy(problems, ({ code }) => code))
    .map(([code, of]) => `${of.length} ${code}`)
    .join(', ');
  return `${tree.name}: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`} (${codes})`;
}
