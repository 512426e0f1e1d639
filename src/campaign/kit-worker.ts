// Draws one sheet after the other, on a processor of its own.
import { parentPort } from 'node:worker_threads';
import { sentenceOf } from '../i18n/error-sentence.ts';
import type { SheetTask } from './kit.ts';
import { sheetFiles } from './sheet-files.ts';
import { sha256, writeFolder } from './store.ts';

parentPort?.on('message', ({ sheet, format, date, folder }: SheetTask) => {
  void made(sheet, format, date, folder).then((problem) => {
    parentPort?.postMessage({ problem });
  });
});

async function made(
  sheet: SheetTask['sheet'],
  format: SheetTask['format'],
  date: number,
  folder: string,
): Promise<string | null> {
  try {
    const files = await sheetFiles(sheet, format, date);
    const notes = [...files].map(
      ([use, bytes]) => [use, { bytes: bytes.length, sha256: sha256(bytes) }] as const,
    );
    await writeFolder(folder, files, Object.fromEntries(notes));
    return null;
  } catch (error) {
    return sentenceOf(error);
  }
}
