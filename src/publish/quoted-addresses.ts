import type { EditionFrame, VersionedTarget } from './edition-site.ts';
import type { QuotedAddress, QuotedPage } from './quotation.ts';
import { type Location, type Target, urlOf } from './urls.ts';

type Addresses = Pick<QuotedPage, 'addresses' | 'note'>;

/**
 * Where the anchors of a page that editions have may be quoted from. On a page of today: that page, and
 * the newest edition; on a page of an edition: that edition, and the page of today. Where the two do not
 * say the same, the other one has to be read before it is quoted.
 */
export function addressesOf(
  frame: EditionFrame,
  target: VersionedTarget,
  here: Location,
): Addresses {
  const { base } = here;
  const latest = (at: VersionedTarget) => ({
    words: 'latest',
    state: 'latest',
    url: urlOf(at, { base }),
  });
  const frozen = (edition: string, draft: boolean) => ({
    words: `as in edition ${edition}${draft ? ', a draft' : ''}`,
    state: `edition ${edition}${draft ? ', draft' : ''}`,
    url: urlOf(target, { base, edition }),
  });
  const { banner, cite } = frame;
  if (banner !== undefined) {
    const other: QuotedAddress = { ...latest(banner.today), unlike: true };
    return { addresses: [frozen(banner.edition, banner.draft), other] };
  }
  if (cite === undefined) return { addresses: [latest(target)], note: 'In no edition yet.' };
  const edition = frozen(cite.edition, cite.draft);
  return {
    addresses: [latest(target), cite.same ? edition : { ...edition, unlike: true }],
    ...(cite.same ? {} : { note: `This page has changed since edition ${cite.edition}.` }),
  };
}

/** A run is a fact with one address for ever; if it was corrected, the correction is another. */
export function addressesOfRun(
  id: string,
  replacedBy: { readonly target: Target } | undefined,
  { base }: Location,
): Addresses {
  const own = { words: 'permanent', url: urlOf({ kind: 'run', id }, { base }) };
  const note = 'A run never changes: it is the same in every edition, and so is its address.';
  if (replacedBy === undefined) return { addresses: [own], note };
  const correction: QuotedAddress = {
    words: 'its correction',
    state: `a correction of run ${id}`,
    url: urlOf(replacedBy.target, { base }),
    unlike: true,
  };
  return { addresses: [{ ...own, words: 'as recorded' }, correction], note };
}
