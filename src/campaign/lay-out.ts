import { constants, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monthBefore } from '../helplines/check-by.ts';
import type { Locale } from '../i18n/locales.ts';
import type { Kit } from './kit.ts';
import { KitProblem } from './kit-problem.ts';
import type { Manifest, Paper, Piece } from './manifest.ts';
import { sha256 } from './store.ts';
import { campaignsOf, textsCheckBy, TEXT_KITS } from './text-kit.ts';

/** The names of what stands beside the files of the kit. */
const MANIFEST_FILE = 'manifest.json';
const SUMS_FILE = 'sha256sums.txt';

/**
 * Puts the files of the kit into a folder that has none of them, with the manifest and the digests (as `sha256sum -c`
 * reads them) of everything in it, of the text kits and of the booklets that stand in the site beside it.
 * @throws KitProblem where what partners paste leads to another site than the sheets
 */
export async function layOut(
  { manifest: made, files, bookletsCheckBy }: Kit,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, place] of files) {
    // A copy, which shares its bytes where the disk can: what is done to it does not reach the store.
    await copyFile(place, join(folder, name), constants.COPYFILE_FICLONE);
  }
  const locales = [...new Set(made.pieces.map(({ locale }) => locale))];
  const beside = (papers: readonly PaperBeside[]) => papersBeside(folder, papers);
  const manifest = {
    ...made,
    booklets: await beside(locales.flatMap((locale) => guides(locale, bookletsCheckBy))),
    texts: await beside(locales.flatMap((locale) => textKits(locale, made.pieces))),
    embeds: await beside(locales.map((locale) => embed(locale, made))),
  };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  const { bundles, pieces, previews, booklets, texts, embeds } = manifest;
  const known = new Map(
    [...bundles, ...pieces, ...previews, ...booklets, ...texts, ...embeds].map(
      ({ file, sha256: sum }) => [file, sum],
    ),
  );
  const names = new Set([...(await readdir(folder)), ...known.keys()]);
  const sums = [...names]
    .sort()
    .map(
      async (name) => `${known.get(name) ?? sha256(await readFile(join(folder, name)))}  ${name}\n`,
    );
  await writeFile(join(folder, SUMS_FILE), (await Promise.all(sums)).join(''));
}

/** A file that the built site may have, as seen from the folder of the kit. */
interface PaperBeside extends Pick<Paper, 'file' | 'campaigns' | 'format' | 'use' | 'locale'> {
  readonly checkBy: (bytes: Buffer) => string;
}

/** Those that it has. */
async function papersBeside(folder: string, papers: readonly PaperBeside[]): Promise<Paper[]> {
  const found = papers.map(async ({ checkBy, ...paper }): Promise<Paper[]> => {
    const bytes = await readFile(join(folder, paper.file)).catch(() => null);
    if (bytes === null) return [];
    return [{ ...paper, bytes: bytes.length, sha256: sha256(bytes), checkBy: checkBy(bytes) }];
  });
  return (await Promise.all(found)).flat();
}

/** The guide of a language in large print, for office and printer. */
const guides = (locale: Locale, month: string): PaperBeside[] =>
  (['office', 'press'] as const).map((use) => ({
    file: join('..', locale, use === 'office' ? 'hafte.pdf' : 'hafte-tryck.pdf'),
    campaigns: [],
    format: 'booklet',
    use,
    locale,
    checkBy: () => month,
  }));

/** The text kits of a language; they hold the numbers of its sheets. */
const textKits = (locale: Locale, pieces: readonly Piece[]): PaperBeside[] =>
  TEXT_KITS.map((kit) => {
    const campaigns = campaignsOf(kit).map(({ id }) => id);
    return {
      file: join('..', locale, 'material', `${kit}.txt`),
      campaigns,
      format: 'text',
      use: null,
      locale,
      checkBy: () => textsCheckBy(pieces, locale, kit) ?? '',
    };
  });

/** The numbers to paste into a page; they say before which month they are to be checked. */
const embed = (locale: Locale, manifest: Manifest): PaperBeside => ({
  file: embedFile(locale),
  campaigns: [],
  format: 'embed',
  use: null,
  locale,
  checkBy: (bytes) => {
    const text = bytes.toString('utf8');
    compareOrigin(text, embedFile(locale), manifest);
    return monthBefore(/data-before="(\d{4}-\d{2})"/u.exec(text)?.[1] ?? '');
  },
});

const embedFile = (locale: Locale): string => `numren-${locale}.txt`;

/** Sheets of a demonstration lead to nobody, while the site answers where it stands. */
function compareOrigin(text: string, file: string, { address, demonstration }: Manifest): void {
  const newest = /data-newest="([^"]*)"/u.exec(text)?.[1] ?? '';
  if (demonstration || newest.startsWith(`${address}/`)) return;
  throw new KitProblem(
    `${file} leads to ${newest}, the sheets to ${address}: build both with the same SITE_URL`,
  );
}
