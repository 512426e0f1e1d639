// R18: an expired certificate closes the form, and never the telephone numbers.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFacts } from '../../src/intake/facts.ts';
import { makeDemoCertificate } from '../../src/referral/pgp/certificate.ts';
import { startSite } from '../support/site-server.ts';

const THREE_YEARS_MS = 3 * 365 * 86_400_000;
const [, ...PRESTART] = (
  JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { prestart: string } }
).scripts.prestart.split(' ');

let folder: string;
let dataDir: string;

/** The built site three years on: its certificates have expired. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'expired-'));
  dataDir = join(folder, 'data');
  await mkdir(join(folder, 'dist'));
  for (const part of ['client', 'headers', 'sha256sums']) {
    await symlink(resolve('dist', part), join(folder, 'dist', part));
  }
  const facts = readFacts(await readFile(join('dist', 'intake.json'), 'utf8'));
  const expires = new Date(Date.now() - 86_400_000).toISOString();
  const inboxes = facts.inboxes.map((inbox) => ({ ...inbox, certificates: [{ expires }] }));
  await writeFile(join(folder, 'dist', 'intake.json'), JSON.stringify({ ...facts, inboxes }));
  const keys = join(dataDir, 'keys');
  await mkdir(keys, { recursive: true });
  for (const { id } of facts.inboxes) {
    const made = await makeDemoCertificate(id, new Date(Date.now() - THREE_YEARS_MS));
    await writeFile(join(keys, `${id}.public.asc`), made.certificate);
    await writeFile(join(keys, `${id}.fingerprint`), made.fingerprint);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('after a certificate has expired, a restart serves the telephone numbers', async () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    PRESTART.map((part) => (part.startsWith('scripts/') ? resolve(part) : part)),
    {
      cwd: folder,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, CONTENT_DIR: resolve('content') },
      encoding: 'utf8',
    },
  );
  expect(stderr).toMatch(/expired on[^]*The site starts as it was last built/u);
  expect(status).toBe(0);
  const site = await startSite({ DATA_DIR: dataDir }, folder);
  const read = async (path: string) => {
    const response = await fetch(site.origin + path);
    return { status: response.status, html: await response.text() };
  };
  const numbers = await read('/sv/ring/');
  expect(numbers.status).toBe(200);
  expect(numbers.html).toContain('href="tel:112"');
  const form = await read('/sv/skriv/');
  expect(form.html).not.toContain('data-referral');
  expect(form.html).toContain('href="tel:112"');
  await site.stop();
});
