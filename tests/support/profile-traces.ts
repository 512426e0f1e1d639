import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A row of a browser's list of visited addresses. */
export interface HistoryRow {
  readonly address: string;
  readonly title: string;
}

/** Every address in Chromium's `History` file, visible in chrome://history or not. */
export function historyFile(profile: string): HistoryRow[] {
  const file = new DatabaseSync(join(profile, 'Default/History'), { readOnly: true });
  const rows = file.prepare('SELECT url AS address, title FROM urls ORDER BY id').all();
  file.close();
  return rows.map(({ address, title }) => ({ address: `${address}`, title: `${title}` }));
}

/** The files of a profile that hold a text, in UTF-8 or UTF-16, as paths below the profile. */
export function filesWith(profile: string, text: string): string[] {
  const codings = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return codings.some((coding) => bytes.includes(coding));
    })
    .map((file) => file.slice(profile.length + 1))
    .sort();
}
