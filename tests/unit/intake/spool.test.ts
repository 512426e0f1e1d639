import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../src/intake/alarm.ts';
import { folderShelf } from '../../../src/intake/folder-shelf.ts';
import { FolderSpool } from '../../../src/intake/spool.ts';
import type { Submission } from '../../../src/intake/spool-file.ts';
import { TOMBSTONE_MS } from '../../../src/intake/tombstones.ts';
import { NOW, newId, temporaryFolder, testClock } from './stage.ts';

const submission = (more: Partial<Submission> = {}): Submission => ({
  id: Buffer.from(newId()).toString('hex'),
  receivedAt: NOW,
  letters: [
    { inbox: 'social', bytes: new Uint8Array([1, 2, 3]) },
    { inbox: 'police', bytes: new Uint8Array([4, 5, 6]) },
  ],
  ...more,
});

const running = new Map<string, FolderSpool>();

/** Starts a server's spool; on a folder that has one, after that one has ended. */
async function openSpool(
  more: { maxWaiting?: number; folder?: string; lookAgainMs?: number } = {},
) {
  const folder = more.folder ?? join(await temporaryFolder(), 'spool');
  const clock = testClock();
  const alarms: Alarm[] = [];
  const report = (alarm: Alarm) => alarms.push(alarm);
  await running.get(folder)?.close();
  const spool = new FolderSpool({ ...more, folder, clock, report });
  running.set(folder, spool);
  await spool.prepare();
  return { spool, folder, clock, alarms };
}

describe('the spool', () => {
  it('keeps a submission as one file with ciphertext and the time only', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission();
    expect(await spool.accept(sent)).toEqual({ ok: true, value: undefined });
    expect(await readdir(join(folder, 'new'))).toEqual([`${sent.id}.json`]);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    const text = await readFile(join(folder, 'new', `${sent.id}.json`), 'utf8');
    expect(JSON.parse(text)).toEqual({
      version: 1,
      receivedAt: '2026-11-22T20:00:00.000Z',
      letters: [
        { inbox: 'social', letter: 'AQID' },
        { inbox: 'police', letter: 'BAUG' },
      ],
    });
  });

  it('can be read by its own account only', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    const mode = async (...path: string[]) => (await stat(join(folder, ...path))).mode & 0o777;
    for (const name of ['', 'tmp', 'new', 'done', 'aside']) expect(await mode(name)).toBe(0o700);
    expect(await mode('new', `${sent.id}.json`)).toBe(0o600);
  });

  it('closes a folder that was open to others', async () => {
    const folder = join(await temporaryFolder(), 'spool');
    await mkdir(folder);
    await chmod(folder, 0o777);
    await openSpool({ folder });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('takes a repeated id as the same submission, also at the same moment', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission();
    const answers = await Promise.all([spool.accept(sent), spool.accept(sent), spool.accept(sent)]);
    answers.push(await spool.accept(sent));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await readdir(join(folder, 'new'))).toHaveLength(1);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('does not take a delivered submission again for 48 hours', async () => {
    const { spool, folder, clock } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    await spool.markDelivered(sent.id, 'social');
    await spool.markDelivered(sent.id, 'police');
    clock.advance(TOMBSTONE_MS);
    await spool.prune();
    expect((await spool.accept(sent)).ok).toBe(true);
    expect(spool.waiting()).toEqual([]);
    expect(await readdir(join(folder, 'new'))).toEqual([]);
    expect(await readFile(join(folder, 'done', sent.id), 'utf8')).toBe('');
  });

  it('forgets a delivered submission after 48 hours', async () => {
    const { spool, folder, clock } = await openSpool();
    const sent = submission({ letters: [{ inbox: 'social', bytes: new Uint8Array([1]) }] });
    await spool.accept(sent);
    await spool.markDelivered(sent.id, 'social');
    clock.advance(TOMBSTONE_MS + 1);
    await spool.prune();
    expect(await readdir(join(folder, 'done'))).toEqual([]);
  });

  it('remembers deliveries across a restart', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission({ letters: [{ inbox: 'social', bytes: new Uint8Array([1]) }] });
    await spool.accept(sent);
    await spool.markDelivered(sent.id, 'social');
    const again = await openSpool({ folder });
    await again.spool.accept(sent);
    expect(again.spool.waiting()).toEqual([]);
  });

  it('removes a delivered letter and keeps its companion', async () => {
    const { spool } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    expect(await spool.markDelivered(sent.id, 'social')).toBe(true);
    expect(await spool.read(sent.id)).toEqual({ ...sent, letters: [sent.letters[1]] });
    expect(spool.waiting()).toEqual([{ id: sent.id, receivedAt: NOW, inboxes: ['police'] }]);
  });

  it('finds everything again after a restart, oldest first', async () => {
    const { spool, folder } = await openSpool();
    const late = submission({ receivedAt: NOW });
    const early = submission({ receivedAt: NOW - 5_000 });
    await spool.accept(late);
    await spool.accept(early);
    const again = await openSpool({ folder });
    expect(again.spool.waiting().map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(again.spool.oldestWaitingMs()).toBe(5_000);
    expect(await again.spool.read(late.id)).toEqual(late);
  });

  it('knows the oldest also when the clock was set back', async () => {
    const { spool } = await openSpool();
    const times = [NOW, NOW - 5_000, NOW - 1_000];
    for (const receivedAt of times) await spool.accept(submission({ receivedAt }));
    expect(spool.waiting().map(({ receivedAt }) => receivedAt)).toEqual(times.toSorted());
    expect(spool.oldestWaitingMs()).toBe(5_000);
  });

  it('removes at start what was half written', async () => {
    const { folder } = await openSpool();
    await writeFile(join(folder, 'tmp', `${'a'.repeat(32)}.json`), '{"version":1,"recei');
    await openSpool({ folder });
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('finishes a removal that a crash interrupted instead of sending twice', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    await writeFile(join(folder, 'done', sent.id), '');
    const again = await openSpool({ folder });
    expect(again.spool.waiting()).toEqual([]);
    expect(await readdir(join(folder, 'new'))).toEqual([]);
  });

  it('leaves a file it cannot understand where it is and raises the alarm', async () => {
    const { folder } = await openSpool();
    const name = `${'b'.repeat(32)}.json`;
    await writeFile(join(folder, 'new', name), '{"version":1}');
    const { spool, alarms } = await openSpool({ folder });
    expect(spool.waiting()).toEqual([]);
    expect(alarms).toEqual(['spool-file-unreadable']);
    expect(await readdir(join(folder, 'new'))).toEqual([name]);
  });

  it('goes on with the others when a file cannot be read, counts it as waiting, and takes it when it can', async () => {
    const { spool, folder } = await openSpool();
    const [good, bad] = [submission(), submission()];
    for (const each of [good, bad]) await spool.accept(each);
    const file = join(folder, 'new', `${bad.id}.json`);
    await rename(file, join(folder, 'kept'));
    await mkdir(file);
    const again = await openSpool({ folder, lookAgainMs: 0 });
    expect(again.spool.ready).toBe(true);
    expect(again.spool.waiting().map(({ id }) => id)).toEqual([good.id]);
    await again.spool.prepare();
    expect(again.alarms).toEqual(['spool-file-unreadable']);
    expect(await again.spool.counts()).toMatchObject({ accepted: 2, waiting: 2 });
    await rm(file, { recursive: true });
    await rename(join(folder, 'kept'), file);
    await again.spool.prepare();
    expect(await again.spool.read(bad.id)).toEqual(bad);
    expect(again.spool.waiting()).toHaveLength(2);
    expect(await again.spool.counts()).toMatchObject({ accepted: 2, waiting: 2 });
  });

  it('finds what a person put back while it runs', async () => {
    const { spool, folder, alarms } = await openSpool({ lookAgainMs: 0 });
    const sent = submission();
    await spool.accept(sent);
    await spool.setAside(sent.id);
    await spool.prepare();
    expect(spool.waiting()).toEqual([]);
    const later = submission({ receivedAt: NOW + 5_000 });
    await spool.accept(later);
    await (await folderShelf(folder)).putBack(sent.id);
    await spool.prepare();
    expect(spool.waiting().map(({ id }) => id)).toEqual([sent.id, later.id]);
    await spool.setAside(later.id);
    expect(await spool.read(sent.id)).toEqual(sent);
    for (const inbox of ['social', 'police'] as const) await spool.markDelivered(sent.id, inbox);
    await spool.prepare();
    expect(spool.waiting()).toEqual([]);
    expect(alarms).toEqual([]);
  });

  it('does not touch a folder that another server has, and takes it over when that one has ended', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    await writeFile(join(folder, 'tmp', 'half.json'), '{');
    const alarms: Alarm[] = [];
    const report = (alarm: Alarm) => alarms.push(alarm);
    const second = new FolderSpool({ folder, clock: testClock(), report });
    expect(await second.prepare()).toBe(false);
    expect(second.waiting()).toEqual([]);
    expect((await second.accept(submission())).ok).toBe(false);
    expect(await readdir(join(folder, 'tmp'))).toEqual(['half.json']);
    await spool.close();
    expect(await second.prepare()).toBe(true);
    expect(second.waiting().map(({ id }) => id)).toEqual([sent.id]);
    await second.close();
  });

  it('has a cap, so that a flood does not fill the disk', async () => {
    const { spool, alarms } = await openSpool({ maxWaiting: 2 });
    const first = submission();
    await spool.accept(first);
    await spool.accept(submission());
    expect(await spool.accept(submission())).toEqual({ ok: false, problem: 'spool-full' });
    expect((await spool.accept(first)).ok).toBe(true);
    expect(alarms).toEqual(['spool-full']);
  });

  it('does not take a letter while its folder cannot be made, and takes it when it can', async () => {
    const parent = await temporaryFolder();
    await writeFile(join(parent, 'spool'), 'a file where the folder should be');
    const { spool, alarms } = await openSpool({ folder: join(parent, 'spool') });
    expect(spool.ready).toBe(false);
    const sent = submission();
    expect(await spool.accept(sent)).toEqual({ ok: false, problem: 'not-stored' });
    expect(alarms).toEqual(['spool-failed', 'spool-failed']);
    await rm(join(parent, 'spool'));
    expect((await spool.accept(sent)).ok).toBe(true);
    expect(spool.ready).toBe(true);
  });

  it('says "not stored" when somebody took the folder away, and recovers', async () => {
    const { spool, folder } = await openSpool();
    const first = submission();
    await spool.accept(first);
    await rename(folder, `${folder}-moved`);
    expect((await spool.accept(submission())).ok).toBe(false);
    expect((await spool.accept(submission())).ok).toBe(true);
    await rm(folder, { recursive: true });
    await rename(`${folder}-moved`, folder);
    expect(await spool.prepare()).toBe(true);
  });

  it('reads anew when a file was taken away, instead of waiting for it for ever', async () => {
    const { spool, folder, alarms } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    await rm(join(folder, 'new', `${sent.id}.json`));
    expect(await spool.read(sent.id)).toBeNull();
    await spool.prepare();
    expect(spool.waiting()).toEqual([]);
    expect(alarms).toEqual(['spool-file-missing']);
  });

  it('sets a submission aside as it is, out of what waits', async () => {
    const { spool, folder } = await openSpool();
    const sent = submission();
    await spool.accept(sent);
    const text = await readFile(join(folder, 'new', `${sent.id}.json`), 'utf8');
    expect(await spool.setAside(sent.id)).toBe(true);
    expect(spool.waiting()).toEqual([]);
    expect(await readdir(join(folder, 'new'))).toEqual([]);
    expect(await readFile(join(folder, 'aside', `${sent.id}.json`), 'utf8')).toBe(text);
    expect((await openSpool({ folder })).spool.waiting()).toEqual([]);
  });

  it('does not set aside what is not there', async () => {
    const { spool, alarms } = await openSpool();
    expect(await spool.setAside('a'.repeat(32))).toBe(false);
    expect(alarms).toEqual(['spool-failed']);
  });

  it('counts what was accepted, delivered, waits and lies aside, also after a restart', async () => {
    const { spool, folder, clock } = await openSpool();
    const [one, two, three] = [submission(), submission(), submission()];
    for (const sent of [one, two, three]) await spool.accept(sent);
    await spool.accept(one);
    for (const inbox of ['social', 'police'] as const) await spool.markDelivered(one.id, inbox);
    await spool.markDelivered(two.id, 'social');
    await spool.setAside(three.id);
    clock.advance(5_000);
    const counts = { accepted: 3, delivered: 1, waiting: 1, oldestWaitingMs: 5_000, setAside: 1 };
    expect(await spool.counts()).toEqual(counts);
    clock.advance(TOMBSTONE_MS);
    await spool.prune();
    expect(await readdir(join(folder, 'done'))).toEqual([]);
    const again = await openSpool({ folder });
    expect(await again.spool.counts()).toEqual({ ...counts, oldestWaitingMs: 0 });
  });

  it('says that nothing waits as 0 milliseconds', async () => {
    const { spool } = await openSpool();
    expect(spool.oldestWaitingMs()).toBe(0);
  });
});
