import type { Archive } from '../model/archive.ts';
import { type Location, urlOf } from './urls.ts';

/** What a page may load and do: its own files, no inline script or style, no HTML made by script. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** The Content-Security-Policy that each page carries in itself, whatever its host sends. */
export const PAGE_CONTENT_POLICY = PAGE_POLICY.join('; ');

/** What the address of a page tells another site that it links to. */
export const REFERRER_POLICY = 'no-referrer';

/** Abilities that no page asks for; `_headers` allows at most 2,000 characters a line. */
const UNUSED = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'web-share',
  'xr-spatial-tracking',
];

/** What a host should send with every file; `frame-ancestors` has no effect in a page itself. */
export const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', [...PAGE_POLICY, "frame-ancestors 'none'"].join('; ')],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', REFERRER_POLICY],
  ['Permissions-Policy', UNUSED.map((name) => `${name}=()`).join(', ')],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
];

/** Cloudflare reads at most this many rules. */
const MAX_RULES = 100;

const DAY = 'public, max-age=86400';
const ALWAYS = 'public, max-age=31536000, immutable';

/**
 * `_headers`, as Netlify and Cloudflare Pages read it. Where two rules fit one address, one host joins the
 * values of a header and the other takes one of them: no header stands in two rules that do. What has no rule
 * for its caching is asked for anew each time, as both hosts do by themselves.
 */
export function headersFile({ editions }: Archive, location: Location): string {
  const root = urlOf({ page: 'home' }, { base: location.base });
  const sealed = editions
    .filter(({ manifest }) => manifest.state === 'sealed')
    .map(({ manifest }) => manifest.id)
    .slice(-(MAX_RULES - 3));
  const rules = [
    rule(`${root}*`, SECURITY_HEADERS),
    rule(`${root}_astro/*`, [['Cache-Control', ALWAYS]]),
    rule(`${root}evidence/*`, [['Cache-Control', DAY]]),
    ...sealed.map((id) => rule(`${root}v/${id}/*`, [['Cache-Control', DAY]])),
  ];
  return `${rules.join('\n')}\n`;
}

function rule(pattern: string, headers: readonly (readonly [string, string])[]): string {
  return [pattern, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
}
