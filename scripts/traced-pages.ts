import type { AstroIntegration } from 'astro';
import { digestOf } from '../src/archive.ts';
import type { MadeFile } from '../src/build-record.ts';
import { type Dependency, tracingUntil } from '../src/model/trace.ts';

/** Pages as Astro made them, and what they were made from. */
export interface TracedPages {
  /** By path below the root of the site. */
  readonly made: ReadonlyMap<string, MadeFile>;
  /** The paths of all pages there are, those left out as well. */
  readonly listed: ReadonlySet<string>;
  /** What was read to list them. */
  readonly listing: ReadonlySet<Dependency>;
  readonly integration: AstroIntegration;
}

/**
 * Has Astro make pages, and notes what each of them reads.
 * @param isToMake whether the file at a path is to be made here and now
 * @param after is told of each page as soon as it is made
 */
export function tracedPages(
  base: string,
  isToMake: (path: string) => boolean,
  after: (path: string) => void,
): TracedPages {
  const made = new Map<string, MadeFile>();
  const listed = new Set<string>();
  const listing = new Set<Dependency>();
  const integration: AstroIntegration = {
    name: 'faultline:traced-pages',
    hooks: {
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((astro) => ({
          ...astro,
          // The default one knows itself by its own name.
          setup: () => astro.setup?.() ?? Promise.resolve(),
          getStaticPaths: async () => {
            const all = await tracingUntil(listing, () => astro.getStaticPaths());
            const paths = all.map(({ pathname, route }) => fileOfPage(pathname, route.type));
            for (const path of paths) listed.add(path);
            return all.filter((_, index) => isToMake(paths[index] ?? ''));
          },
          render: async (request, options) => {
            const reads = new Set<Dependency>();
            const bytes = await tracingUntil(reads, async () => {
              const rendered = await astro.render(request, options);
              const response = rendered instanceof Response ? rendered : rendered.response;
              return { response, body: Buffer.from(await response.arrayBuffer()) };
            });
            const { response, body } = bytes;
            const path = decodeURIComponent(new URL(request.url).pathname.slice(base.length));
            const file = fileOfPage(path, options.routeData.type);
            made.set(file, { sha256: digestOf(body), reads });
            after(file);
            const { status, headers } = response;
            return new Response(body, { status, headers });
          },
        }));
      },
    },
  };
  return { made, listed, listing, integration };
}

/** Where Astro writes a page or an endpoint, from its path with or without slashes at its ends. */
function fileOfPage(pathname: string, type: string): string {
  const path = pathname.replace(/^\/+|\/+$/g, '');
  if (type !== 'page') return path;
  return path === '404' ? '404.html' : path === '' ? 'index.html' : `${path}/index.html`;
}
