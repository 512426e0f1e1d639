import { readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Alarm } from '../../../../src/intake/alarm.ts';
import type { IntakeFacts } from '../../../../src/intake/facts.ts';
import { openIntake } from '../../../../src/intake/intake.ts';
import { isAnswered } from '../../../../src/intake/people/people.ts';
import { peopleFiles, writeSmallFile } from '../../../../src/intake/people/people-file.ts';
import { RECEIPT_PATH } from '../../../../src/intake/people/receipt-page.ts';
import {
  configFor,
  frameOf,
  framePost,
  makeStage,
  realFacts,
  temporaryFolder,
  testClock,
} from '../stage.ts';
import type { Stage } from '../stage.ts';

const HOUR_MS = 3_600_000;
const MONDAY_AT_SEVEN = Date.parse('2026-11-23T06:00:00Z');
const SITE = 'https://site.example';

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
});

interface Setting {
  readonly start?: number;
  readonly dataDir?: string;
  readonly facts?: IntakeFacts;
}

async function open({ start = MONDAY_AT_SEVEN, facts, ...more }: Setting = {}) {
  const dataDir = more.dataDir ?? (await temporaryFolder());
  const clock = testClock(start);
  const alarms: Alarm[] = [];
  const report = (alarm: Alarm) => alarms.push(alarm);
  const config = configFor(dataDir, { SITE_URL: SITE, ALARM_TO: 'watch@example.org' });
  const options = { config, facts: facts ?? realFacts(stage.facts), clientDir: dataDir };
  const intake = await openIntake({ ...options, clock, report });
  const later = async (hours: number) => {
    clock.advance(hours * HOUR_MS);
    await intake.look();
    await intake.sendNotices();
  };
  return { intake, dataDir, clock, alarms, later, config };
}

/** The daily mails in the outbox, as text by inbox. */
async function dailyMails(dataDir: string, inbox: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'outbox')).catch(() => []);
  const own = names
    .filter((name) => new RegExp(`^notice-daily-.*-${inbox}-`, 'u').test(name))
    .sort();
  return Promise.all(own.map((name) => readFile(join(dataDir, 'outbox', name), 'utf8')));
}

const textIn = (mail: string): string =>
  Buffer.from(mail.split('\r\n\r\n')[1] ?? '', 'base64').toString();

/** The path of the link in the newest daily mail of an inbox. */
async function linkOf(dataDir: string, inbox: string): Promise<string> {
  const mail = (await dailyMails(dataDir, inbox)).at(-1) ?? '';
  return new RegExp(`${SITE}(${RECEIPT_PATH}[\\w-]{43})`, 'u').exec(textIn(mail))?.[1] ?? '';
}

async function answerBoth({ intake, dataDir }: Awaited<ReturnType<typeof open>>): Promise<void> {
  for (const inbox of ['social', 'police']) {
    await intake.receipt('POST', await linkOf(dataDir, inbox));
  }
}

describe('one missed working day', () => {
  const calendar = {
    replyDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
    closedDays: ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31'],
  };

  it.each([
    ['nobody ever', null, '2026-11-23', false],
    ['on Friday, on Saturday', '2026-11-20', '2026-11-21', true],
    ['on Friday, on Monday all day', '2026-11-20', '2026-11-23', true],
    ['on Friday, on Tuesday', '2026-11-20', '2026-11-24', false],
    ['on Thursday, on Saturday', '2026-11-19', '2026-11-21', false],
    ['on a Sunday, on Monday', '2026-11-22', '2026-11-23', true],
    ['today', '2026-11-24', '2026-11-24', true],
    ['before Christmas, on the Monday after', '2026-12-23', '2026-12-28', true],
    ['before Christmas, on the Tuesday after', '2026-12-23', '2026-12-29', false],
  ])('answered by %s: %s', (_, answeredOn, today, answered) => {
    expect(isAnswered(answeredOn, today, calendar)).toBe(answered);
  });
});

describe('the form of a team', () => {
  it('is closed until somebody has answered for each inbox', async () => {
    const all = await open();
    const { intake, dataDir, alarms } = all;
    expect(intake.open()).toBe(false);
    expect(alarms).toContain('closed-nobody-answered');
    await intake.sendNotices();
    const { html } = await intake.receipt('POST', await linkOf(dataDir, 'social'));
    expect(html).toContain('Formuläret öppnar när även Polisen har svarat.');
    expect(intake.open()).toBe(false);
    await intake.receipt('POST', await linkOf(dataDir, 'police'));
    expect(intake.open()).toBe(true);
    expect((await intake.receive(post(await frameOf(stage.facts)))).status).toBe(202);
  });

  it('closes at midnight after a working day without an answer, refuses letters, and opens again by one', async () => {
    const all = await open();
    await all.intake.sendNotices();
    await answerBoth(all);
    await all.later(24);
    await all.intake.receipt('POST', await linkOf(all.dataDir, 'social'));
    // Tuesday 23:59 in Sweden
    await all.later(16.98);
    expect(all.intake.open()).toBe(true);
    await all.later(0.02);
    expect(all.intake.open()).toBe(false);
    const refused = await all.intake.receive(post(await frameOf(stage.facts)));
    expect(refused.status).toBe(403);
    await all.later(7);
    await all.intake.receipt('POST', await linkOf(all.dataDir, 'police'));
    expect(all.intake.open()).toBe(true);
  });

  it('remembers answers across a restart', async () => {
    const all = await open();
    await all.intake.sendNotices();
    await answerBoth(all);
    await all.intake.stop();
    const again = await open({ dataDir: all.dataDir });
    expect(again.intake.open()).toBe(true);
  });

  it('closes when what is known of the people cannot be read', async () => {
    const all = await open();
    await all.intake.sendNotices();
    await answerBoth(all);
    await writeFile(peopleFiles(all.dataDir).receipts, '{"social":');
    await all.later(0);
    expect(all.intake.open()).toBe(false);
    // Nobody is to ring the authorities for it.
    expect((await all.intake.status()).why).toEqual(['closed-people-file-failed']);
    expect(all.alarms.filter((alarm) => alarm === 'closed-people-file-failed')).toHaveLength(1);
  });

  it('whose file was broken opens by the next answers once it is removed', async () => {
    const all = await open();
    const { receipts } = peopleFiles(all.dataDir);
    await writeSmallFile(receipts, {});
    await writeFile(receipts, '{"social":');
    await all.later(0);
    expect(all.alarms).toContain('people-file-failed');
    expect(await dailyMails(all.dataDir, 'social')).toEqual([]);
    await rm(receipts);
    await all.later(0);
    await answerBoth(all);
    expect(all.intake.open()).toBe(true);
  });

  it('closes within one look when an inbox is switched off, and opens when it is switched on', async () => {
    const all = await open();
    await all.intake.sendNotices();
    await answerBoth(all);
    const { switches } = peopleFiles(all.dataDir);
    await writeSmallFile(switches, { off: ['police'] });
    await all.intake.look();
    expect(all.intake.open()).toBe(false);
    expect(all.alarms).toContain('closed-inbox-switched-off');
    expect((await all.intake.receive(post(await frameOf(stage.facts)))).status).toBe(403);
    await writeSmallFile(switches, { off: [] });
    await all.intake.look();
    expect(all.intake.open()).toBe(true);
  });

  it('that was built without the switched-off inbox is open', async () => {
    const facts = realFacts(stage.facts);
    const inboxes = facts.inboxes.map((inbox) => ({ ...inbox, open: inbox.id === 'social' }));
    const all = await open({ facts: { ...facts, inboxes } });
    await writeSmallFile(peopleFiles(all.dataDir).switches, { off: ['police'] });
    await all.intake.sendNotices();
    await all.intake.look();
    await all.intake.receipt('POST', await linkOf(all.dataDir, 'social'));
    expect(all.intake.open()).toBe(true);
    expect(await dailyMails(all.dataDir, 'police')).toEqual([]);
  });

  it('in a demonstration needs nobody, and nobody gets mail', async () => {
    const dataDir = await temporaryFolder();
    const options = { config: configFor(dataDir), facts: stage.facts, clientDir: dataDir };
    const intake = await openIntake({ ...options, clock: testClock(MONDAY_AT_SEVEN) });
    expect(intake.open()).toBe(true);
    await intake.sendNotices();
    expect(await readdir(join(dataDir, 'outbox')).catch(() => [])).toEqual([]);
  });
});

describe('the daily mail', () => {
  it('comes to each inbox once on each working day, at seven in Sweden', async () => {
    const all = await open({ start: MONDAY_AT_SEVEN - 1 });
    await all.intake.sendNotices();
    expect(await dailyMails(all.dataDir, 'social')).toEqual([]);
    all.clock.advance(1);
    await all.intake.sendNotices();
    await all.later(1);
    expect(await dailyMails(all.dataDir, 'social')).toHaveLength(1);
    expect(await dailyMails(all.dataDir, 'police')).toHaveLength(1);
    for (let hour = 0; hour < 7 * 24; hour += 1) await all.later(1);
    expect(await dailyMails(all.dataDir, 'social')).toHaveLength(6);
  });

  it('is not sent again after a restart', async () => {
    const all = await open();
    await all.intake.sendNotices();
    await all.intake.stop();
    const again = await open({ dataDir: all.dataDir });
    await again.intake.sendNotices();
    expect(await dailyMails(all.dataDir, 'social')).toHaveLength(1);
  });

  it('is neutral outside, in Swedish inside, and says nothing of letters', async () => {
    const all = await open();
    await all.intake.receive(post(await frameOf(stage.facts)));
    await all.intake.sendNotices();
    const [mail = ''] = await dailyMails(all.dataDir, 'social');
    expect(mail).toContain('\r\nTo: social@example.org\r\nSubject: Post i dag\r\n');
    expect(textIn(mail)).toContain('till och med fredag 27 november');
    // The link is chance, and may hold by chance what a mark looks like.
    const words = textIn(mail).replace(SITE + (await linkOf(all.dataDir, 'social')), '');
    expect(words).not.toContain(SITE);
    expect(words).not.toMatch(/[2-9A-Z]{2}-[2-9A-Z]{2}|@|våld/u);
  });
});

describe('the link in it', () => {
  it('changes nothing when it is looked at, as mail programs do', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const link = await linkOf(dataDir, 'social');
    const before = await readFile(peopleFiles(dataDir).receipts, 'utf8');
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await intake.receipt(method, link);
      expect(page.status).toBe(200);
      expect(page.html).toContain('<form method="post"><button>Vi läser i dag</button></form>');
    }
    expect(await readFile(peopleFiles(dataDir).receipts, 'utf8')).toBe(before);
  });

  it('counts once', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const link = await linkOf(dataDir, 'social');
    const first = await intake.receipt('POST', link);
    expect(first.html).toContain('Socialtjänsten läser måndag 23 november.');
    expect(first.html).toContain('Nästa mejl kommer tisdag 24 november.');
    expect(first.html).toContain('Är du borta då svarar Ersättaren.');
    expect((await intake.receipt('POST', link)).status).toBe(404);
    expect((await intake.receipt('GET', link)).status).toBe(404);
  });

  it('counts once on several servers', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const link = await linkOf(dataDir, 'social');
    const beside = await temporaryFolder();
    await symlink(join(dataDir, 'people'), join(beside, 'people'));
    const other = await open({ dataDir: beside });
    expect((await intake.receipt('POST', link)).status).toBe(200);
    expect((await other.intake.receipt('POST', link)).status).toBe(404);
  });

  it('of Friday still counts on Tuesday, and no longer', async () => {
    const friday = MONDAY_AT_SEVEN + 4 * 24 * HOUR_MS;
    const { intake, dataDir, clock } = await open({ start: friday });
    await intake.sendNotices();
    const link = await linkOf(dataDir, 'social');
    clock.advance(4 * 24 * HOUR_MS);
    expect((await intake.receipt('GET', link)).status).toBe(200);
    clock.advance(24 * HOUR_MS);
    expect((await intake.receipt('GET', link)).status).toBe(404);
  });

  it('stands nowhere on disk but in the mail', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const token = (await linkOf(dataDir, 'social')).slice(RECEIPT_PATH.length);
    expect(token).toHaveLength(43);
    for (const name of await readdir(join(dataDir, 'people'))) {
      expect(await readFile(join(dataDir, 'people', name), 'utf8')).not.toContain(token);
    }
  });

  it('that was never given is told the same as one that is used', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const link = await linkOf(dataDir, 'social');
    await intake.receipt('POST', link);
    const used = await intake.receipt('GET', link);
    for (const token of ['A'.repeat(43), '', '../../etc', 'A'.repeat(100_000)]) {
      expect(await intake.receipt('GET', RECEIPT_PATH + token)).toEqual(used);
      expect(await intake.receipt('POST', RECEIPT_PATH + token)).toEqual(used);
    }
  });

  it('leads to a page that allows its own style, its own button, and nothing else', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const { headers, html } = await intake.receipt('GET', await linkOf(dataDir, 'social'));
    expect(headers['Content-Security-Policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'self'; /u,
    );
    expect(headers['Referrer-Policy']).toBe('no-referrer');
    expect(html).toContain('<title>Post</title>');
    expect(html).toContain('color-scheme:light dark');
    expect(html).not.toMatch(/<script|https?:|våld/u);
  });

  it('says so when the answer cannot be kept, and still counts afterwards', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const link = await linkOf(dataDir, 'social');
    const { receipts } = peopleFiles(dataDir);
    const before = await readFile(receipts, 'utf8');
    await writeFile(receipts, '{');
    expect((await intake.receipt('POST', link)).status).toBe(503);
    await writeFile(receipts, before);
    expect((await intake.receipt('POST', link)).status).toBe(200);
  });

  it('pressed for both inboxes at once loses neither answer', async () => {
    const { intake, dataDir } = await open();
    await intake.sendNotices();
    const links = await Promise.all(['social', 'police'].map((inbox) => linkOf(dataDir, inbox)));
    await Promise.all(links.map((link) => intake.receipt('POST', link)));
    expect(intake.open()).toBe(true);
    await intake.stop();
    expect((await open({ dataDir })).intake.open()).toBe(true);
  });
});

const post = (frame: Uint8Array<ArrayBuffer>): Request => framePost(frame, { Origin: SITE });
