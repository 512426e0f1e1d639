import { expect, it } from 'vitest';
import { failure, success } from '../../../../src/i18n/result.ts';
import { noticeOf, type Notice } from '../../../../src/intake/notice.ts';
import { NoticePost } from '../../../../src/intake/watch/notice-post.ts';
import { testClock } from '../stage.ts';

const REFUSED = 'social@example.org';

it('an address that is refused on every day keeps no other from its mail', async () => {
  const clock = testClock();
  const notify = ({ to }: Notice) =>
    Promise.resolve(
      to === REFUSED ? failure({ kind: 'configuration' as const }) : success(undefined),
    );
  const post = new NoticePost([{ deliver: () => Promise.reject(new Error()), notify }], clock);
  const noticeTo = (to: string, day: number) =>
    noticeOf({
      ...{ key: `daily-${day}-${to}`, to, from: 'post@site.example', subject: 'Post i dag' },
      ...{ date: new Date(clock.now()), text: 'Hej\n' },
    });
  for (const day of [1, 2, 3, 4, 5]) {
    expect(await post.send(noticeTo(REFUSED, day))).toBe('failed');
    expect(await post.send(noticeTo('police@example.org', day))).toBe('sent');
    // Refused again before the mail of the next day.
    for (let minute = 0; minute < 24 * 60; minute += 16) {
      await post.send(noticeTo(REFUSED, day));
      clock.advance(16 * 60_000);
    }
  }
});

it('an address that is refused is asked again with pauses', async () => {
  const clock = testClock();
  const notify = () => Promise.resolve(failure({ kind: 'later' as const }));
  const post = new NoticePost([{ deliver: notify, notify }], clock);
  const notice = noticeOf({
    ...{ key: 'daily-1', to: REFUSED, from: 'post@site.example', subject: 'Post i dag' },
    ...{ date: new Date(clock.now()), text: 'Hej\n' },
  });
  expect(await post.send(notice)).toBe('failed');
  expect(await post.send(notice)).toBe('waits');
});
