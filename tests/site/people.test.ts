import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacts, type IntakeFacts } from '../../src/intake/facts.ts';
import { dayOf, daysAfter } from '../../src/intake/people/days.ts';
import { peopleFiles, writeSmallFile } from '../../src/intake/people/people-file.ts';
import { startSite, type SiteServer } from '../support/site-server.ts';

const TOKENS = { social: 's'.repeat(43), police: 'p'.repeat(43) };
const STYLE = /<style>([\s\S]*)<\/style>/u;

let folder: string;
let dataDir: string;
let site: SiteServer;

/** The built site as that of a team which reads every day of the week; each inbox has been sent a link. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'team-'));
  dataDir = join(folder, 'data');
  await mkdir(join(folder, 'dist'));
  for (const part of ['client', 'headers']) {
    await symlink(resolve('dist', part), join(folder, 'dist', part));
  }
  const built = readFacts(await readFile(join('dist', 'intake.json'), 'utf8'));
  await writeFile(join(folder, 'dist', 'intake.json'), JSON.stringify(teamOf(built)));
  const today = dayOf(Date.now());
  const receipt = (token: string) => ({
    answeredOn: null,
    mailedOn: today,
    links: [
      {
        hash: createHash('sha256').update(token).digest('hex'),
        until: daysAfter(today, 2),
      },
    ],
  });
  const receipts = { social: receipt(TOKENS.social), police: receipt(TOKENS.police) };
  await writeSmallFile(peopleFiles(dataDir).receipts, receipts);
  site = await startSite({ DATA_DIR: dataDir }, folder);
});

afterAll(async () => {
  await site.stop();
  await rm(folder, { recursive: true, force: true });
});

const teamOf = (facts: IntakeFacts): IntakeFacts => ({
  ...facts,
  set: { ...facts.set, demonstration: false },
  inboxes: facts.inboxes.map((inbox) => ({ ...inbox, address: `${inbox.id}@example.org` })),
  replyDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  deputy: 'Ersättaren',
  closedDays: [],
});

const page = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${site.origin}${path}`, init);
  return { status: response.status, headers: response.headers, html: await response.text() };
};

const hasForm = async () => (await page('/sv/skriv/')).html.includes('data-referral');

const command = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [resolve(script), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      CONTENT_DIR: join(folder, 'content'),
      PORT: new URL(site.origin).port,
    },
    encoding: 'utf8',
  });

describe('a running server of a team', () => {
  it('shows telephone numbers until each inbox has been answered for by its link', async () => {
    expect(await hasForm()).toBe(false);
    expect((await page('/sv/skriv/')).html).toContain('href="tel:112"');
    expect(command('scripts/status.ts').stdout).toContain(
      'Formuläret: stängt\n  closed-nobody-answered\n',
    );
    const question = await page(`/api/receipt/${TOKENS.social}`);
    expect(question.status).toBe(200);
    expect(await hasForm()).toBe(false);
    for (const token of Object.values(TOKENS)) {
      const { status } = await page(`/api/receipt/${token}`, { method: 'POST' });
      expect(status).toBe(200);
    }
    expect(await hasForm()).toBe(true);
    const { stdout, status } = command('scripts/status.ts');
    expect(stdout).toContain('Formuläret: öppet\n');
    expect(status).toBe(0);
  });

  it('answers a link with its own policy beside the headers of the site', async () => {
    const { status, headers, html } = await page(`/api/receipt/${'x'.repeat(43)}`);
    expect(status).toBe(404);
    const hash = createHash('sha256')
      .update(STYLE.exec(html)?.[1] ?? '')
      .digest('base64');
    expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}';`);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('answers no other method on a link', async () => {
    for (const method of ['PUT', 'DELETE']) {
      expect((await page(`/api/receipt/${TOKENS.social}`, { method })).status).toBe(405);
    }
  });

  it('is shown and switched by npm run inboxes: the profile at once, the form within a minute', async () => {
    await mkdir(join(folder, 'content', 'area'), { recursive: true });
    const profile = join(folder, 'content', 'area', 'profile.json');
    await writeFile(profile, await readFile('content/area/profile.json', 'utf8'));
    expect(command('scripts/inboxes.ts').stdout).toMatch(
      /^social +open {2}answered: \d{4}-\d\d-\d\d {2}mailed: \d{4}-\d\d-\d\d {2}certificates: \d+ days left$/mu,
    );
    const closing = command('scripts/inboxes.ts', 'close', 'police');
    expect(closing.stdout).toContain('police is closed. Within a minute');
    expect(await readFile(profile, 'utf8')).toMatch(/"id": "police"[^{}]*"open": false/u);
    expect(command('scripts/inboxes.ts').stdout).toMatch(/^police +switched off/mu);
    await expect.poll(hasForm, { timeout: 50_000, interval: 1_000 }).toBe(false);
    expect(command('scripts/inboxes.ts', 'open', 'police').stdout).toContain('police is open');
    expect(await readFile(profile, 'utf8')).toBe(
      await readFile('content/area/profile.json', 'utf8'),
    );
  });

  it('is closed by it even where neither profile nor switches can be read', async () => {
    const { switches } = peopleFiles(dataDir);
    await rm(join(folder, 'content'), { recursive: true, force: true });
    await writeFile(switches, '{"off":');
    expect(command('scripts/inboxes.ts', 'open', 'police').stderr).toBe(
      `${switches} cannot be read or does not hold what it should.\n`,
    );
    const { stdout, stderr, status } = command('scripts/inboxes.ts', 'close', 'police');
    expect(JSON.parse(await readFile(switches, 'utf8'))).toEqual({ off: ['police'] });
    expect(stdout).toContain(`police is closed. Within a minute`);
    expect(stderr).toContain('profile.json was not changed, so the next build does not know of it');
    expect(stderr).toContain('Write "open": false for "police" there by hand.');
    expect(status).toBe(1);
  });

  it('says what to write when an order is none', () => {
    expect(command('scripts/inboxes.ts', 'shut', 'police').stderr).toContain(
      'npm run inboxes -- open social|police, or close.',
    );
  });
});
