import { access, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, namesIn, placeSynced, syncFolder } from './durable.ts';
import { fileNameOf, idInFileName, readSpoolText, spoolText } from './spool-file.ts';
import type { Submission } from './spool-file.ts';
import { emptyTmp, makeSpoolFolders, spoolFolders } from './spool-folders.ts';
import type { SpoolFolders } from './spool-folders.ts';
import type { Holding, Shelf } from './spool-shelf.ts';
import { Tombstones } from './tombstones.ts';

/**
 * The spool in a folder. A server may be running: nothing is made or removed unless `make` is set.
 * @throws the system's error, ENOENT when there is none.
 */
export async function folderShelf(root: string, { make = false } = {}): Promise<Shelf> {
  const folders = spoolFolders(root);
  if (make) {
    await makeSpoolFolders(folders);
    await emptyTmp(folders);
  } else await access(folders.new);
  const tombstones = new Tombstones(folders.done);
  await tombstones.load();
  const placed = async (state: Holding['state'], submission: Submission) => {
    const name = fileNameOf(submission.id);
    const target = join(folderOf(folders, state), name);
    await placeSynced({ temporary: join(folders.tmp, name), target }, spoolText(submission));
  };
  const shelf: Shelf = {
    async holdings() {
      const done = await holdingsIn(folders, 'delivered');
      const inLetters = [
        ...(await holdingsIn(folders, 'waiting')),
        ...(await holdingsIn(folders, 'set-aside')),
      ];
      return [...done, ...inLetters.filter(({ id }) => !tombstones.has(id))];
    },
    async state(id) {
      if (tombstones.has(id)) return 'delivered';
      for (const state of ['waiting', 'set-aside'] as const) {
        if ((await textOf(folders, state, id)) !== null) return state;
      }
      return null;
    },
    async read(id) {
      if (tombstones.has(id)) return null;
      const text =
        (await textOf(folders, 'waiting', id)) ?? (await textOf(folders, 'set-aside', id));
      return text === null ? null : readSpoolText(id, text);
    },
    async put({ id, state, at }, submission) {
      if (submission === null) await tombstones.add(id, at);
      else await placed(state, submission);
    },
    async takeOut(id, inbox, now) {
      const state = await shelf.state(id);
      const submission = await shelf.read(id);
      if (state === null || submission === null) return;
      const letters = submission.letters.filter((letter) => letter.inbox !== inbox);
      if (letters.length > 0) return placed(state, { ...submission, letters });
      await tombstones.add(id, now);
      await shelf.remove({ id, state, at: submission.receivedAt });
    },
    async remove({ id, state }) {
      const folder = folderOf(folders, state);
      await rm(join(folder, state === 'delivered' ? id : fileNameOf(id)), { force: true });
      await syncFolder(folder);
    },
    async putBack(id) {
      const name = fileNameOf(id);
      await rename(join(folders.aside, name), join(folders.new, name));
      for (const folder of [folders.new, folders.aside]) await syncFolder(folder);
    },
    close: () => Promise.resolve(),
  };
  return shelf;
}

function folderOf(folders: SpoolFolders, state: Holding['state']): string {
  return { waiting: folders.new, 'set-aside': folders.aside, delivered: folders.done }[state];
}

async function textOf(
  folders: SpoolFolders,
  state: Holding['state'],
  id: string,
): Promise<string | null> {
  return readFile(join(folderOf(folders, state), fileNameOf(id)), 'utf8').catch(
    (error: unknown) => {
      // One that is there and cannot be read is like one that cannot be understood.
      return hasCode(error, 'ENOENT') ? null : '';
    },
  );
}

/** A letter keeps its time inside; where that cannot be read, the file's time stands for it. */
async function holdingsIn(folders: SpoolFolders, state: Holding['state']): Promise<Holding[]> {
  const folder = folderOf(folders, state);
  const holdings: Holding[] = [];
  for (const name of await namesIn(folder)) {
    const id =
      state === 'delivered' ? (/^[0-9a-f]{32}$/u.exec(name)?.[0] ?? null) : idInFileName(name);
    if (id === null) continue;
    const text = state === 'delivered' ? null : await textOf(folders, state, id);
    const submission = text === null ? null : readSpoolText(id, text);
    const at = submission?.receivedAt ?? (await stat(join(folder, name))).mtimeMs;
    holdings.push({ id, state, at: Math.round(at) });
  }
  return holdings.sort((one, other) => one.at - other.at);
}
