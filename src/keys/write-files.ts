import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { keysProblem, type KeysProblem } from './keys-problem.ts';

/** A file that must not be there yet. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** 0o600: for its owner only. */
  readonly mode: 0o600 | 0o644;
}

/** What changes on disk: all of it, or nothing. */
export interface Change {
  /** The profile as it was read, and as it becomes. */
  readonly profile: { readonly path: string; readonly before: string; readonly after: string };
  readonly added: readonly NewFile[];
  /** Files that the profile no longer names. */
  readonly removed: readonly string[];
}

/**
 * Writes the new files, then puts the new profile in the place of the old one in one step, then removes what it no
 * longer names. What fails before that step is undone; a machine that dies leaves at most a file that nothing names.
 */
export async function writeChange(change: Change): Promise<Result<void, KeysProblem>> {
  const { profile, added, removed } = change;
  const draft = {
    path: `${profile.path}.${process.pid}`,
    text: profile.after,
    mode: 0o644,
  } as const;
  const written: string[] = [];
  const undone = async (problem: KeysProblem): Promise<Result<void, KeysProblem>> => {
    for (const path of written) await rm(path, { force: true });
    return failure(problem);
  };
  for (const file of [...added, draft]) {
    const problem = await writeNew(file);
    if (problem !== null) return undone(problem);
    written.push(file.path);
  }
  try {
    const now = await readFile(profile.path, 'utf8');
    if (now !== profile.before) return await undone(keysProblem('profile-changed'));
    for (const folder of new Set(added.map(({ path }) => dirname(path)))) await syncFolder(folder);
    await rename(draft.path, profile.path);
  } catch (error) {
    return undone(keysProblem('not-written', `${profile.path}: ${codeOf(error)}`));
  }
  await syncFolder(dirname(profile.path)).catch(() => undefined);
  // What cannot be removed is named by `npm run keys`.
  for (const path of removed) await rm(path, { force: true }).catch(() => undefined);
  return success(undefined);
}

/** Whether others on this machine may read a file, as on a medium that keeps no modes. */
export const isOpenToOthers = async (path: string): Promise<boolean> =>
  ((await stat(path)).mode & 0o077) !== 0;

async function writeNew({ path, text, mode }: NewFile): Promise<KeysProblem | null> {
  let isOurs = false;
  try {
    const file = await open(path, 'wx', mode);
    isOurs = true;
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return null;
  } catch (error) {
    if (isOurs) await rm(path, { force: true });
    const code = codeOf(error);
    return code === 'EEXIST'
      ? keysProblem('file-exists', path)
      : keysProblem('not-written', `${path} could not be written (${code})`);
  }
}

/** Some media cannot: then the file itself must do. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().catch(() => undefined);
  await folder.close();
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
