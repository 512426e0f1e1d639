import type { PublicKey } from 'openpgp';
import { createMessage, encrypt, enums, readKey } from 'openpgp';

const SESSION_KEY_BYTES = 32;

/**
 * Encrypts one block to every certificate as a binary OpenPGP message that gpg 2.2 and every mail client open:
 * version 3 session-key packets and one version 1 encrypted-data packet (RFC 9580, sections 5.1.1 and 5.13.1), AES-256,
 * uncompressed, unsigned, recipients named. `sealedAt` is taken for the time everywhere, the clock is never read.
 * @throws Error when a certificate cannot be used at `sealedAt`.
 */
export const sealLetter = async (
  block: Uint8Array,
  certificates: readonly string[],
  sealedAt: Date,
): Promise<Uint8Array> => {
  const sealed: unknown = await encrypt({
    message: await createMessage({ binary: block, filename: '', date: sealedAt }),
    encryptionKeys: await Promise.all(certificates.map(publicKeyIn)),
    // An explicit key keeps the library from version 6 packets when a certificate claims to read them.
    sessionKey: {
      data: crypto.getRandomValues(new Uint8Array(SESSION_KEY_BYTES)),
      algorithm: 'aes256',
    },
    date: sealedAt,
    format: 'binary',
    config: {
      aeadProtect: false,
      preferredCompressionAlgorithm: enums.compression.uncompressed,
    },
  });
  if (!(sealed instanceof Uint8Array)) throw new TypeError('The sealed letter is not binary.');
  return sealed;
};

const publicKeyIn = async (armoredKey: string): Promise<PublicKey> =>
  (await readKey({ armoredKey })).toPublic();
