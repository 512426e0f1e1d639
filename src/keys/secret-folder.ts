import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';

/**
 * The folder a secret may be written into, with every link followed: it exists, and is in no repository.
 * @param own folders of the project, in which no secret may lie, whether or not they are in a repository.
 */
export async function secretFolder(
  folder: string,
  own: readonly string[],
): Promise<Result<string, KeysProblem>> {
  const real = await realpath(folder).catch(() => null);
  if (real === null || !(await stat(real)).isDirectory()) {
    return failure(keysProblem('no-folder', folder));
  }
  const owned = await Promise.all(own.map((path) => realpath(path)));
  const isOwn = owned.some((path) => real === path || real.startsWith(path + sep));
  return isOwn || isInRepository(real)
    ? failure(keysProblem('in-repository', real))
    : success(real);
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  const above = dirname(folder);
  return above !== folder && isInRepository(above);
}
