import type { APIRoute, GetStaticPaths } from 'astro';
import type { SearchFile } from '../../publish/search-file.ts';
import { searchFiles } from '../../publish/search-files.ts';
import { archive } from '../../site.ts';

/** What the search reads in a browser. */
export const getStaticPaths = (() =>
  [...searchFiles(archive)].map(([file, content]) => ({
    params: { file },
    props: { content },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ content: SearchFile }> = ({ props }) => Response.json(props.content);
