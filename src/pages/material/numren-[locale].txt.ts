import type { APIRoute } from 'astro';
import { snippet } from '../../embed/snippet.ts';
import { localeSchema } from '../../i18n/locales.ts';
import { localePaths } from '../../layouts/paths.ts';
import { siteIn } from '../../layouts/site.ts';

export const getStaticPaths = localePaths;

/** What a partner pastes into a page: the numbers of one language, without script. */
export const GET: APIRoute = async ({ params, site: origin }) => {
  const site = await siteIn(localeSchema.parse(params['locale']));
  const { text } = snippet(site, new URL('/', origin).href);
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
