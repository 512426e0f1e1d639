import type { APIRoute } from 'astro';
import { pocketFile, pocketPaths } from '../../layouts/pocket-edition.ts';
import { siteIn } from '../../layouts/site.ts';
import { localeSchema } from '../../i18n/locales.ts';

export const getStaticPaths = pocketPaths;

/** The pocket edition of a language, to be printed and handed out by staff. */
export const GET: APIRoute = async ({ params }) => {
  const pdf = await pocketFile(await siteIn(localeSchema.parse(params['locale'])));
  return new Response(new Uint8Array(pdf ?? []), {
    headers: { 'Content-Type': 'application/pdf' },
  });
};
