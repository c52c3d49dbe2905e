import { addressOffence } from './address-offence.ts';

/** Elements that run, load or frame something, or change what addresses mean. */
const REFUSED = new Set(
  (
    'applet audio base embed feimage foreignobject frame frameset iframe image marquee object ' +
    'param picture portal set animate animatemotion animatetransform source track video fencedframe'
  ).split(' '),
);

/** A block of data, which no browser runs. */
const DATA = /^application\/(?:ld\+)?json$/;

/** Attributes whose address a browser fetches or goes to by itself. */
const LOADED = new Set(['src', 'srcset', 'imagesrcset', 'poster', 'background', 'data', 'ping']);

/** Attributes whose address a reader is led to. */
const FOLLOWED = new Set(['href', 'xlink:href', 'action', 'formaction', 'cite', 'longdesc']);

/** Links that a browser does not fetch: they name where else something stands. */
const NAMES_ONLY = new Set(['canonical', 'alternate', 'search']);

/**
 * Why an element may not stand in a page or drawing of the site; [] if it may. Inline script and style,
 * what runs at an event, what is loaded from elsewhere, and addresses that are neither of the site nor
 * https nor mailto.
 * @param name in lower case
 * @param text what stands directly in it
 */
export function elementOffences(
  name: string,
  attributes: Readonly<Record<string, string>>,
  text: string,
): string[] {
  const found: string[] = [];
  const tag = name.toLowerCase();
  if (REFUSED.has(tag)) found.push(`<${name}> is not allowed`);
  if (tag === 'script') found.push(...scriptOffences(attributes, text));
  if (tag === 'style') found.push('an inline <style>');
  if (tag === 'meta') found.push(...metaOffences(attributes));
  for (const [written, value] of Object.entries(attributes)) {
    const attribute = written.toLowerCase();
    if (attribute === 'style') found.push(`<${name}> has a style of its own`);
    if (/^on/.test(attribute)) found.push(`<${name}> has a handler: ${attribute}`);
    if (attribute === 'srcdoc') found.push(`<${name}> has a page within: srcdoc`);
    const loaded = LOADED.has(attribute) || (attribute.endsWith('href') && loads(tag, attributes));
    if (!loaded && !FOLLOWED.has(attribute)) continue;
    for (const address of attribute.endsWith('srcset') ? addressesIn(value) : [value]) {
      const why = addressOffence(address, loaded);
      if (why !== undefined) found.push(`<${name} ${attribute}="${address}">: ${why}`);
    }
  }
  return found;
}

function scriptOffences(attributes: Readonly<Record<string, string>>, text: string): string[] {
  const type = attributes['type'] ?? '';
  if (attributes['src'] === undefined) return DATA.test(type) ? [] : ['an inline <script>'];
  if (text.trim() !== '') return ['a <script> with an address and with text'];
  return type === '' || type === 'module' ? [] : [`a <script> of the type "${type}"`];
}

function metaOffences(attributes: Readonly<Record<string, string>>): string[] {
  const equivalent = attributes['http-equiv']?.toLowerCase();
  if (equivalent === undefined || equivalent === 'content-security-policy') return [];
  if (equivalent !== 'refresh') return [`<meta http-equiv="${equivalent}"> is not allowed`];
  const address = /^\s*\d+\s*;\s*url\s*=\s*(\S+)\s*$/i.exec(attributes['content'] ?? '')?.[1];
  const why = address === undefined ? 'no address' : addressOffence(address, true);
  return why === undefined ? [] : [`a refresh to ${address ?? 'nowhere'}: ${why}`];
}

/** Whether a browser fetches what the `href` of this element names. */
function loads(tag: string, { rel }: Readonly<Record<string, string>>): boolean {
  if (tag === 'a' || tag === 'area') return false;
  if (tag !== 'link') return true;
  return !(rel ?? '').split(/\s+/).every((one) => NAMES_ONLY.has(one.toLowerCase()));
}

function addressesIn(srcset: string): string[] {
  return srcset
    .split(/,\s+/)
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
    .filter((address) => address !== '');
}
