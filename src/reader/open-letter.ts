import PostalMime from 'postal-mime';
import type { Message, PrivateKey } from 'openpgp';
import { decrypt, enums, readMessage } from 'openpgp';
import type { Result } from '../i18n/result.ts';
import { failure, success } from '../i18n/result.ts';
import type { KeyFile } from './keys.ts';
import type { LockedLetter } from './letters-in.ts';
import type { LetterProblem } from './problems.ts';
import { visibleText } from './safe-text.ts';

/** An opened letter: its text, safe to show, and the key that opened it. */
export interface OpenedLetter {
  readonly text: string;
  readonly arrivedAt: Date | null;
  readonly keyName: string;
  /** Upper case, in groups of four. */
  readonly fingerprint: string;
}

type AnyMessage = Message<string | Uint8Array>;

/** No letter unpacks to more; ours are not packed at all. */
const MAX_TEXT_BYTES = 1024 * 1024;

/** Opens one letter with the first of the keys that can. What was changed on its way is not shown at all. */
export const openLetter = async (
  { locked, arrivedAt }: LockedLetter,
  keys: KeyFile,
): Promise<Result<OpenedLetter, LetterProblem>> => {
  const message = await messageIn(locked);
  if (message === null) return failure('damaged');
  if (!isEncrypted(message)) return failure('not-locked');
  const fitting = keys.filter((key) => fits(key, message));
  if (fitting.length === 0) return failure('other-key');
  const open = fitting.filter((key) => key.isDecrypted());
  if (open.length === 0) return failure('other-passphrase');
  for (const key of open) {
    const block = await blockIn(message, key);
    if (block !== null) {
      const text = visibleText(await letterTextIn(block));
      return success({ text, arrivedAt, ...namesOf(key) });
    }
  }
  return failure('damaged');
};

const messageIn = async (locked: string | Uint8Array): Promise<AnyMessage | null> => {
  try {
    return typeof locked === 'string'
      ? await readMessage({ armoredMessage: locked })
      : await readMessage({ binaryMessage: locked });
  } catch {
    return null;
  }
};

const isEncrypted = ({ packets }: AnyMessage): boolean =>
  packets.filterByTag(
    enums.packet.symmetricallyEncryptedData,
    enums.packet.symEncryptedIntegrityProtectedData,
    enums.packet.aeadEncryptedData,
  ).length > 0;

// A letter that hides whom it is for fits every key.
const fits = (key: PrivateKey, message: AnyMessage): boolean =>
  message.getEncryptionKeyIDs().some((id) => key.getKeys(id).length > 0);

const blockIn = async (message: AnyMessage, key: PrivateKey): Promise<Uint8Array | null> => {
  try {
    const config = { maxDecompressedMessageSize: MAX_TEXT_BYTES };
    const opened = await decrypt({ message, decryptionKeys: key, format: 'binary', config });
    const data: unknown = opened.data;
    return data instanceof Uint8Array ? data : null;
  } catch {
    return null;
  }
};

/**
 * The one text part of the block, without the padding after it; a block of another form is given back whole, so
 * that nothing a sender wrote is kept from the reader.
 */
const letterTextIn = async (block: Uint8Array): Promise<string> => {
  const whole = new TextDecoder().decode(block);
  if (!/^content-type: *multipart\/mixed/iu.test(whole)) return whole;
  const mail = await PostalMime.parse(block).catch(() => null);
  const isOneText = mail?.attachments.length === 0 && mail.html === undefined;
  return isOneText ? (mail.text ?? whole) : whole;
};

const namesOf = (key: PrivateKey): Pick<OpenedLetter, 'keyName' | 'fingerprint'> => ({
  keyName: visibleText(key.getUserIDs().join(', ')),
  fingerprint: key
    .getFingerprint()
    .toUpperCase()
    .replaceAll(/.{4}(?=.)/gu, '$& '),
});
