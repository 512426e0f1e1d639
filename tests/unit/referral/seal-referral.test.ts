import * as openpgp from 'openpgp';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeFrame, frameBytes } from '../../../src/referral/frame.ts';
import { markOf } from '../../../src/referral/mark.ts';
import { inspectLetter } from '../../../src/referral/pgp/inspect.ts';
import type { Referral } from '../../../src/referral/referral.ts';
import { sealReferral } from '../../../src/referral/seal-referral.ts';
import type { SealingSet } from '../../../src/referral/sealing-set.ts';
import { sealingSetSchema } from '../../../src/referral/sealing-set.ts';
import type { DemoArea } from './fixtures.ts';
import { LONG_TEXTS, makeDemoArea, makeSubmissionId, referralOf } from './fixtures.ts';

let area: DemoArea;

beforeAll(async () => {
  area = await makeDemoArea();
});

afterEach(() => {
  vi.useRealTimers();
});

const seal = (referral: Referral, set: SealingSet = area.set, submissionId = makeSubmissionId()) =>
  sealReferral({ referral, set, submissionId, writtenAt: new Date(), withoutJavaScript: false });

const lettersIn = (frame: Uint8Array) => {
  const decoded = decodeFrame(frame, area.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  return decoded.value.letters;
};

const open = async (letter: Uint8Array, armoredKey: string) => {
  const decryptionKeys = await openpgp.readPrivateKey({ armoredKey });
  const message = await openpgp.readMessage({ binaryMessage: letter });
  const opened = await message.decrypt([decryptionKeys]);
  const literal = opened.packets.findPacket(openpgp.enums.packet.literalData);
  return {
    literal: literal as unknown as { date: Date },
    text: new TextDecoder().decode(opened.getLiteralData() as Uint8Array),
  };
};

describe('what travels has one size', () => {
  test('17,535 bytes for an area with two inboxes', () => {
    expect(frameBytes(area.set)).toBe(17_535);
  });

  test.each(['social', 'police', 'both'] as const)(
    'for every length of text, sent to %s',
    async (recipients) => {
      const texts = ['', 'a', ...Object.values(LONG_TEXTS)];
      const referrals = texts.map((ownWords) => referralOf('self', { recipients, ownWords }));
      const silent = referralOf('self', { recipients, reach: '', noReply: 'yes' });
      for (const referral of [...referrals, silent]) {
        const frame = await seal(referral);
        expect(frame).toHaveLength(frameBytes(area.set));
        const letters = lettersIn(frame);
        expect(letters.map(({ inbox }) => inbox)).toEqual(
          recipients === 'both' ? ['social', 'police'] : [recipients],
        );
        expect(letters.map(({ bytes }) => bytes.length)).toEqual(
          letters.map(({ inbox }) => (inbox === 'social' ? 2 * 96 : 96) + 8245),
        );
      }
    },
  );

  test.each(['concerned', 'using-violence', 'professional'] as const)(
    'for a sender of kind %s',
    async (kind) => {
      expect(await seal(referralOf(kind))).toHaveLength(frameBytes(area.set));
    },
  );

  test('and holds no byte of what was written', async () => {
    const sentinel = 'SENTINEL-7f3a';
    const frame = Buffer.from(
      await seal(referralOf('self', { reach: sentinel, ownWords: sentinel })),
    );
    expect(frame.includes(sentinel)).toBe(false);
    expect(frame.includes('KONTAKTA')).toBe(false);
  });

  test('and never repeats itself, not even for the same words', async () => {
    const [submissionId, referral] = [makeSubmissionId(), referralOf('self')];
    const first = Buffer.from(await seal(referral, area.set, submissionId));
    expect(first.equals(await seal(referral, area.set, submissionId))).toBe(false);
  });

  test('whichever slot was not chosen holds random fill', async () => {
    const [first, second] = [await seal(referralOf('self')), await seal(referralOf('self'))];
    const policeSlot = (frame: Uint8Array) => Buffer.from(frame.subarray(frame.length - 8757));
    expect(policeSlot(first).equals(policeSlot(second))).toBe(false);
    expect(policeSlot(first).every((byte) => byte === 0)).toBe(false);
  });
});

describe('the clock of the device does not matter', () => {
  test.each(['1970-01-01T00:00:10Z', '2099-12-31T23:59:00Z'])('sealed in %s', async (time) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(new Date(time));
    const [letter] = lettersIn(await seal(referralOf('self')));
    const [inbox] = area.set.inboxes;
    expect(await inspectLetter(letter!.bytes, inbox!, area.set.sealedAt)).toBe(true);
    vi.useRealTimers();
    const { literal, text } = await open(letter!.bytes, area.keys.social[0]!.privateKey);
    expect(literal.date.toISOString()).toBe(area.set.sealedAt);
    expect(text).toContain('SÅ FÅR VI KONTAKTA');
  });
});

test('the letter carries the mark of its submission in both subjects', async () => {
  const submissionId = makeSubmissionId();
  const [letter] = lettersIn(await seal(referralOf('self'), area.set, submissionId));
  const { text } = await open(letter!.bytes, area.keys.social[1]!.privateKey);
  const mark = markOf(submissionId);
  expect(text).toContain(`\r\nSubject: Meddelande ${mark}\r\nHP-Outer: Subject: Post ${mark}\r\n`);
});

test('a demonstration says so in the letter and in its subject', async () => {
  const demonstration = { ...area.set, demonstration: true };
  const [letter] = lettersIn(await seal(referralOf('self'), demonstration));
  const { text } = await open(letter!.bytes, area.keys.social[0]!.privateKey);
  expect(text).toContain('Subject: Prov ');
  expect(text).toContain('\r\n\r\nPROVMEDDELANDE. Ingen läser det.\r\n');
});

describe('nothing leaves unsealed', () => {
  test('when the chosen inbox is closed', async () => {
    const [social] = area.set.inboxes;
    const set = { ...area.set, inboxes: [social!] };
    await expect(seal(referralOf('self', { recipients: 'both' }), set)).rejects.toThrow(RangeError);
  });

  test('when a certificate is broken', async () => {
    const inboxes = area.set.inboxes.map((inbox) => ({ ...inbox, certificates: ['rubbish'] }));
    await expect(seal(referralOf('self'), { ...area.set, inboxes })).rejects.toThrow();
  });

  test('when a certificate was not valid at the date of sealing', async () => {
    const set = { ...area.set, sealedAt: '2020-01-01T00:00:00.000Z' };
    await expect(seal(referralOf('self'), set)).rejects.toThrow();
  });
});

describe('a sealing set', () => {
  test('with four certificates for an inbox still gives frames of the same size', async () => {
    const four = area.set.inboxes.map((inbox) => ({
      ...inbox,
      certificates: [...area.keys.social, ...area.keys.police, ...area.keys.police].map(
        (key) => key.certificate,
      ),
    }));
    const set = sealingSetSchema.parse({ ...area.set, inboxes: four });
    expect(await seal(referralOf('self', { recipients: 'both' }), set)).toHaveLength(
      frameBytes(area.set),
    );
  });

  test.each([
    ['no inbox', { inboxes: [] }],
    ['an inbox without certificates', { inboxes: [{ id: 'social', name: 'x', certificates: [] }] }],
    [
      'five certificates',
      { inboxes: [{ id: 'social', name: 'x', certificates: ['1', '2', '3', '4', '5'] }] },
    ],
    [
      'the police first',
      { inboxes: ['police', 'social'].map((id) => ({ id, name: 'x', certificates: ['1'] })) },
    ],
    [
      'an inbox twice',
      { inboxes: ['social', 'social'].map((id) => ({ id, name: 'x', certificates: ['1'] })) },
    ],
    ['no date', { sealedAt: 'yesterday' }],
    ['something more', { secret: 'x' }],
  ])('is refused with %s', (_, change) => {
    expect(sealingSetSchema.safeParse({ ...area.set, ...change }).success).toBe(false);
  });
});
