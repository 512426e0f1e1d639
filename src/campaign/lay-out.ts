import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../i18n/locales.ts';
import type { Kit } from './kit.ts';
import type { Booklet } from './manifest.ts';
import { sha256 } from './store.ts';

/** The names of what stands beside the files of the kit. */
const MANIFEST_FILE = 'manifest.json';
const SUMS_FILE = 'sha256sums.txt';

/**
 * Puts the files of the kit into a folder that has none of them, with the manifest and the digests (as `sha256sum -c`
 * reads them) of everything in it, of the text kits and of the booklets that stand in the site beside it.
 */
export async function layOut(
  { manifest: made, files, bookletsCheckBy }: Kit,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, place] of files) {
    // The same bytes under two names; another disk needs a copy.
    await link(place, join(folder, name)).catch(() => copyFile(place, join(folder, name)));
  }
  const locales = [...new Set(made.pieces.map(({ locale }) => locale))];
  const booklets = await bookletsBeside(folder, locales, bookletsCheckBy);
  const manifest = { ...made, booklets };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  const known = new Map(
    [...manifest.bundles, ...manifest.pieces, ...booklets].map(({ file, sha256: sum }) => [
      file,
      sum,
    ]),
  );
  const names = await readdir(folder);
  const texts = await textFilesBeside(folder, locales);
  const beside = [...texts, ...booklets.map(({ file }) => file)];
  const sums = [...names.sort(), ...beside].map(
    async (name) => `${known.get(name) ?? sha256(await readFile(join(folder, name)))}  ${name}\n`,
  );
  await writeFile(join(folder, SUMS_FILE), (await Promise.all(sums)).join(''));
}

/** The text kits that a built site has for each language, as seen from the folder of the kit. */
async function textFilesBeside(folder: string, locales: readonly Locale[]): Promise<string[]> {
  const found = locales.map(async (locale) => {
    const beside = join('..', locale, 'material');
    const names = await readdir(join(folder, beside)).catch((): string[] => []);
    return names.filter((name) => name.endsWith('.txt')).map((name) => join(beside, name));
  });
  return (await Promise.all(found)).flat().sort();
}

/** The guides in large print that a built site has, as seen from the folder of the kit. */
async function bookletsBeside(
  folder: string,
  locales: readonly Locale[],
  checkBy: string,
): Promise<Booklet[]> {
  const found = locales.map(async (locale): Promise<Booklet[]> => {
    const file = join('..', locale, 'hafte.pdf');
    const bytes = await readFile(join(folder, file)).catch(() => null);
    if (bytes === null) return [];
    return [{ file, locale, bytes: bytes.length, sha256: sha256(bytes), checkBy }];
  });
  return (await Promise.all(found)).flat();
}
