import { pocketPdf, pocketPressPdf, type Pocket } from '../campaign/pocket.ts';
import { offeredPages, type TextPage } from '../content.ts';
import { directory } from '../helplines/directory.ts';
import type { Helpline } from '../helplines/helpline.ts';
import { localePaths } from './paths.ts';
import { siteIn, type Site } from './site.ts';

/** What the pocket edition of a language holds: the numbers, and every guide for those who are hurt or care. */
export interface PocketEdition {
  readonly lines: readonly Helpline[];
  readonly texts: readonly { readonly name: string; readonly text: TextPage }[];
}

/** The help lines and guides of the pocket edition; nothing for those who use violence stands in it. */
export const pocketEdition = async (site: Site): Promise<PocketEdition> => ({
  lines: directory(site.helplines)
    .filter(({ id }) => id !== 'stop' && id !== 'work')
    .flatMap((group) => group.lines),
  texts: (await offeredPages(site.locale)).flatMap(({ name, own }) =>
    own !== undefined && ['self', 'others'].includes(own.data.part) ? [{ name, text: own }] : [],
  ),
});

/** The pocket edition as a tagged PDF; null where none can be made. */
export const pocketFile = async (site: Site): Promise<Uint8Array | null> =>
  pocketPdf(await pocketOf(site));

/** The pocket edition for a printer; null where none can be made. */
export const pocketPressFile = async (site: Site): Promise<Uint8Array | null> =>
  pocketPressPdf(await pocketOf(site));

async function pocketOf(site: Site): Promise<Pocket> {
  const { lines, texts } = await pocketEdition(site);
  return {
    site,
    place: site.words.place,
    municipality: site.profile.municipality,
    lines,
    numbers: site.helplines,
    chapters: texts.map(({ name, text }) => ({
      heading: text.data.heading,
      body: text.body ?? '',
      local: site.words.pages[name] ?? [],
    })),
  };
}

/** The languages whose pocket edition can be made on this machine. */
export async function pocketPaths() {
  const paths = await localePaths();
  const files = await Promise.all(
    paths.map(async ({ props }) => pocketFile(await siteIn(props.locale))),
  );
  return paths.filter((_path, place) => files[place] !== null);
}

/** A file of the pocket edition as a page of the site. */
export const pdfResponse = (pdf: Uint8Array | null): Response =>
  new Response(new Uint8Array(pdf ?? []), { headers: { 'Content-Type': 'application/pdf' } });
