import type { PrivateKey } from 'openpgp';
import { decryptKey, readPrivateKeys } from 'openpgp';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import { armoredBlocks } from './armored-blocks.ts';
import type { KeyProblem } from './problems.ts';
import { textIn } from './safe-text.ts';

/** The secret keys of a file as they stand there; at least one. */
export type KeyFile = readonly PrivateKey[];

/** Every secret key in a file, armored or binary. */
export const readKeyFile = async (bytes: Uint8Array): Promise<Result<KeyFile, KeyProblem>> => {
  const text = textIn(bytes);
  try {
    if (text === null) return success(await readPrivateKeys({ binaryKeys: bytes }));
    const { blocks, cut } = armoredBlocks(text, 'PRIVATE KEY BLOCK');
    const keys = await Promise.all(blocks.map((armoredKeys) => readPrivateKeys({ armoredKeys })));
    if (keys.length > 0) return success(keys.flat());
    if (cut) return failure('damaged-key');
    const { blocks: open } = armoredBlocks(text, 'PUBLIC KEY BLOCK');
    return failure(open.length > 0 ? 'public-only' : 'not-a-key');
  } catch {
    return failure(text === null ? 'not-a-key' : 'damaged-key');
  }
};

/** Whether a file looks as if it held a secret key, so that it may be dropped beside the letters. */
export const holdsSecretKey = async (bytes: Uint8Array): Promise<boolean> =>
  textIn(bytes)?.includes('BEGIN PGP PRIVATE KEY BLOCK') ?? (await readKeyFile(bytes)).ok;

/** Whether every key of the file is without a passphrase. */
export const isUnprotected = (file: KeyFile): boolean => file.every((key) => key.isDecrypted());

/**
 * The keys with those opened that this passphrase opens; at least one is. It is tried as it was typed, as gpg takes it,
 * and with an Å of two characters as one, as `npm run keys` takes it.
 */
export const unlockedKeys = async (
  file: KeyFile,
  passphrase: string,
): Promise<Result<KeyFile, KeyProblem>> => {
  const keys = await Promise.all(
    file.map(async (privateKey) =>
      privateKey.isDecrypted()
        ? privateKey
        : decryptKey({ privateKey, passphrase })
            .catch(() => decryptKey({ privateKey, passphrase: passphrase.normalize('NFC') }))
            .catch(() => privateKey),
    ),
  );
  return keys.some((key) => key.isDecrypted()) ? success(keys) : failure('wrong-passphrase');
};
