import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

// Not the package's own flags: among them are --single-process and --disable-web-security.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
];

const packagedVersion = (): string => {
  const path = findPackageJSON('@sparticuz/chromium', import.meta.url);
  if (path === undefined) throw new Error('@sparticuz/chromium is not installed');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
};

/**
 * Unpacks the packaged browser into a folder of its own. The package itself would take whatever
 * `chromium` lies in the temporary folder, of any version, or half-written by another process.
 */
const unpack = async (version: string): Promise<string> => {
  const temporary = tmpdir();
  const folder = join(temporary, `faultline-chromium-${version}-${process.getuid?.() ?? 0}`);
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) return executable;

  const staging = mkdtempSync(`${folder}-`);
  process.env['TMPDIR'] = staging;
  try {
    await packaged.executablePath();
  } finally {
    process.env['TMPDIR'] = temporary;
  }
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true });
    // Another process may have been faster.
    if (!existsSync(executable)) throw error;
  }
  return executable;
};

let unpacking: Promise<string> | undefined;

/**
 * Starts a headless browser; the caller closes it. It is the one that CHROME_PATH names, else the
 * packaged one (Linux on x64), else the Chrome installed on this machine.
 */
export const launchBrowser = async (): Promise<Browser> => {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return chromium.launch({ executablePath: named, args });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return chromium.launch({ channel: 'chrome', args });
  }
  const version = packagedVersion();
  const browser = await chromium.launch({
    executablePath: await (unpacking ??= unpack(version)),
    args,
  });
  const [wanted] = version.split('.');
  if (browser.version().split('.')[0] !== wanted) {
    await browser.close();
    throw new Error(`Chromium ${browser.version()} started where ${version} was meant to`);
  }
  return browser;
};
