import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a build is made from. */
export interface Sources {
  /** Folders, with all that is below them; one that is not there is empty. */
  readonly paths: readonly string[];
  /** What pages hold besides: certificates, the public address. */
  readonly others: readonly unknown[];
  /** The file that holds the digest of what the last build was made from. */
  readonly mark: string;
}

/** Builds unless the last build was made from the same. */
export async function buildIfChanged(
  sources: Sources,
  build: () => void | Promise<void>,
): Promise<void> {
  const wanted = await digest(sources);
  if ((await readFile(sources.mark, 'utf8').catch(() => '')) === wanted) return;
  // Before the build: what one that did not end has left is never taken for whole.
  await rm(sources.mark, { force: true });
  await build();
  await writeFile(sources.mark, wanted);
}

async function digest({ paths, others }: Sources): Promise<string> {
  const sum = createHash('sha256').update(JSON.stringify(others));
  // Git keeps no empty folder: `public` is there only while something stands in it.
  for (const path of paths.filter((name) => existsSync(name))) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
      sum.update(file).update(await readFile(file));
    }
  }
  return sum.digest('hex');
}
