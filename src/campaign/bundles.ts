import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Bundle, Piece } from './manifest.ts';
import { isApart } from './shelves.ts';
import { readNotes, sha256, writeFolder } from './store.ts';

/**
 * One zip for each language, and one for all languages that a native speaker has read. What never
 * stands beside anything else has a zip of its own for each language.
 */
export async function makeBundles(
  pieces: readonly Piece[],
  files: Map<string, string>,
  store: string,
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
        (locale === null ? piece.reviewed : piece.locale === locale && piece.second === null),
    );
    if (inside.length === 0) continue;
    const file = `material-${apart ? 'separat-' : ''}${locale ?? 'alla'}.zip`;
    const digest = sha256(JSON.stringify(inside.map((piece) => [piece.file, piece.sha256])));
    const folder = join(store, digest.slice(0, 24));
    const kept = await readNotes(folder);
    const note = kept?.office ?? (await writeBundle(inside, files, folder));
    files.set(file, join(folder, 'office'));
    bundles.push({ file, apart, locale, files: inside.length, ...note });
  }
  return bundles;
}

async function writeBundle(
  pieces: readonly Piece[],
  files: ReadonlyMap<string, string>,
  folder: string,
) {
  const content: Record<string, Uint8Array> = {};
  for (const { file } of pieces) content[file] = await readFile(files.get(file) ?? file);
  // What is inside is compressed already. The date is the earliest that a zip can hold.
  const zip = zipSync(content, { level: 0, mtime: new Date(1980, 0, 1) });
  const note = { bytes: zip.length, sha256: sha256(zip) };
  await writeFolder(folder, new Map([['office', zip]]), { office: note });
  return note;
}
