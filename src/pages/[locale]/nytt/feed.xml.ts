import type { APIRoute } from 'astro';
import { areaProfile, news } from '../../../content.ts';
import { htmlLang, localeSchema } from '../../../i18n/locales.ts';
import { newsPaths } from '../../../layouts/paths.ts';

export const getStaticPaths = newsPaths;

/** The news of a language as an Atom feed (RFC 4287). */
export const GET: APIRoute = async ({ params, site }) => {
  const locale = localeSchema.parse(params['locale']);
  const { name } = await areaProfile();
  const items = await news(locale);
  const address = new URL(`/${locale}/nytt/`, site).href;
  const entries = items.map(
    ({ id, data }) =>
      `<entry><id>${address}#${escaped(id)}</id><title>${escaped(data.heading)}</title>` +
      `<updated>${data.changed.toISOString()}</updated><link href="${address}"/></entry>`,
  );
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${htmlLang(locale)}">`,
    `<id>${address}</id><title>${escaped(name)}</title><author><name>${escaped(name)}</name></author>`,
    `<updated>${items[0]?.data.changed.toISOString() ?? ''}</updated>`,
    ...entries,
    '</feed>',
  ];
  return new Response(body.join('\n'), { headers: { 'Content-Type': 'application/atom+xml' } });
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
