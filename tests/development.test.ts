import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentCopy, temporaryFolder } from './content-copy.ts';

const ROOT = join(import.meta.dirname, '..');

/** `npm run dev` on that content, until the test ends: the address of the home page, and all that was said. */
async function develop(content: string): Promise<{ home: string; said: () => string }> {
  const server: ChildProcess = spawn(
    process.execPath,
    [join(ROOT, 'node_modules/.bin/astro'), 'dev', '--port', '0'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        // Astro serves no pages where it sees this.
        VITEST: undefined,
        ASTRO_TELEMETRY_DISABLED: '1',
        FAULTLINE_CONTENT: content,
        FAULTLINE_CACHE: temporaryFolder(),
        // Diagrams are drawn in other tests.
        CHROME_PATH: '/nonexistent/chrome',
      },
    },
  );
  onTestFinished(() => {
    server.kill();
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (text: Buffer) => {
      said += text.toString();
      const [home] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\//.exec(said) ?? [];
      if (home !== undefined) resolve({ home, said: () => said });
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', () => {
      reject(new Error(said));
    });
  });
}

test('in development pages follow every file of the content, and say what is wrong with it', async () => {
  const content = contentCopy();
  const finding = join(content, 'findings/conv-hangs.yaml');
  const before = readFileSync(finding, 'utf8');
  const { home, said } = await develop(content);
  const ask = async (path: string) => {
    const response = await fetch(home + path);
    return { status: response.status, text: await response.text() };
  };
  // A machine that does other work beside it takes its time.
  const eventually = <T>(find: () => Promise<T> | T) => expect.poll(find, { timeout: 30_000 });
  const shows = (path: string, text: string) =>
    eventually(async () => (await ask(path)).text).toContain(text);

  await shows('findings/conv-hangs/', 'conv-hangs');
  writeFileSync(finding, before.replace(/^(claim: *(?:>-\n)?)/m, '$1 CHANGED '));
  await shows('findings/conv-hangs/', 'CHANGED');
  // What is computed of all findings follows, and so do the forms for machines.
  await shows('findings/', 'CHANGED');
  await shows('findings/conv-hangs/index.json', 'CHANGED');

  writeFileSync(finding, before.replace(/^claim:/m, 'clam:'));
  await eventually(async () => (await ask('findings/conv-hangs/')).status).toBe(500);
  await eventually(said).toContain('Rename it to "claim" if that is what you meant.');

  writeFileSync(finding, before);
  await eventually(async () => (await ask('findings/conv-hangs/')).status).toBe(200);
  expect((await ask('findings/')).text).not.toContain('CHANGED');

  const added = join(content, 'findings/conv-hangs-again.yaml');
  writeFileSync(added, before.replace(/^id: conv-hangs$/m, 'id: conv-hangs-again'));
  await shows('findings/', 'findings/conv-hangs-again/');
  expect((await ask('findings/conv-hangs-again/')).status).toBe(200);
  rmSync(added);
  await eventually(async () => (await ask('findings/')).text).not.toContain('conv-hangs-again');

  // An editor that writes aside and then swaps.
  writeFileSync(`${added}.tmp`, before.replace(/^(claim: *(?:>-\n)?)/m, '$1 SWAPPED '));
  renameSync(`${added}.tmp`, finding);
  await shows('findings/conv-hangs/', 'SWAPPED');
});
