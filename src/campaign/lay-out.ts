import { copyFile, link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kit } from './kit.ts';

/** The names of what stands beside the files of the kit. */
const MANIFEST_FILE = 'manifest.json';
const SUMS_FILE = 'sha256sums.txt';

/** Puts the files of the kit into a folder that has none of them, with the manifest and the digests (as `sha256sum -c` reads them). */
export async function layOut({ manifest, files }: Kit, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, place] of files) {
    // The same bytes under two names; another disk needs a copy.
    await link(place, join(folder, name)).catch(() => copyFile(place, join(folder, name)));
  }
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(manifest));
  const sums = [...manifest.bundles, ...manifest.pieces].map(
    ({ sha256, file }) => `${sha256}  ${file}\n`,
  );
  await writeFile(join(folder, SUMS_FILE), sums.join(''));
}
