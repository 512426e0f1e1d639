import { createSign, generateKeyPairSync } from 'node:crypto';

/** A private key and its certificate in PEM, as `https.createServer` takes them. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));

/**
 * A certificate signed by its own key (RFC 5280), for a stand-in that is reached over TLS.
 * @param days how many days from now it begins and stops to be valid.
 */
export function selfSigned(host: string, days = { from: -1, to: 30 }): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const commonName = sequence(objectId([0x55, 0x04, 0x03]), element(0x0c, Buffer.from(host)));
  const name = sequence(element(0x31, commonName));
  const validity = sequence(
    ...[days.from, days.to].map((day) => utcTime(Date.now() + day * DAY_MS)),
  );
  const altName = sequence(element(0x82, Buffer.from(host)));
  const extensions = sequence(sequence(objectId([0x55, 0x1d, 0x11]), element(0x04, altName)));
  const toBeSigned = sequence(
    element(0xa0, element(0x02, Buffer.of(2))),
    element(0x02, Buffer.of(1)),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, extensions),
  );
  const signature = createSign('sha256').update(toBeSigned).sign(privateKey);
  const bits = element(0x03, Buffer.concat([Buffer.of(0), signature]));
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, bits);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

/** One DER element (X.690): tag, length in as few bytes as it takes, content. */
function element(tag: number, content: Buffer): Buffer {
  const digits = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex');
  const length = content.length < 0x100 ? digits.subarray(1) : digits;
  const isLong = content.length >= 0x80;
  const head = Buffer.from(isLong ? [tag, 0x80 + length.length] : [tag]);
  return Buffer.concat([head, length, content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function objectId(bytes: number[]): Buffer {
  return element(0x06, Buffer.from(bytes));
}

function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/gu, '').slice(2, 14);
  return element(0x17, Buffer.from(`${digits}Z`));
}
