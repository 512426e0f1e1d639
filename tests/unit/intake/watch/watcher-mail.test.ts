import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../../src/intake/alarm.ts';
import { success } from '../../../../src/i18n/result.ts';
import type { Notice } from '../../../../src/intake/notice.ts';
import { NoticePost } from '../../../../src/intake/watch/notice-post.ts';
import type { Status } from '../../../../src/intake/watch/status.ts';
import { WatcherMail } from '../../../../src/intake/watch/watcher-mail.ts';
import { temporaryFolder, testClock } from '../stage.ts';

const HOUR_MS = 3_600_000;

const STATUS: Status = {
  form: 'open',
  why: [],
  accepted: 0,
  delivered: 0,
  waiting: 0,
  oldestWaitingMinutes: 0,
  setAside: 0,
  storing: 'working',
  couriers: { first: 'working', second: null },
  inboxes: [],
};

/** The mails of one server to whoever watches it, from Sunday 21:00 in Sweden. */
async function watcher(more: { dataDir?: string; serverName?: string } = {}) {
  const { dataDir = await temporaryFolder(), serverName = null } = more;
  const clock = testClock();
  const alarms = new Set<Alarm>();
  const mails: Notice[] = [];
  const taken = Promise.resolve(success(undefined));
  const transport = {
    deliver: () => taken,
    notify: (notice: Notice) => {
      mails.push(notice);
      return taken;
    },
  };
  const post = new NoticePost([transport], clock);
  const mail = new WatcherMail({
    ...{ dataDir, serverName, post, clock, alarms },
    report: (alarm) => alarms.add(alarm),
    from: 'post@site.example',
    to: 'watch@example.org',
    status: () => Promise.resolve(STATUS),
  });
  const sendAll = async (hours = 0) => {
    clock.advance(hours * HOUR_MS);
    await mail.sendDue();
    return mails.splice(0);
  };
  const send = async (hours = 0) =>
    (await sendAll(hours)).filter(({ subject }) => subject === 'Post: larm');
  return { alarms, send, sendAll };
}

describe('one of several servers', () => {
  it('sends its own heartbeat and alarms under its name', async () => {
    const people = join(await temporaryFolder(), 'people');
    await mkdir(people);
    for (const serverName of ['north', 'south']) {
      const dataDir = await temporaryFolder();
      await symlink(people, join(dataDir, 'people'));
      const { alarms, sendAll } = await watcher({ dataDir, serverName });
      alarms.add('spool-full');
      expect((await sendAll()).map(({ subject }) => subject)).toEqual([
        `Post: larm ${serverName}`,
        `Post: drift ${serverName}`,
      ]);
    }
  });
});

describe('a file of the mails', () => {
  it('that is broken is a problem that is mailed, and written anew', async () => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, 'watch.json'), '{"heartbeatOn":');
    const { send } = await watcher({ dataDir });
    const [mail] = await send();
    expect(mail?.text).toContain('\nwatch-file-failed\n');
    expect(await (await watcher({ dataDir })).sendAll()).toEqual([]);
  });

  it('that cannot be written has no mail sent again', async () => {
    const dataDir = await temporaryFolder();
    await mkdir(join(dataDir, 'watch.json'));
    const { sendAll } = await watcher({ dataDir });
    expect(await sendAll()).toHaveLength(2);
    expect(await sendAll(0.1)).toEqual([]);
  });
});

describe('an alarm that comes again within 24 hours', () => {
  it('is mailed when they have passed, once', async () => {
    const { alarms, send } = await watcher();
    alarms.add('letter-set-aside');
    expect(await send()).toHaveLength(1);
    expect(await send(24)).toEqual([]);
    alarms.add('letter-set-aside');
    expect(await send()).toHaveLength(1);
    alarms.add('letter-set-aside');
    expect(await send(10)).toEqual([]);
    alarms.add('spool-full');
    const [other] = await send();
    expect(other?.text).toContain('\nspool-full\n');
    expect(other?.text).not.toContain('letter-set-aside');
    expect(await send(13.9)).toEqual([]);
    const [late, ...more] = await send(0.1);
    expect(late?.text).toContain('\nletter-set-aside\n');
    expect(more).toEqual([]);
    expect(await send(24)).toEqual([]);
  });

  it('that is only logged is never mailed', async () => {
    const { alarms, send } = await watcher();
    alarms.add('courier-later');
    expect(await send()).toEqual([]);
    expect(alarms.size).toBe(0);
  });
});
