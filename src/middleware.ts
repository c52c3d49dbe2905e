import { defineMiddleware } from 'astro:middleware';
import { isVisible, visible } from './model/visible.ts';

/**
 * The last step of every page: characters that are not seen stand nowhere in it as they are, whichever
 * template forgot them. In a block of data too they are what the page says of them.
 */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) return response;
  const html = await response.text();
  return new Response(isVisible(html) ? html : visible(html), response);
});
