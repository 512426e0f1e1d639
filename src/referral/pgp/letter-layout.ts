import { BLOCK_BYTES } from '../block.ts';
import { MAX_CERTIFICATES } from '../sealing-set.ts';

/**
 * The curves an inbox's encryption key may have, with the size of the ephemeral point that a sealed letter carries
 * for it: bytes of the point and bits that its length field states (RFC 9580, section 11.2 and 5.1.5).
 */
export const CURVES = {
  curve25519Legacy: { pointBytes: 33, pointBits: 263 },
  nistP256: { pointBytes: 65, pointBits: 515 },
} as const;

/** A curve that every mail client in use can read. */
export type Curve = keyof typeof CURVES;

/** Algorithm octet of ECDH (RFC 9580, section 9.1). */
export const ECDH = 18;

/** Bytes of the session key as ECDH wraps it: algorithm, 32 bytes, checksum, padded to 40, plus AES key wrap's 8. */
export const WRAPPED_KEY_BYTES = 48;

/** Body of a version 3 session-key packet: version, key ID, algorithm, point with its length, wrapped key with its length. */
export const sessionKeyBodyBytes = (curve: Curve): number =>
  1 + 8 + 1 + 2 + CURVES[curve].pointBytes + 1 + WRAPPED_KEY_BYTES;

/** Tag and length octets before such a body. */
export const SESSION_KEY_HEADER_BYTES = 2;

// Tag, two-octet length, format, empty file name, date (RFC 9580, section 5.9).
const LITERAL_HEADER_BYTES = 3 + 1 + 1 + 4;
const RANDOM_PREFIX_BYTES = 18;
const MODIFICATION_DETECTION_BYTES = 22;

/** Body of the encrypted-data packet (version 1, RFC 9580, section 5.13.1) around one block. */
export const ENCRYPTED_BODY_BYTES =
  1 + RANDOM_PREFIX_BYTES + LITERAL_HEADER_BYTES + BLOCK_BYTES + MODIFICATION_DETECTION_BYTES;

/** Tag and length octets before that body. */
export const ENCRYPTED_HEADER_BYTES = 3;

/** The largest letter: one for `MAX_CERTIFICATES` keys of the widest curve. */
export const MAX_LETTER_BYTES =
  MAX_CERTIFICATES * (SESSION_KEY_HEADER_BYTES + sessionKeyBodyBytes('nistP256')) +
  ENCRYPTED_HEADER_BYTES +
  ENCRYPTED_BODY_BYTES;

/** Whether the name of a curve is one of `CURVES`. */
export const isCurve = (name: string): name is Curve => Object.hasOwn(CURVES, name);
