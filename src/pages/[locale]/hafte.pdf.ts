import type { APIRoute } from 'astro';
import { pdfResponse, pocketFile, pocketPaths } from '../../layouts/pocket-edition.ts';
import { siteIn } from '../../layouts/site.ts';
import { localeSchema } from '../../i18n/locales.ts';

export const getStaticPaths = pocketPaths;

/** The pocket edition of a language, to be printed and handed out by staff. */
export const GET: APIRoute = async ({ params }) =>
  pdfResponse(await pocketFile(await siteIn(localeSchema.parse(params['locale']))));
