import { PublicKeyEncryptedSessionKeyPacket, enums, readKey } from 'openpgp';
import type { SealingInbox } from '../sealing-set.ts';
import type { Curve } from './letter-layout.ts';
import {
  CURVES,
  ECDH,
  ENCRYPTED_BODY_BYTES,
  ENCRYPTED_HEADER_BYTES,
  SESSION_KEY_HEADER_BYTES,
  WRAPPED_KEY_BYTES,
  isCurve,
  sessionKeyBodyBytes,
} from './letter-layout.ts';

/** A key that letters of an inbox are encrypted to: eight bytes of key ID in hex, and its curve. */
export type EncryptionKey = { readonly keyId: string; readonly curve: Curve };

const KEY_ID_END = 9;
const POINT_LENGTH_AT = 10;
const known = new WeakMap<SealingInbox, Map<string, Promise<EncryptionKey[]>>>();

/**
 * Whether the bytes are exactly one OpenPGP message as `sealLetter` makes it for exactly this inbox: for each of its
 * certificates in order one version 3 session-key packet for ECDH, then one version 1 encrypted-data packet of the
 * one length a block has; nothing before, between or after. Never throws. Bounded: other lengths are refused unread.
 */
export const inspectLetter = async (
  bytes: Uint8Array,
  inbox: SealingInbox,
  sealedAt: string,
): Promise<boolean> => {
  try {
    return isSealedTo(bytes, await keysAt(inbox, sealedAt));
  } catch {
    return false;
  }
};

/** The same for keys that are known without their certificates, as of pages made before certificates changed. */
export const isSealedTo = (bytes: Uint8Array, keys: readonly EncryptionKey[]): boolean => {
  try {
    return isLetterFor(bytes, keys);
  } catch {
    return false;
  }
};

/**
 * The key of each certificate that letters sealed at this time are encrypted to, in the order of the certificates.
 * @throws Error when a certificate is unreadable or has no ECDH key on a curve of `CURVES` at that time.
 */
export const encryptionKeys = (
  certificates: readonly string[],
  sealedAt: Date,
): Promise<EncryptionKey[]> =>
  Promise.all(
    certificates.map(async (armoredKey) => {
      const certificate = await readKey({ armoredKey });
      const key = await certificate.getEncryptionKey(undefined, sealedAt);
      const { algorithm, curve } = key.getAlgorithmInfo();
      if (algorithm !== 'ecdh' || curve === undefined || !isCurve(curve)) {
        throw new TypeError('The encryption key is not ECDH with P-256 or Curve25519 (legacy).');
      }
      return { keyId: key.getKeyID().toHex(), curve };
    }),
  );

const keysAt = (inbox: SealingInbox, sealedAt: string): Promise<EncryptionKey[]> => {
  const bySealing = known.get(inbox) ?? new Map<string, Promise<EncryptionKey[]>>();
  known.set(inbox, bySealing);
  const keys = bySealing.get(sealedAt) ?? encryptionKeys(inbox.certificates, new Date(sealedAt));
  bySealing.set(sealedAt, keys);
  return keys;
};

const isLetterFor = (bytes: Uint8Array, keys: readonly EncryptionKey[]): boolean => {
  if (bytes.length !== letterBytes(keys)) return false;
  let at = 0;
  for (const key of keys) {
    const end = at + SESSION_KEY_HEADER_BYTES + sessionKeyBodyBytes(key.curve);
    if (!isSessionKeyFor(bytes.subarray(at, end), key)) return false;
    at = end;
  }
  return isEncryptedBlock(bytes.subarray(at));
};

const letterBytes = (keys: readonly EncryptionKey[]): number =>
  keys.reduce(
    (sum, { curve }) => sum + SESSION_KEY_HEADER_BYTES + sessionKeyBodyBytes(curve),
    ENCRYPTED_HEADER_BYTES + ENCRYPTED_BODY_BYTES,
  );

const isSessionKeyFor = (packet: Uint8Array, { keyId, curve }: EncryptionKey): boolean => {
  const { pointBits, pointBytes } = CURVES[curve];
  const body = packet.subarray(SESSION_KEY_HEADER_BYTES);
  const bits = ((body[POINT_LENGTH_AT] ?? 0) << 8) | (body[POINT_LENGTH_AT + 1] ?? 0);
  return (
    packet[0] === newTag(enums.packet.publicKeyEncryptedSessionKey) &&
    packet[1] === sessionKeyBodyBytes(curve) &&
    body[0] === 3 &&
    hex(body.subarray(1, KEY_ID_END)) === keyId &&
    body[KEY_ID_END] === ECDH &&
    bits === pointBits &&
    body[POINT_LENGTH_AT + 2 + pointBytes] === WRAPPED_KEY_BYTES &&
    isCanonical(body)
  );
};

// The library that opens letters must see the same: read and written again nothing is missing or different.
const isCanonical = (body: Uint8Array): boolean => {
  const packet = new PublicKeyEncryptedSessionKeyPacket();
  packet.read(body);
  return areEqual(packet.write(), body);
};

const isEncryptedBlock = (packet: Uint8Array): boolean => {
  const [tag, first, second, version] = packet;
  // Two-octet length (RFC 9580, section 4.2.1.2).
  const length = (((first ?? 0) - 192) << 8) + (second ?? 0) + 192;
  return (
    tag === newTag(enums.packet.symEncryptedIntegrityProtectedData) &&
    length === ENCRYPTED_BODY_BYTES &&
    packet.length === ENCRYPTED_HEADER_BYTES + ENCRYPTED_BODY_BYTES &&
    version === 1
  );
};

// New format header: bits 7 and 6 set, the packet type in the rest (RFC 9580, section 4.2).
const newTag = (packetType: number): number => 0xc0 | packetType;

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const areEqual = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
