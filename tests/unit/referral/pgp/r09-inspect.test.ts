import { randomBytes } from 'node:crypto';
import type { encrypt } from 'openpgp';
import * as openpgp from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BLOCK_BYTES } from '../../../../src/referral/block.ts';
import { SLOT_BYTES } from '../../../../src/referral/frame.ts';
import { armorLetter } from '../../../../src/referral/pgp/armor.ts';
import { makeDemoCertificate } from '../../../../src/referral/pgp/certificate.ts';
import { inspectLetter } from '../../../../src/referral/pgp/inspect.ts';
import { sealLetter } from '../../../../src/referral/pgp/seal.ts';
import type { SealingInbox } from '../../../../src/referral/sealing-set.ts';
import type { DemoArea } from '../fixtures.ts';
import { makeDemoArea } from '../fixtures.ts';

const block = new Uint8Array(BLOCK_BYTES).fill(32);

let area: DemoArea;
let sealedAt: string;
let social: SealingInbox;
let police: SealingInbox;
let letter: Uint8Array;
const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', remember);
  area = await makeDemoArea();
  sealedAt = area.set.sealedAt;
  [social, police] = area.set.inboxes as [SealingInbox, SealingInbox];
  letter = await sealLetter(block, social.certificates, new Date(sealedAt));
});

afterAll(async () => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

type Options = Partial<Parameters<typeof encrypt>[0]>;

const sealedOtherwise = async (
  certificates: readonly string[],
  options: Options = {},
): Promise<Uint8Array> => {
  const sealed: unknown = await openpgp.encrypt({
    message: await openpgp.createMessage({ binary: block, filename: '', date: new Date(sealedAt) }),
    encryptionKeys: await Promise.all(
      certificates.map(async (armoredKey) => (await openpgp.readKey({ armoredKey })).toPublic()),
    ),
    sessionKey: { data: new Uint8Array(randomBytes(32)), algorithm: 'aes256' },
    date: new Date(sealedAt),
    ...options,
    format: 'binary',
  });
  return sealed as Uint8Array;
};

const accepts = (bytes: Uint8Array, inbox = social) => inspectLetter(bytes, inbox, sealedAt);

describe('a letter is accepted when', () => {
  test('it is sealed to exactly the certificates of its inbox', async () => {
    expect(await accepts(letter)).toBe(true);
    expect(
      await accepts(await sealLetter(block, police.certificates, new Date(sealedAt)), police),
    ).toBe(true);
  });

  test('an inbox has one P-256 and one Curve25519 certificate', async () => {
    const { publicKey } = await openpgp.generateKey({
      type: 'ecc',
      curve: 'nistP256',
      userIDs: { name: 'P-256' },
      date: new Date(sealedAt),
    });
    const mixed: SealingInbox = { ...police, certificates: [publicKey, ...police.certificates] };
    const sealed = await sealLetter(block, mixed.certificates, new Date(sealedAt));
    expect(await accepts(sealed, mixed)).toBe(true);
    expect(sealed.length).toBeLessThanOrEqual(SLOT_BYTES);
  });

  test('it was sealed a hundred times over: its length never varies', async () => {
    for (let round = 0; round < 100; round += 1) {
      const sealed = await sealLetter(
        new Uint8Array(randomBytes(BLOCK_BYTES)),
        social.certificates,
        new Date(sealedAt),
      );
      expect(sealed).toHaveLength(letter.length);
      expect(await accepts(sealed)).toBe(true);
    }
  });
});

describe('a letter is refused, so that nothing else is ever stored (R9), when it', () => {
  test('is empty', async () => {
    expect(await accepts(new Uint8Array())).toBe(false);
  });

  test('is cut short anywhere', async () => {
    for (const length of [1, 2, 95, 96, 97, 192, 195, letter.length - 23, letter.length - 1]) {
      expect(await accepts(letter.subarray(0, length))).toBe(false);
    }
    expect(await accepts(letter.subarray(1))).toBe(false);
  });

  test('has one byte more', async () => {
    for (const byte of [0, 0x20, 0x80, 0xca, 0xd2]) {
      expect(await accepts(Uint8Array.from([...letter, byte]))).toBe(false);
      expect(await accepts(Uint8Array.from([byte, ...letter]))).toBe(false);
    }
  });

  test('is armored', async () => {
    expect(await accepts(new TextEncoder().encode(armorLetter(letter)))).toBe(false);
    expect(
      await accepts(new TextEncoder().encode(armorLetter(letter)).subarray(0, letter.length)),
    ).toBe(false);
  });

  test('is plaintext of the right size', async () => {
    const text = new Uint8Array(letter.length).fill(65);
    expect(await accepts(text)).toBe(false);
    const literal = await openpgp.createMessage({ binary: block });
    expect(await accepts(literal.write() as Uint8Array)).toBe(false);
    const headers = letter.slice();
    headers.fill(0x41, 2, 96);
    expect(await accepts(headers)).toBe(false);
  });

  test('is sealed to the other inbox', async () => {
    expect(await accepts(letter, police)).toBe(false);
    const stranger = await makeDemoCertificate('Stranger', new Date(sealedAt));
    expect(await accepts(await sealedOtherwise([stranger.certificate]), police)).toBe(false);
  });

  test('is sealed to one certificate of two', async () => {
    const [first] = social.certificates;
    expect(await accepts(await sealedOtherwise([first ?? '']))).toBe(false);
  });

  test('is sealed to the same certificate twice, so that somebody cannot open it', async () => {
    const [first] = social.certificates;
    expect(await accepts(await sealedOtherwise([first ?? '', first ?? '']))).toBe(false);
  });

  test('has an extra recipient', async () => {
    const stranger = await makeDemoCertificate('Stranger', new Date(sealedAt));
    expect(
      await accepts(await sealedOtherwise([...social.certificates, stranger.certificate])),
    ).toBe(false);
  });

  test('can also be opened with a password', async () => {
    expect(
      await accepts(await sealedOtherwise(police.certificates, { passwords: ['x'] }), police),
    ).toBe(false);
  });

  test('hides its recipients', async () => {
    expect(await accepts(await sealedOtherwise(social.certificates, { wildcard: true }))).toBe(
      false,
    );
  });

  test('is encrypted by version 2 packets, which gpg cannot read', async () => {
    const sessionKey = {
      data: new Uint8Array(randomBytes(32)),
      algorithm: 'aes256',
      aeadAlgorithm: 'ocb',
    } as const;
    expect(await accepts(await sealedOtherwise(social.certificates, { sessionKey }))).toBe(false);
  });

  test('has a version 2 packet inside the right headers', async () => {
    const forged = letter.slice();
    forged[2 * 96 + 3] = 2;
    expect(await accepts(forged)).toBe(false);
  });

  test('is compressed or names a file, which changes its length', async () => {
    const config = { preferredCompressionAlgorithm: openpgp.enums.compression.zlib };
    expect(await accepts(await sealedOtherwise(social.certificates, { config }))).toBe(false);
    const message = await openpgp.createMessage({ binary: block, filename: 'a.txt' });
    expect(await accepts(await sealedOtherwise(social.certificates, { message }))).toBe(false);
  });

  test('holds a block of another size', async () => {
    for (const size of [0, 300, BLOCK_BYTES - 1, BLOCK_BYTES + 1]) {
      const sealed = await sealLetter(
        new Uint8Array(size),
        social.certificates,
        new Date(sealedAt),
      );
      expect(await accepts(sealed)).toBe(false);
    }
  });

  const withShorterCiphertext = (bytes: number): Uint8Array => {
    const shorter = letter.slice(0, letter.length - bytes);
    const length = 8242 - bytes - 192;
    shorter.set([192 + (length >> 8), length & 0xff], 193);
    return shorter;
  };
  const marker = [0xca, 3, 0x50, 0x47, 0x50];
  const padding = [0xd5, 4, 1, 2, 3, 4];
  const unknown = [0xff, 2, 1, 2];

  test.each([
    ['marker', marker],
    ['padding', padding],
    ['unknown', unknown],
    ['trust', [0xcc, 2, 1, 2]],
    ['literal', [0xcb, 6, 0x62, 0, 0, 0, 0, 0]],
  ])('has a %s packet before, between or after', async (_, packet) => {
    for (const at of [0, 96, 192, letter.length]) {
      expect(
        await accepts(
          Uint8Array.from([...letter.subarray(0, at), ...packet, ...letter.subarray(at)]),
        ),
      ).toBe(false);
    }
    for (const at of [0, 96, 192]) {
      const shorter = withShorterCiphertext(packet.length);
      const forged = Uint8Array.from([
        ...shorter.subarray(0, at),
        ...packet,
        ...shorter.subarray(at),
      ]);
      expect(forged).toHaveLength(letter.length);
      expect(await accepts(forged)).toBe(false);
    }
    expect(
      await accepts(Uint8Array.from([...withShorterCiphertext(packet.length), ...packet])),
    ).toBe(false);
  });

  test('is a whole letter followed by another', async () => {
    expect(await accepts(Uint8Array.from([...letter, ...letter]))).toBe(false);
  });

  test('trails bytes inside a packet whose length was stretched over them', async () => {
    const one = await sealLetter(block, police.certificates, new Date(sealedAt));
    const forged = Uint8Array.from([...one.subarray(0, 96), 0, ...one.subarray(96, -1)]);
    forged[1] = 95;
    expect(forged).toHaveLength(one.length);
    expect(await accepts(forged, police)).toBe(false);
  });

  test('writes its lengths in another way', async () => {
    const oldFormat = letter.slice();
    oldFormat[0] = 0x84;
    expect(await accepts(oldFormat)).toBe(false);
    const partial = letter.slice();
    partial[193] = 0xed;
    expect(await accepts(partial)).toBe(false);
  });

  test('has any other octet in its headers', async () => {
    const headers = [0, 1, 2, ...range(3, 14), 47, ...range(96, 110), 143, 192, 193, 194, 195];
    for (const at of headers) {
      for (let bit = 0; bit < 8; bit += 1) {
        const forged = letter.slice();
        forged[at] = (forged[at] ?? 0) ^ (1 << bit);
        expect(await accepts(forged), `octet ${at}, bit ${bit}`).toBe(false);
      }
    }
  });
});

const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);

test('an unreadable certificate refuses everything rather than throwing', async () => {
  expect(await accepts(letter, { id: 'social', name: 'x', certificates: ['rubbish'] })).toBe(false);
});
