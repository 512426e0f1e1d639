import { join } from 'node:path';
import type { Alarm } from '../../src/intake/alarm.ts';
import { Courier } from '../../src/intake/courier.ts';
import { addressLetter } from '../../src/intake/mail.ts';
import { FolderSpool } from '../../src/intake/spool.ts';
import type { Transport } from '../../src/intake/transports/transport.ts';
import { decodeFrame } from '../../src/referral/frame.ts';
import type { Referral } from '../../src/referral/referral.ts';
import { frameOf, newId, temporaryFolder, testClock } from '../unit/intake/stage.ts';
import type { Stage, TestClock } from '../unit/intake/stage.ts';

/** A real spool and a real courier on a clock that the test moves. */
export interface Carrying {
  /** Where the spool is. */
  readonly folder: string;
  readonly spool: FolderSpool;
  readonly courier: Courier;
  readonly clock: TestClock;
  readonly alarms: Alarm[];
  /** Stores one submission and says its id. */
  readonly store: (more?: Partial<Referral>) => Promise<string>;
  /** Tries what is due, `times` times, an hour apart. */
  readonly tryFor: (times: number) => Promise<void>;
}

const HOUR_MS = 3_600_000;

export async function carrying(
  stage: Stage,
  transportWith: (clock: TestClock) => Transport,
  secondWith?: (clock: TestClock) => Transport,
): Promise<Carrying> {
  const clock = testClock();
  const alarms: Alarm[] = [];
  const report = (alarm: Alarm) => alarms.push(alarm);
  const folder = join(await temporaryFolder(), 'spool');
  const spool = new FolderSpool({ folder, clock, report });
  await spool.prepare();
  const courier = new Courier({
    spool,
    transport: transportWith(clock),
    second: secondWith?.(clock) ?? null,
    address: (submission, letter) =>
      addressLetter(submission, letter, {
        from: 'Post <post@site.example>',
        to: `${letter.inbox}@example.org`,
      }),
    clock,
    report,
    attemptTimeLimitMs: 1_000,
    noticeTimeLimitMs: 1_000,
  });
  const store = async (more: Partial<Referral> = {}) => {
    const submissionId = newId();
    const frame = decodeFrame(await frameOf(stage.facts, more, submissionId), stage.facts.set);
    if (!frame.ok) throw new Error(frame.problem);
    const id = Buffer.from(submissionId).toString('hex');
    const { letters } = frame.value;
    const stored = await spool.accept({ id, receivedAt: clock.now(), letters });
    if (!stored.ok) throw new Error(stored.problem);
    return id;
  };
  const tryFor = async (times: number) => {
    for (let round = 0; round < times; round += 1) {
      await courier.carryDue();
      clock.advance(HOUR_MS);
    }
  };
  return { folder, spool, courier, clock, alarms, store, tryFor };
}
