import type { APIRoute, GetStaticPaths } from 'astro';
import type { SearchFile } from '../../publish/search-file.ts';
import { searchFiles } from '../../publish/search-files.ts';
import { shared } from '../../model/kept.ts';
import { archive, propsOf } from '../../site.ts';

const files = shared(() => searchFiles(archive));

/** What the search reads in a browser. */
export const getStaticPaths = (() =>
  [...files().keys()].map((file) => ({
    params: { file },
    props: propsOf({ content: () => files().get(file) }),
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ content: SearchFile | undefined }> = ({ props }) =>
  Response.json(props.content);
