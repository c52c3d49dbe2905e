import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { edit } from './changes.ts';
import { ownSeconds } from './process-tree.ts';

/** A page of a development server, open in a browser while a file behind it changes. */
export interface Change {
  readonly name: string;
  readonly path: string;
  /** Changes the file; returns a text that the page then shows. */
  readonly make: (round: number) => string;
}

/** Seconds from writing a file to the page that shows it, reloaded by itself. */
export interface Shown {
  readonly name: string;
  readonly seconds: readonly number[];
  /** CPU seconds that the server spent meanwhile. */
  readonly cpuSeconds: readonly number[];
}

/** The changes that are measured in a copy of the project with synthetic runs. */
export function changesOf(project: string): readonly Change[] {
  return [
    fieldChange(project, 'finding', 'findings', 'claim'),
    fieldChange(project, 'source', 'sources', 'summary'),
    runChange(project),
  ];
}

function fieldChange(project: string, name: string, folder: string, field: string): Change {
  const id = edit(project, folder, field, 'Seen.');
  return {
    name: `a changed ${name}`,
    path: `${folder}/${id}/`,
    make: (round) => {
      const text = `Shown in round ${round}.`;
      edit(project, folder, field, text);
      return text;
    },
  };
}

function runChange(project: string): Change {
  const year = join(project, 'content/runs/2021');
  const [file = ''] = readdirSync(year).filter((name) => /-\d{6}\.json$/.test(name));
  return {
    name: 'a changed run',
    path: `runs/${file.replace(/\.json$/, '')}/`,
    make: (round) => {
      const record = JSON.parse(readFileSync(join(year, file), 'utf8')) as { title: string };
      const title = `Shown in round ${round} of a synthetic run`;
      writeFileSync(join(year, file), `${JSON.stringify({ ...record, title }, null, 2)}\n`);
      return title;
    },
  };
}

/** Measures each change so often, in a browser beside a development server of that project. */
export async function measureDev(
  project: string,
  times: number,
  say: (what: string) => void,
): Promise<Shown[]> {
  const changes = changesOf(project);
  const begin = performance.now();
  const { server, home } = await startServer(project);
  const browser = await launchBrowser();
  try {
    const found: Shown[] = [];
    const page = await browser.newPage();
    for (const [index, { name, path, make }] of changes.entries()) {
      const opened = performance.now();
      await page.goto(home + path, { timeout: 600_000 });
      const since = index === 0 ? begin : opened;
      say(`${path} opened after ${((performance.now() - since) / 1000).toFixed(1)} s`);
      const seconds: number[] = [];
      const cpuSeconds: number[] = [];
      for (let round = 1; round <= times; round += 1) {
        await settle(page);
        const [written, used] = [performance.now(), ownSeconds(server.pid)];
        await waitForText(page, make(round));
        seconds.push((performance.now() - written) / 1000);
        cpuSeconds.push(ownSeconds(server.pid) - used);
      }
      say(`${name}: ${seconds.map((value) => value.toFixed(2)).join(', ')} s`);
      found.push({ name, seconds, cpuSeconds });
    }
    return found;
  } finally {
    await browser.close();
    server.kill();
  }
}

async function startServer(project: string): Promise<{ server: ChildProcess; home: string }> {
  const server = spawn(process.execPath, ['node_modules/.bin/astro', 'dev', '--port', '0'], {
    cwd: project,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const home = await new Promise<string>((resolve, reject) => {
    const hear = (text: string) => {
      said += text;
      const [address] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\//.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    };
    server.stdout.setEncoding('utf8').on('data', hear);
    server.stderr.setEncoding('utf8').on('data', hear);
    server.once('exit', () => {
      reject(new Error(`The development server ended:\n${said}`));
    });
  });
  return { server, home };
}

/** The page has its connection to the server, through which it is told to reload. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForTimeout(1000);
}

async function waitForText(page: Page, text: string): Promise<void> {
  const end = performance.now() + 120_000;
  while (performance.now() < end) {
    try {
      await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), text, {
        polling: 20,
        timeout: end - performance.now(),
      });
      return;
    } catch (error) {
      // A reload takes the page away from under the question.
      if (!/navigation|context was destroyed|closed/i.test(String(error))) throw error;
    }
  }
  throw new Error(`The page never showed: ${text}`);
}
