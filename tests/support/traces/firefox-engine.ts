import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFirefoxProfile } from '../firefox-profile.ts';
import { filesWith, placesFile, sessionFile } from '../profile-traces.ts';
import type { Engine } from './engine.ts';

const POLL_MS = 100;
const PATIENCE_MS = 30_000;

/** Firefox ESR. Its list of visited pages shows its whole file. */
export const FIREFOX: Engine = {
  name: 'Firefox',
  open: ({ hosts }) => openFirefoxProfile(hosts),
  press: (target) => target.click({ noWaitAfter: true }),
  listed: async ({ folder }, { host }, { destination }) => {
    // Until the file knows that the tab has left.
    for (const end = Date.now() + PATIENCE_MS; sessionFile(folder).at(-1) !== destination;) {
      if (Date.now() > end) throw new Error('Firefox does not write down that the tab has left.');
      await sleep(POLL_MS);
    }
    return {
      backList: sessionFile(folder).filter((address) => new URL(address).host === host).length,
      filesWith: (text) => filesWith(join(folder, SESSION), text).map(() => SESSION),
    };
  },
  kept: (profile, { host }) => ({
    file: placesFile(profile).filter(({ address }) => new URL(address).host === host).length,
    family,
    autofill: 'formhistory.sqlite',
    session: SESSION,
  }),
  screenshot: (page) => page.screenshot(),
  // The driver tells its own.
  title: () => Promise.resolve(undefined),
};

const SESSION = 'sessionstore-backups';

/** The file below the profile, or the folder; names of files inside one differ from run to run. */
function family(file: string): string {
  const [top = ''] = file.replace(/-wal$/u, '').split('/');
  return top;
}
