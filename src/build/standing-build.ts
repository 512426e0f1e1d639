import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What every build writes last. */
const LAST_FILE = 'sha256sums';

/**
 * Builds in a folder beside `outDir`, which takes its place when it is whole; a build that fails changes nothing
 * that stands there.
 * @param build makes everything in the folder it is given; beside `outDir`, so that packages are found from it.
 * @throws what `build` throws.
 */
export async function buildBeside(
  outDir: string,
  build: (folder: string) => Promise<void>,
): Promise<void> {
  const beside = `${outDir}.building`;
  const [next, earlier] = [join(beside, 'next'), join(beside, 'earlier')];
  await rm(beside, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  try {
    await build(next);
    if (existsSync(outDir)) await rename(outDir, earlier);
    await rename(next, outDir);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/**
 * Makes a build ready to be served. Where that fails and an earlier whole one stands in `dist`, says why and leaves it
 * to be served: telephone numbers must not go away because a certificate has expired. By its own clock the server
 * then closes the form.
 * @throws what `ready` throws, where nothing whole stands.
 */
export async function readyOrStanding(dist: string, ready: () => Promise<void>): Promise<void> {
  try {
    await ready();
  } catch (error) {
    if (!existsSync(join(dist, LAST_FILE))) throw error;
    console.error(error instanceof Error ? error.message : error);
    console.error('The site starts as it was last built. Mend what is said above and start again.');
  }
}
