import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { formatterFactory, HtmlValidate, StaticConfigLoader } from 'html-validate';
import config from '../.htmlvalidate.mjs';
import { frameFaults, Namesakes, pageFrame } from '../src/render/page-frame.ts';
import { siteFiles } from './site-files.ts';

const { dir } = new Command('html')
  .description(
    'Holds the HTML of the built site to the rules in .htmlvalidate.mjs, and each page to one title, one description, one heading and its landmarks.',
  )
  .option('--dir <folder>', 'the built site', 'dist')
  .parse()
  .opts<{ dir: string }>();

const { pages } = siteFiles(dir);
const namesakes = new Namesakes();
let faults = 0;
for (const page of pages) {
  const frame = pageFrame(readFileSync(join(dir, page), 'utf8'));
  for (const fault of [...frameFaults(frame), ...namesakes.add(page, frame)]) {
    console.log(`${page}: ${fault}`);
    faults += 1;
  }
}

/** The same rules for every page: the loader itself would put them together for each anew. */
class RulesOnce extends StaticConfigLoader {
  #rules: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;

  override getConfigFor(handle: string): ReturnType<StaticConfigLoader['getConfigFor']> {
    return (this.#rules ??= super.getConfigFor(handle));
  }
}

const validator = new HtmlValidate(new RulesOnce(config));
const report = await validator.validateMultipleFiles(pages.map((page) => join(dir, page)));
const text = formatterFactory('text')(report.results);
if (text !== '') console.log(text.trimEnd());
const problems = faults + report.errorCount + report.warningCount;
console.log(`${pages.length} pages, ${problems} problems`);
if (!report.valid || problems > 0) process.exitCode = 1;
