/** What stands between a pair of armor lines (RFC 9580, section 6.2). */
export type BlockKind = 'MESSAGE' | 'PRIVATE KEY BLOCK' | 'PUBLIC KEY BLOCK';

/** The blocks of one kind in a text, each as clean armor, and whether one begins and does not end. */
export interface ArmoredBlocks {
  readonly blocks: readonly string[];
  readonly cut: boolean;
}

/**
 * Finds armor in what mail programs make of it: quoted with `>`, indented, as HTML, with blank lines between the lines or no
 * line breaks left, quoted-printable, with dashes that were made longer. The same block found twice is one.
 */
export const armoredBlocks = (text: string, kind: BlockKind): ArmoredBlocks => {
  const pieces = text.split(armorLine('BEGIN', kind)).slice(1);
  const ended = pieces.map((piece) => piece.split(armorLine('END', kind)));
  const bodies = ended.filter(({ length }) => length > 1).map(([piece = '']) => base64In(piece));
  return {
    blocks: [...new Set(bodies)].map((body) => cleanArmor(body, kind)),
    cut: bodies.length < pieces.length,
  };
};

const DASHES = '[-\\u2010-\\u2015]{2,6}';

const armorLine = (edge: 'BEGIN' | 'END', kind: BlockKind): RegExp =>
  new RegExp(`${DASHES} ?${edge} PGP ${kind} ?${DASHES}`, 'u');

// Armor itself has neither tags nor entities in it.
const MARKUP = /<[^<>]*>|&[#\w]{1,9};/gu;
const QUOTE = /^[\s>|]+/u;
const ARMOR_HEADER = /^(?:Version|Comment|MessageID|Hash|Charset): /u;
// Quoted-printable writes "=" as "=3D".
const CHECKSUM = /=(?:3D)?[A-Za-z0-9+/]{4}\s*$/u;
const LINE_CHARACTERS = 64;

const base64In = (piece: string): string => {
  const lines = piece
    .replaceAll(MARKUP, '\n')
    .split(/[\r\n]+/u)
    .map((line) => line.replace(QUOTE, ''));
  const body = lines.filter((line) => !ARMOR_HEADER.test(line)).join('\n');
  return body
    .replace(CHECKSUM, '')
    .replaceAll('=3D', '')
    .replaceAll(/[^A-Za-z0-9+/]/gu, '');
};

// Without its checksum, which says less than the integrity check of the message itself (RFC 9580, section 6.1).
const cleanArmor = (body: string, kind: BlockKind): string => {
  const padded = body.padEnd(Math.ceil(body.length / 4) * 4, '=');
  const lines = padded.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'gu')) ?? [];
  return [`-----BEGIN PGP ${kind}-----`, '', ...lines, `-----END PGP ${kind}-----`, ''].join('\n');
};
