import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isMozLz4, unpackMozLz4 } from './mozlz4.ts';

/** A row of a browser's list of visited addresses. */
export interface HistoryRow {
  readonly address: string;
  readonly title: string;
}

/** Every address in Chromium's `History` file, visible in chrome://history or not. */
export const historyFile = (profile: string): HistoryRow[] =>
  rows(join(profile, 'Default/History'), 'SELECT url AS address, title FROM urls ORDER BY id');

/** Every address in Firefox's `places.sqlite` that was visited. */
export const placesFile = (profile: string): HistoryRow[] =>
  rows(
    join(profile, 'places.sqlite'),
    'SELECT url AS address, title FROM moz_places WHERE visit_count > 0 ORDER BY id',
  );

/** The addresses behind Back of the last tab, as Firefox writes them down while it runs; the last one is shown. */
export function sessionFile(profile: string): string[] {
  const file = join(profile, 'sessionstore-backups/recovery.jsonlz4');
  if (!existsSync(file)) return [];
  const { windows } = JSON.parse(unpackMozLz4(readFileSync(file)).toString()) as {
    windows: { tabs: { entries: { url: string }[]; index: number }[] }[];
  };
  const tab = windows.flatMap(({ tabs }) => tabs).at(-1);
  return tab?.entries.slice(0, tab.index).map(({ url }) => url) ?? [];
}

/**
 * The files of a profile that hold a text, in UTF-8 or UTF-16, as paths below the profile. Of a browser that runs,
 * what it removes meanwhile holds nothing.
 */
export function filesWith(profile: string, text: string): string[] {
  const codings = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readIfThere(file);
      const content = isMozLz4(bytes) ? unpackMozLz4(bytes) : bytes;
      return codings.some((coding) => content.includes(coding));
    })
    .map((file) => file.slice(profile.length + 1))
    .sort();
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function rows(path: string, query: string): HistoryRow[] {
  const file = new DatabaseSync(path, { readOnly: true });
  const found = file.prepare(query).all();
  file.close();
  return found.map(({ address, title }) => ({ address: `${address}`, title: `${title}` }));
}
