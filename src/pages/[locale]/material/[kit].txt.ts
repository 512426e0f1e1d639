import type { APIRoute, GetStaticPaths } from 'astro';
import { TEXT_KITS } from '../../../campaign/text-kit.ts';
import { kitFile } from '../../../layouts/kit-texts.ts';
import { localePaths } from '../../../layouts/paths.ts';
import { localeSchema } from '../../../i18n/locales.ts';

export const getStaticPaths = (async () => {
  const paths = await localePaths();
  return paths.flatMap(({ params }) => TEXT_KITS.map((kit) => ({ params: { ...params, kit } })));
}) satisfies GetStaticPaths;

/** The words of the posters in one language, as a plain file. */
export const GET: APIRoute = async ({ params }) => {
  const kit = TEXT_KITS.find((name) => name === params.kit) ?? 'texter';
  return new Response(await kitFile(localeSchema.parse(params.locale), kit), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
};
