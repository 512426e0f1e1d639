import { once } from 'node:events';
import { readdir, rename } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Alarm } from '../../src/intake/alarm.ts';
import { LATE_MS } from '../../src/intake/courier.ts';
import type { IntakeFacts } from '../../src/intake/facts.ts';
import { openIntake } from '../../src/intake/intake.ts';
import type { Intake } from '../../src/intake/intake.ts';
import { noticeOf } from '../../src/intake/notice.ts';
import { resendTransport } from '../../src/intake/transports/resend.ts';
import { listenForHealth } from '../../src/intake/watch/health.ts';
import { NoticePost } from '../../src/intake/watch/notice-post.ts';
import { statusSchema } from '../../src/intake/watch/status.ts';
import { freePort } from '../support/programs.ts';
import {
  NOW,
  answerForAll,
  configFor,
  frameOf,
  framePost,
  makeStage,
  realFacts,
  temporaryFolder,
  testClock,
} from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { standInResend, type Conduct, type StandIn } from './stand-in-resend.ts';

const HOUR_MS = 3_600_000;
const SITE = 'https://site.example';

const mailSchema = z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() });

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
});

/** A team's server on a Sunday at 21, watched, with the outbox first and Resend second unless said. */
async function watched(more: { environment?: Record<string, string>; facts?: IntakeFacts } = {}) {
  const dataDir = await temporaryFolder();
  await answerForAll(dataDir, NOW);
  const resend = await standInResend();
  const environment = {
    SITE_URL: SITE,
    TRUSTED_PROXIES: '127.0.0.1',
    ALARM_TO: 'watch@example.org',
    COURIER: 'outbox',
    SECOND_COURIER: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: resend.baseUrl,
    MAIL_FROM: 'Post <post@site.example>',
    ...more.environment,
  };
  const clock = testClock();
  const alarms: Alarm[] = [];
  let running: Intake | undefined;
  const start = async () => {
    await running?.stop();
    running = await openIntake({
      config: configFor(dataDir, environment),
      facts: more.facts ?? realFacts(stage.facts),
      clientDir: dataDir,
      clock,
      report: (alarm) => alarms.push(alarm),
    });
    return running;
  };
  const intake = await start();
  const send = async () => intake.receive(framePost(await frameOf(stage.facts), { Origin: SITE }));
  return { intake, dataDir, resend, clock, alarms, start, send };
}

/** A service that is away for so many requests. */
const down = (requests: number): Conduct[] =>
  Array.from({ length: requests }, () => ({ status: 500, body: '' }));

const mailsOf = ({ mails }: StandIn) =>
  [...mails.values()].map((body) => mailSchema.parse(JSON.parse(body)));

describe('the heartbeat (R18)', () => {
  it('goes to whoever watches, by the other courier, once a day, and tells what there is', async () => {
    const { intake, resend, clock, send, start } = await watched();
    await send();
    await intake.sendNotices();
    await intake.sendNotices();
    const [mail, ...others] = mailsOf(resend).filter(({ subject }) => subject === 'Post: drift');
    expect(others).toEqual([]);
    expect(mail?.to).toEqual(['watch@example.org']);
    expect(mail?.text.split('\n')).toEqual([
      'Formuläret: öppet',
      'Mottagna: 1',
      'Levererade: 0',
      'Väntar: 1, den äldsta i 0 minuter',
      'Undanlagda: 0',
      'Lagringen: fungerar',
      'Vägen ut: fungerar',
      'Andra vägen ut: fungerar',
      'social: någon har svarat, certifikatet gäller 729 dagar till',
      'police: någon har svarat, certifikatet gäller 729 dagar till',
      '',
      'Mejlet kommer varje dag. Kommer det inte är något fel. Koderna står i docs/PROBLEMS.md.',
      '',
    ]);
    const again = await start();
    await again.sendNotices();
    expect(mailsOf(resend).filter(({ subject }) => subject === 'Post: drift')).toHaveLength(1);
    clock.advance(24 * HOUR_MS);
    await again.sendNotices();
    expect(mailsOf(resend).filter(({ subject }) => subject === 'Post: drift')).toHaveLength(2);
  });

  it('goes by the first courier when the other is away', async () => {
    const [other, first] = [await standInResend('reset'), await standInResend()];
    const clock = testClock();
    const transports = [other, first].map(({ baseUrl }) =>
      resendTransport({ apiKey: 're_test', baseUrl }, clock),
    );
    const post = new NoticePost(transports, clock);
    const notice = noticeOf({
      key: 'heartbeat-1',
      from: 'post@site.example',
      to: 'watch@example.org',
      subject: 'Post: drift',
      text: 'Hej',
      date: new Date(NOW),
    });
    expect(await post.send(notice)).toBe('sent');
    expect([other.mails.size, first.mails.size]).toEqual([0, 1]);
  });

  it('never counts as sent by a folder while there is a relay', async () => {
    const { intake, resend, alarms, dataDir } = await watched();
    resend.conduct.push({ status: 500, body: '' }, { status: 500, body: '' });
    await intake.sendNotices();
    expect(alarms).toContain('alarm-not-sent');
    expect(await readdir(join(dataDir, 'outbox')).catch(() => [])).toEqual([]);
  });

  it('that nobody takes is tried again as the same mail', async () => {
    const { intake, resend, clock, alarms } = await watched({
      environment: { COURIER: 'resend', SECOND_COURIER: '' },
    });
    resend.conduct.push(...down(6));
    await intake.sendNotices();
    expect(alarms).toContain('alarm-not-sent');
    for (let minute = 0; minute < 90; minute += 1) {
      clock.advance(60_000);
      await intake.sendNotices();
    }
    const beats = resend.received.filter(({ body }) => body.includes('Post: drift'));
    expect(beats.length).toBeGreaterThan(1);
    expect(new Set(beats.map(({ body }) => body)).size).toBe(1);
    expect(mailsOf(resend).filter(({ subject }) => subject === 'Post: drift')).toHaveLength(1);
  });

  it('without anybody to send it to is a problem at start', async () => {
    const { alarms } = await watched({ environment: { ALARM_TO: '' } });
    expect(alarms).toContain('nobody-watches');
  });
});

describe('an alarm (R18)', () => {
  const alarmMails = (resend: StandIn) =>
    mailsOf(resend).filter(({ subject }) => subject === 'Post: larm');

  it('is mailed by the other courier with its code, once in 24 hours, also over a restart', async () => {
    const { intake, resend, clock, send, start } = await watched();
    await send();
    clock.advance(LATE_MS + 1);
    await intake.look();
    await intake.sendNotices();
    const [mail] = alarmMails(resend);
    expect(mail?.to).toEqual(['watch@example.org']);
    expect(mail?.text).toContain('\nclosed-letters-late\n');
    expect(mail?.text).not.toContain('@');
    const again = await start();
    await again.sendNotices();
    expect(alarmMails(resend)).toHaveLength(1);
    clock.advance(24 * HOUR_MS);
    await (await start()).sendNotices();
    expect(alarmMails(resend)).toHaveLength(2);
  });

  it('is only logged where it passes by itself', async () => {
    const { intake, resend, alarms, send, clock, start } = await watched({
      environment: { COURIER: 'resend', SECOND_COURIER: '' },
    });
    resend.conduct.push(...down(50));
    await send();
    intake.start();
    await expect.poll(() => alarms, { timeout: 10_000 }).toContain('courier-later');
    await intake.stop();
    resend.conduct.length = 0;
    clock.advance(HOUR_MS);
    const again = await start();
    await again.sendNotices();
    expect(mailsOf(resend).map(({ subject }) => subject)).toContain('Post: drift');
    expect(alarmMails(resend)).toEqual([]);
  });
});

describe('a certificate that expires while the server runs (R18)', () => {
  it('closes the form at that moment, refuses letters, and says so by mail', async () => {
    const expires = new Date(NOW + HOUR_MS).toISOString();
    const facts = realFacts(stage.facts);
    const inboxes = facts.inboxes.map((inbox) => ({ ...inbox, certificates: [{ expires }] }));
    const { intake, clock, alarms, resend, send } = await watched({ facts: { ...facts, inboxes } });
    expect(intake.open()).toBe(true);
    clock.advance(HOUR_MS);
    expect(intake.open()).toBe(false);
    expect((await send()).status).toBe(403);
    await intake.look();
    await intake.look();
    expect(alarms.filter((alarm) => alarm === 'closed-certificate-expired')).toHaveLength(1);
    await intake.sendNotices();
    expect(mailsOf(resend).some(({ text }) => text.includes('closed-certificate-expired'))).toBe(
      true,
    );
    expect((await intake.status()).inboxes.map(({ keyDaysLeft }) => keyDaysLeft)).toEqual([0, 0]);
  });
});

describe('letters that lie aside', () => {
  it('keep the form closed until a person has put them back or taken them out', async () => {
    const { send, start, dataDir } = await watched();
    await send();
    const spool = join(dataDir, 'spool');
    const [name = ''] = await readdir(join(spool, 'new'));
    await rename(join(spool, 'new', name), join(spool, 'aside', name));
    const intake = await start();
    expect(await intake.status()).toMatchObject({
      form: 'closed',
      why: ['closed-letters-set-aside'],
      accepted: 1,
      waiting: 0,
      setAside: 1,
    });
    await rename(join(spool, 'aside', name), join(dataDir, name));
    await intake.look();
    expect(intake.open()).toBe(true);
  });
});

describe('the health address', () => {
  async function listen(report: (alarm: Alarm) => void = () => undefined) {
    const { intake, send } = await watched();
    await send();
    const port = await freePort();
    onTestFinished(listenForHealth(port, intake.status, report));
    return `http://127.0.0.1:${port}/`;
  }

  it('says on this machine how the server is, without an address or a size', async () => {
    const text = await (await fetch(await listen())).text();
    const status = statusSchema.parse(JSON.parse(text));
    expect(status).toMatchObject({ form: 'open', why: [], accepted: 1, waiting: 1 });
    expect(text).not.toMatch(/@|example|byte/u);
  });

  it('answers no page that a browser was led to under another name', async () => {
    const address = await listen();
    const asked = get(address, { headers: { Host: 'evil.example' } });
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  it('that is taken is a problem, and no reason to stop', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => {
      taken.close();
    });
    const { intake } = await watched();
    const alarms: Alarm[] = [];
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    onTestFinished(listenForHealth(port, intake.status, (alarm) => alarms.push(alarm)));
    await expect.poll(() => alarms).toEqual(['health-port-taken']);
  });
});
