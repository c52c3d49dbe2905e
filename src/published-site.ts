import { setTimeout as after } from 'node:timers/promises';
import type { Answer, PublishedTree } from './published-tree.ts';

/** How a server is asked. Times are in milliseconds. */
export interface Asking {
  readonly timeout: number;
  /** How often an address is asked that gives no answer, or one of a server in trouble. */
  readonly tries: number;
  /** Before the second try; doubled before each further one. */
  readonly pause: number;
}

export const PATIENT: Asking = { timeout: 30_000, tries: 4, pause: 500 };

const REDIRECTS = 5;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PAUSE = 30_000;

/** A site on a server, or why there is none at that address. */
export async function publishedSite(
  address: string,
  asking: Asking = PATIENT,
): Promise<{ readonly tree: PublishedTree } | { readonly cause: string }> {
  const start = rootOf(address);
  if (typeof start === 'string') return { cause: start };
  const home = await ask(start, asking, () => true);
  if (home.is === 'failed') return { cause: home.cause };
  if (home.is !== 'there') return { cause: 'there is no page at this address' };
  const root = rootOf(home.by ?? start.href);
  if (typeof root === 'string') return { cause: root };
  const within = (url: URL) => url.origin === root.origin && url.pathname.startsWith(root.pathname);
  const urlOf = (path: string) =>
    new URL(
      encodeURI(path)
        .replaceAll(/[?#]/g, encodeURIComponent)
        .replace(/(^|\/)index\.html$/, '$1'),
      root,
    );
  return {
    tree: {
      name: root.href,
      placeOf: (path) => urlOf(path).href,
      read: (path) => ask(urlOf(path), asking, within),
      impossible: 'no-such-page-8f2c61d0/index.html',
    },
  };
}

/** The address of a site with a slash at its end; in words, what is wrong with it. */
function rootOf(address: string): URL | string {
  const url = URL.parse(address);
  if (url === null) return 'this is not an address';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only http and https are read';
  if (url.username !== '' || url.password !== '') return 'an address must not hold a password';
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/(?<=\/)index\.html$/, '').replace(/\/*$/, '/');
  return url;
}

/** Asks until there is an answer, following redirects that lead where they may. */
async function ask(start: URL, asking: Asking, within: (url: URL) => boolean): Promise<Answer> {
  let url = start;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const got = await patiently(url, asking);
    if (!('to' in got) || got.is === 'elsewhere') {
      return got.is === 'there' && url !== start ? { ...got, by: url.href } : got;
    }
    const next = URL.parse(got.to, url);
    if (next === null) return { is: 'failed', cause: 'it leads to what is no address' };
    if (!within(next)) return { is: 'elsewhere', to: next.href };
    url = next;
  }
  return { is: 'failed', cause: `it leads on and on, more than ${REDIRECTS} times` };
}

type Once = Answer | { readonly is: 'redirected'; readonly to: string };

async function patiently(url: URL, { timeout, tries, pause }: Asking): Promise<Once> {
  for (let n = 1; ; n += 1) {
    const got = await once(url, timeout);
    if (!('again' in got)) return got;
    if (n >= tries) {
      const often = tries === 1 ? '' : `, ${tries} times over`;
      return { is: 'failed', cause: `${got.again}${often}` };
    }
    await after(Math.min(got.wait ?? pause * 2 ** (n - 1), MAX_PAUSE));
  }
}

async function once(
  url: URL,
  timeout: number,
): Promise<Once | { readonly again: string; readonly wait?: number }> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { 'cache-control': 'no-cache' },
      signal: AbortSignal.timeout(timeout),
    });
    const { status, headers } = response;
    if (status === 200) return await whole(response);
    await response.body?.cancel();
    if (status === 404 || status === 410) return { is: 'missing' };
    const to = headers.get('location');
    if (status >= 300 && status < 400 && to !== null) return { is: 'redirected', to };
    const says = `the server answers ${status}`;
    if (status !== 429 && status < 500) return { is: 'failed', cause: says };
    const seconds = Number(headers.get('retry-after') ?? NaN);
    return { again: says, ...(seconds >= 0 && { wait: seconds * 1000 }) };
  } catch (error) {
    return { again: reasonOf(error, timeout) };
  }
}

async function whole(response: Response): Promise<Answer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MAX_BYTES) return { is: 'failed', cause: `it is longer than ${MAX_BYTES} bytes` };
    parts.push(part);
  }
  return { is: 'there', bytes: Buffer.concat(parts) };
}

function reasonOf(error: unknown, timeout: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeout / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const words = cause.message === '' ? code : cause.message;
  return code === undefined || words?.includes(code) === true ? (words ?? '') : `${code}: ${words}`;
}
