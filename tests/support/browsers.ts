import { existsSync } from 'node:fs';

/** Where Chromium is: `CHROMIUM_PATH`, else Debian's. @throws when neither is there. */
export const chromiumPath = (): string => found('CHROMIUM_PATH', '/usr/bin/chromium');

/** Where Firefox ESR is: `FIREFOX_PATH`, else Debian's. @throws when neither is there. */
export const firefoxPath = (): string => found('FIREFOX_PATH', '/usr/bin/firefox-esr');

/** Switches that the sandbox of the machine needs; they change nothing of what is tested. */
export const chromiumSwitches: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-gpu',
  '--disable-dev-shm-usage',
];

function found(variable: string, usual: string): string {
  const path = process.env[variable] ?? usual;
  if (!existsSync(path)) throw new Error(`No browser at ${path}: name it in ${variable}.`);
  return path;
}
