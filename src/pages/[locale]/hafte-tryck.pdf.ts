import type { APIRoute } from 'astro';
import { pdfResponse, pocketPaths, pocketPressFile } from '../../layouts/pocket-edition.ts';
import { siteIn } from '../../layouts/site.ts';
import { localeSchema } from '../../i18n/locales.ts';

export const getStaticPaths = pocketPaths;

/** The pocket edition of a language, for a printer. */
export const GET: APIRoute = async ({ params }) =>
  pdfResponse(await pocketPressFile(await siteIn(localeSchema.parse(params['locale']))));
