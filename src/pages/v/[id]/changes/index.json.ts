import type { APIRoute, GetStaticPaths } from 'astro';
import type { FrozenEdition } from '../../../../model/archive.ts';
import { canonicalJson } from '../../../../model/canonical-json.ts';
import { changesPage } from '../../../../publish/changes-page.ts';
import { archive } from '../../../../site.ts';

export const getStaticPaths = (() =>
  archive.editions.map((edition) => ({
    params: { id: edition.manifest.id },
    props: { edition },
  }))) satisfies GetStaticPaths;

/** The same changes as data. */
export const GET: APIRoute<{ edition: FrozenEdition }> = ({ props }) =>
  new Response(canonicalJson(changesPage(props.edition, archive)), {
    headers: { 'content-type': 'application/json' },
  });
