import { join } from 'node:path';
import { program } from 'commander';
import { formatterFactory, HtmlValidate, StaticConfigLoader } from 'html-validate';
import config from '../.htmlvalidate.mjs';
import { siteFiles } from './site-files.ts';

const { dir } = program
  .description('Holds the HTML of the built site to the rules in .htmlvalidate.mjs.')
  .option('--dir <folder>', 'the built site', 'dist')
  .parse()
  .opts<{ dir: string }>();

const { pages } = siteFiles(dir);
const validator = new HtmlValidate(new StaticConfigLoader(config));
const report = await validator.validateMultipleFiles(pages.map((page) => join(dir, page)));
const text = formatterFactory('text')(report.results);
if (text !== '') console.log(text.trimEnd());
console.log(`${pages.length} pages, ${report.errorCount + report.warningCount} problems`);
if (!report.valid || report.warningCount > 0) process.exitCode = 1;
