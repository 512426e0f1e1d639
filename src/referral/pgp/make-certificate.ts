import { enums, generateKey, readKey } from 'openpgp';

/** A key pair: the certificate is public, the private key is not; both armored. The fingerprint has 40 digits. */
export type KeyPair = {
  readonly certificate: string;
  readonly privateKey: string;
  readonly fingerprint: string;
};

/** For whom a pair is made. Without a passphrase whoever holds the private key can use it. */
export type KeyOwner = {
  readonly name: string;
  readonly now: Date;
  readonly passphrase?: string;
};

const LIFETIME_SECONDS = 2 * 365 * 86_400;

// The most rounds that the format can state: each guess at the passphrase of a copied file costs as much as it can.
const MOST_ROUNDS = 255;

/** Makes a pair that every mail program in use can read: version 4, Curve25519 (legacy), features 01, two years. */
export const makeKeyPair = async ({ name, now, passphrase }: KeyOwner): Promise<KeyPair> => {
  const pair = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name },
    keyExpirationTime: LIFETIME_SECONDS,
    date: now,
    format: 'armored',
    ...(passphrase === undefined ? {} : { passphrase }),
    config: {
      v6Keys: false,
      aeadProtect: false,
      s2kType: enums.s2k.iterated,
      s2kIterationCountByte: MOST_ROUNDS,
    },
  });
  const key = await readKey({ armoredKey: pair.publicKey });
  return {
    certificate: pair.publicKey,
    privateKey: pair.privateKey,
    fingerprint: key.getFingerprint().toUpperCase(),
  };
};
