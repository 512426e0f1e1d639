import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program or font the tests need, where it is looked for, and Debian's package of it. */
interface Need {
  readonly what: string;
  readonly variable?: string;
  readonly paths: readonly string[];
  readonly packages: readonly string[];
}

const NEEDS: readonly Need[] = [
  {
    what: 'Chromium',
    variable: 'CHROMIUM_PATH',
    paths: ['/usr/bin/chromium'],
    packages: ['chromium'],
  },
  {
    what: 'Firefox ESR',
    variable: 'FIREFOX_PATH',
    paths: ['/usr/bin/firefox-esr'],
    packages: ['firefox-esr'],
  },
  {
    what: 'WebKitGTK with its driver',
    paths: ['/usr/bin/WebKitWebDriver'],
    packages: ['webkit2gtk-driver'],
  },
  { what: 'a screen in memory', paths: ['/usr/bin/Xvfb'], packages: ['xvfb'] },
  { what: 'gpg', paths: ['/usr/bin/gpg'], packages: ['gnupg'] },
  { what: 'neomutt', paths: ['/usr/bin/neomutt'], packages: ['neomutt'] },
  { what: 'Python', paths: ['/usr/bin/python3'], packages: ['python3'] },
  { what: 'strace', paths: ['/usr/bin/strace'], packages: ['strace'] },
  { what: 'a terminal for the tests', paths: ['/usr/bin/script'], packages: ['bsdutils'] },
  {
    what: 'PostgreSQL',
    // One of the versions that Debian has had; the tests take the newest that is there.
    paths: [15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`),
    packages: ['postgresql'],
  },
  { what: 'poppler', paths: ['/usr/bin/pdftotext'], packages: ['poppler-utils'] },
  { what: 'qpdf', paths: ['/usr/bin/qpdf'], packages: ['qpdf'] },
  { what: 'zbar', paths: ['/usr/bin/zbarimg'], packages: ['zbar-tools'] },
  { what: 'unzip', paths: ['/usr/bin/unzip'], packages: ['unzip'] },
  {
    what: 'fonts for Arabic and Ethiopic',
    paths: ['/usr/share/fonts/truetype/noto/NotoSansEthiopic-Regular.ttf'],
    packages: ['fonts-noto-core'],
  },
];

/**
 * Installs what the tests need and this machine lacks, with Debian's apt.
 * @throws Error naming what is missing where apt cannot be used.
 */
export function provision(): void {
  const missing = NEEDS.filter(
    ({ variable, paths }) =>
      !paths.some(existsSync) &&
      !(variable !== undefined && existsSync(process.env[variable] ?? '')),
  );
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'inherit' }).status === 0;
  console.log(`Installing ${packages.join(', ')} …`);
  if (apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)) return;
  throw new Error(
    `The tests need ${missing.map(({ what }) => what).join(', ')}. Install them (Debian: apt-get install ` +
      `${packages.join(' ')}), or name the browsers in CHROMIUM_PATH and FIREFOX_PATH.`,
  );
}
