import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeFrame } from '../../../../src/referral/frame.ts';
import { armorLetter } from '../../../../src/referral/pgp/armor.ts';
import { sealReferral } from '../../../../src/referral/seal-referral.ts';
import type { InboxId } from '../../../../src/referral/sealing-set.ts';
import type { DemoArea } from '../fixtures.ts';
import { LONG_TEXTS, makeDemoArea, makeSubmissionId, referralOf } from '../fixtures.ts';
import { openWithGpg, withKeyring } from './gpg.ts';

let area: DemoArea;
let letters: Map<InboxId, Uint8Array>;

beforeAll(async () => {
  area = await makeDemoArea();
  const frame = await sealReferral({
    referral: referralOf('self', { recipients: 'both', ownWords: LONG_TEXTS.Ethiopic }),
    set: area.set,
    submissionId: makeSubmissionId(),
    writtenAt: new Date('2026-11-22T20:14:00Z'),
    withoutJavaScript: false,
  });
  const decoded = decodeFrame(frame, area.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  letters = new Map(decoded.value.letters.map(({ inbox, bytes }) => [inbox, bytes]));
});

const letterTo = (inbox: InboxId) => letters.get(inbox) ?? new Uint8Array();

const openWithOpenpgp = async (letter: Uint8Array, armoredKey: string): Promise<Uint8Array> => {
  const opened = await openpgp.decrypt({
    message: await openpgp.readMessage({ binaryMessage: letter }),
    decryptionKeys: await openpgp.readPrivateKey({ armoredKey }),
    format: 'binary',
  });
  return opened.data as Uint8Array;
};

const firstLines: Record<InboxId, string> = {
  social: 'SÅ FÅR VI KONTAKTA\r\nHar även gått till polisen. Socialtjänsten ringer först.\r\n',
  police:
    'SÅ FÅR VI KONTAKTA\r\nHar även gått till socialtjänsten. Socialtjänsten ringer först.\r\n',
};

describe.each(['social', 'police'] as const)('a letter to the inbox %s', (inbox) => {
  test('is opened by gpg with any of the keys of the inbox', () => {
    for (const { privateKey } of area.keys[inbox]) {
      const block = openWithGpg(letterTo(inbox), [privateKey]);
      expect(block).toHaveLength(8192);
      expect(block.toString()).toContain(firstLines[inbox]);
    }
  });

  test('is opened by openpgp.js with any of the keys of the inbox', async () => {
    for (const { privateKey } of area.keys[inbox]) {
      const block = await openWithOpenpgp(letterTo(inbox), privateKey);
      expect(block).toHaveLength(8192);
      expect(new TextDecoder().decode(block)).toContain(firstLines[inbox]);
    }
  });

  test('is opened from its armor, as it lies in a mail', () => {
    const armored = armorLetter(letterTo(inbox));
    expect(armored).toMatch(
      /^-----BEGIN PGP MESSAGE-----\r?\n\r?\n[A-Za-z0-9+/=\r\n]+\r?\n=[A-Za-z0-9+/]{4}\r?\n-----END/,
    );
    const [{ privateKey } = { privateKey: '' }] = area.keys[inbox];
    expect(openWithGpg(armored, [privateKey]).toString()).toContain(firstLines[inbox]);
  });

  test('cannot be opened with the keys of the other inbox', async () => {
    const foreign = area.keys[inbox === 'social' ? 'police' : 'social'].map(
      (key) => key.privateKey,
    );
    expect(() => openWithGpg(letterTo(inbox), foreign)).toThrow(/No secret key|decryption failed/);
    for (const key of foreign)
      await expect(openWithOpenpgp(letterTo(inbox), key)).rejects.toThrow();
  });

  test('names its keys and consists of packets that gpg 2.2 knows', () => {
    const listing = withKeyring((gpg) => {
      for (const { privateKey } of area.keys[inbox]) gpg(privateKey, '--import');
      return gpg(letterTo(inbox), '--list-packets').toString();
    });
    expect(
      listing.match(/:pubkey enc packet: version 3, algo 18, keyid [0-9A-F]{16}/g),
    ).toHaveLength(area.keys[inbox].length);
    expect(listing).toMatch(/:encrypted data packet:\s+length: 8242\s+mdc_method: 2/);
    expect(listing).toContain('mode b');
    expect(listing).not.toMatch(/compressed|aead/);
    expect(listing).toContain(`created ${Date.parse(area.set.sealedAt) / 1000}, name=""`);
  });
});

test('armor ends as gpg 2.2 needs it whatever the length of the letter', async () => {
  const [key] = area.keys.police;
  for (const size of [1, 2, 3]) {
    const message = await openpgp.createMessage({
      binary: new Uint8Array(size).fill(65),
      filename: '',
    });
    const sealed: unknown = await openpgp.encrypt({
      message,
      encryptionKeys: (await openpgp.readKey({ armoredKey: key?.certificate ?? '' })).toPublic(),
      format: 'binary',
    });
    const opened = openWithGpg(armorLetter(sealed as Uint8Array), [key?.privateKey ?? '']);
    expect(opened.toString()).toBe('A'.repeat(size));
  }
});
