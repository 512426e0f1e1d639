import { renderUnicodeCompact } from 'uqr';

const WHITE_ON_BLACK = '\u001b[97;40m';
const PLAIN = '\u001b[0m';

/** A fingerprint as people read it to each other: ten groups of four, a gap in the middle. */
export const grouped = (fingerprint: string): string =>
  (fingerprint.match(/.{1,4}/gu) ?? []).join(' ').replace(/^(.{24})/u, '$1 ');

/**
 * A fingerprint as a QR code of terminal blocks, in the form that OpenPGP programs scan.
 * @param coloured whether it sets its own colours, so that it is dark on light on every terminal.
 */
export function fingerprintQr(fingerprint: string, coloured: boolean): string {
  const text = renderUnicodeCompact(`OPENPGP4FPR:${fingerprint}`, { ecc: 'M', border: 2 });
  const lines = text.split('\n');
  return lines.map((line) => (coloured ? WHITE_ON_BLACK + line + PLAIN : line)).join('\n');
}
