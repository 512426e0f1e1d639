import { copyFile, link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kit } from './kit.ts';
import type { Manifest } from './manifest.ts';
import { sha256 } from './store.ts';

/** The names of what stands beside the files of the kit. */
const MANIFEST_FILE = 'manifest.json';
const SUMS_FILE = 'sha256sums.txt';

/** Puts the files of the kit into a folder that has none of them, with the manifest and the digests (as `sha256sum -c` reads them) of everything in it and of the text kits. */
export async function layOut({ manifest, files }: Kit, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, place] of files) {
    // The same bytes under two names; another disk needs a copy.
    await link(place, join(folder, name)).catch(() => copyFile(place, join(folder, name)));
  }
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  const known = new Map(
    [...manifest.bundles, ...manifest.pieces].map(({ file, sha256: sum }) => [file, sum]),
  );
  const names = await readdir(folder);
  const texts = await textFilesBeside(folder, manifest);
  const sums = [...names.sort(), ...texts].map(
    async (name) => `${known.get(name) ?? sha256(await readFile(join(folder, name)))}  ${name}\n`,
  );
  await writeFile(join(folder, SUMS_FILE), (await Promise.all(sums)).join(''));
}

/** The text kits that a built site has for each language, as seen from the folder of the kit. */
async function textFilesBeside(folder: string, { pieces }: Manifest): Promise<string[]> {
  const found = [...new Set(pieces.map(({ locale }) => locale))].map(async (locale) => {
    const beside = join('..', locale, 'material');
    const names = await readdir(join(folder, beside)).catch((): string[] => []);
    return names.filter((name) => name.endsWith('.txt')).map((name) => join(beside, name));
  });
  return (await Promise.all(found)).flat().sort();
}
