import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import { folderOf, type BundlePapers } from './bundle-papers.ts';
import { firstToEnd, type Bundle, type Piece } from './manifest.ts';
import { isApart } from './shelves.ts';
import { readNotes, sha256, writeFolder } from './store.ts';

/** What is packed with some files for readers of a language. */
type PapersOf = (inside: readonly Piece[], locale: Locale) => BundlePapers;

/**
 * One zip for each language, with the sheets that have it beside Swedish, and one for all languages
 * that a native speaker has read, once they are more than one. What never stands beside anything else has a zip of its own for each
 * language.
 */
export async function makeBundles(
  pieces: readonly Piece[],
  files: Map<string, string>,
  { store, papersOf }: { readonly store: string; readonly papersOf: PapersOf },
): Promise<Bundle[]> {
  const locales = [...new Set(pieces.map(({ locale }) => locale))];
  const bundles: Bundle[] = [];
  const wanted = [false, true].flatMap((apart) =>
    (apart ? locales : [...locales, null]).map((locale) => ({ apart, locale })),
  );
  for (const { apart, locale } of wanted) {
    const inside = pieces.filter(
      (piece) =>
        isApart(piece) === apart &&
        (locale === null ? piece.reviewed : languageOf(piece) === locale),
    );
    if (inside.length === 0 || (locale === null && !isOfSeveral(inside))) continue;
    const file = `material-${apart ? 'separat-' : ''}${locale ?? 'alla'}.zip`;
    const papers = papersOf(inside, locale ?? SOURCE_LOCALE);
    const digest = sha256(
      JSON.stringify([inside.map((piece) => [nameInside(piece), piece.sha256]), ...papers]),
    );
    const folder = join(store, digest.slice(0, 24));
    const kept = await readNotes(folder);
    const note = kept?.office ?? (await writeBundle(inside, papers, { files, folder }));
    files.set(file, join(folder, 'office'));
    const campaigns = [...new Set(inside.map(({ campaign }) => campaign))];
    const checkBy = firstToEnd(inside);
    const told = { file, campaigns, format: 'zip', use: null, locale, ...note, checkBy } as const;
    bundles.push({ ...told, apart, files: inside.length });
  }
  return bundles;
}

/** The language that a sheet is packed with. */
const languageOf = ({ locale, second }: Piece): Locale => second ?? locale;

const isOfSeveral = (pieces: readonly Piece[]): boolean => new Set(pieces.map(languageOf)).size > 1;

const nameInside = (piece: Piece): string => `${folderOf(piece)}/${piece.file}`;

async function writeBundle(
  pieces: readonly Piece[],
  papers: BundlePapers,
  { files, folder }: { readonly files: ReadonlyMap<string, string>; readonly folder: string },
) {
  const content: Record<string, Uint8Array> = {};
  for (const [name, text] of papers) content[name] = strToU8(text);
  for (const piece of pieces)
    content[nameInside(piece)] = await readFile(files.get(piece.file) ?? piece.file);
  // What is inside is compressed already. The date is the earliest that a zip can hold.
  const zip = zipSync(content, { level: 0, mtime: new Date(1980, 0, 1) });
  const note = { bytes: zip.length, sha256: sha256(zip) };
  await writeFolder(folder, new Map([['office', zip]]), { office: note });
  return note;
}
