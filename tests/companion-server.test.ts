import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { companionServer } from '../scripts/companion-server.ts';
import { contentCopy } from './content-copy.ts';

type Handler = (request: object, response: object, next: () => void) => void;

/** The development server as far as the plugin sees it: asks for an address, says what came. */
function development(content: string) {
  vi.stubEnv('FAULTLINE_CONTENT', content);
  vi.stubEnv('BASE', '/sub/');
  vi.stubEnv('SITE', 'https://example.org');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const handlers: Handler[] = [];
  const middlewares = { use: (handler: Handler) => handlers.push(handler) };
  const { configureServer } = companionServer();
  const config = { publicDir: join(import.meta.dirname, '../public') };
  (configureServer as (server: object) => void)({ middlewares, config });
  const ask = (path: string) => {
    const answer = { status: 200, type: '', text: '', passedOn: false };
    const response = {
      set statusCode(status: number) {
        answer.status = status;
      },
      setHeader(_name: string, type: string) {
        answer.type = type;
        return response;
      },
      end(text: string) {
        answer.text = text;
      },
    };
    // By then the server has taken the base off the one address, and kept the other.
    const request = { originalUrl: `/sub${path}`, url: path };
    handlers[0]?.(request, response, () => (answer.passedOn = true));
    return answer;
  };
  const change = (file: string, text: string) => {
    writeFileSync(file, text);
  };
  return { ask, change };
}

test('in development twins, feeds and badges are made when somebody asks, and follow a change', () => {
  const content = contentCopy();
  const { ask, change } = development(content);
  const file = join(content, 'findings/conv-hangs.yaml');
  const before = readFileSync(file, 'utf8');
  const twin = '/findings/conv-hangs/index.json';
  expect(JSON.parse(ask(twin).text)).toMatchObject({
    url: 'https://example.org/sub/findings/conv-hangs/',
  });
  expect(ask('/findings/conv-hangs/index.md?x=1').type).toBe('text/markdown; charset=utf-8');
  expect(ask('/feed.xml').text).toContain('<feed');
  expect(ask('/badges/findings/conv-hangs.svg').text).toContain('<svg');
  expect(ask('/runs/first-run/index.json').type).toBe('application/json');

  change(file, before.replace(/^(claim: *(?:>-\n)?)/m, '$1 CHANGED '));
  expect(ask(twin).text).toContain('CHANGED');
  change(file, before.replace(/^claim:/m, 'clam:'));
  const broken = ask(twin);
  expect(broken.status).toBe(500);
  expect(broken.text).toContain('findings/conv-hangs.yaml');
  expect(broken.text).toContain('Rename it to "claim" if that is what you meant.');
  change(file, before);
  expect(ask(twin).text).not.toContain('CHANGED');
});

test.each([
  '/findings/conv-hangs/',
  '/findings/nothing/index.json',
  '/src/assets/glyphs.svg',
  '/favicon.svg',
  '/@vite/client',
  '/..%2F..%2Fpackage.json',
])('what is no companion is left to the server: %s', (path) => {
  expect(development(contentCopy()).ask(path)).toMatchObject({ passedOn: true, text: '' });
});
