import { canonicalJson } from '../model/canonical-json.ts';
import { type TwinName, twinSchemaName } from '../schema/page-twin.ts';
import { type Companion, companion, fileOf, type View } from './companion.ts';
import { type Location, type PageTarget, twinUrl, urlOf } from './urls.ts';

/** What a twin says of itself, and the facts of its page. */
export function twin(
  name: TwinName,
  target: PageTarget,
  { location, edition }: Pick<View, 'location' | 'edition'>,
  says: () => { readonly title: string; readonly facts: object },
): Companion {
  const url = urlOf(target, location);
  return companion(fileOf(twinUrl(target, 'json', location), location), () =>
    canonicalJson({ schema: twinSchemaName(name), url, edition, ...says() }),
  );
}

/** A view model in which every target has become an address. */
export function withUrls(value: unknown, location: Location): unknown {
  if (Array.isArray(value)) return value.map((part) => withUrls(part, location));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]): [string, unknown] =>
    key === 'target'
      ? ['url', urlOf(part as PageTarget, location)]
      : [key, withUrls(part, location)],
  );
  return Object.fromEntries(entries);
}
