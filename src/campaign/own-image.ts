import { neededPixels, type Extent } from './own-field.ts';
import { refusal, type Refusal } from './own-problems.ts';

/** The kinds of pictures that a logo can be. */
export type PictureKind = 'png' | 'jpeg' | 'svg';

const MAX_BYTES = 10_000_000;
const MAX_PIXELS = 20_000_000;
const SIGNATURES = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
} as const;

/** How much of a file tells its kind; profiles may stand before what says that a PNG moves. */
export const HEAD_BYTES = 64 * 1024;

/** The kind of a picture by how its file begins, whatever its name is; null: none that is taken. */
export function pictureKind(head: Uint8Array): PictureKind | null {
  for (const kind of ['png', 'jpeg'] as const) {
    if (SIGNATURES[kind].every((byte, place) => head[place] === byte)) return kind;
  }
  return /^\s*<(?:\?xml|!--|!DOCTYPE svg|svg\b)/u.test(textOf(head)) ? 'svg' : null;
}

/** Refuses a file that is too heavy to work with, before it is read. */
export const weightRefusal = (bytes: number): Refusal | null =>
  bytes > MAX_BYTES ? refusal('heavy', { size: `${(bytes / 1e6).toFixed(1)} MB` }) : null;

/** Refuses a PNG that moves: its control chunk stands before the picture. */
export const movesRefusal = (head: Uint8Array): Refusal | null =>
  textOf(head).split('IDAT', 1)[0]?.includes('acTL') === true ? refusal('moves') : null;

/** Refuses a picture that is too large to be worked with. */
export const pixelsRefusal = (picture: Extent): Refusal | null =>
  picture.width * picture.height > MAX_PIXELS ? refusal('large', { is: pixels(picture) }) : null;

/** Refuses a picture that would be blurred in the largest of the rooms it is printed in (mm, by sheet). */
export function sharpnessRefusal(
  picture: Extent,
  rooms: ReadonlyMap<string, Extent>,
): Refusal | null {
  const [worst] = [...rooms]
    .map(([sheet, room]) => ({ sheet, needed: neededPixels(picture, room) }))
    .sort((one, other) => other.needed.width - one.needed.width);
  if (worst === undefined || picture.width >= worst.needed.width) return null;
  return refusal('small', {
    is: pixels(picture),
    needed: pixels(worst.needed),
    sheet: worst.sheet,
  });
}

const pixels = ({ width, height }: Extent): string => `${width} × ${height}`;

/** What older programs write of themselves; a browser reads the first as the second. */
const WESTERN = /^\s*<\?xml[^>]*\sencoding\s*=\s*["'](?:iso-8859-1|windows-1252)["']/iu;

/** Bytes as text: UTF-16 by its byte order mark, Western where it says so, else UTF-8. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const decoded = (name: string): string => new TextDecoder(name).decode(bytes);
  if (first === 0xff && second === 0xfe) return decoded('utf-16le');
  if (first === 0xfe && second === 0xff) return decoded('utf-16be');
  const text = decoded('utf-8');
  return WESTERN.test(text) ? decoded('windows-1252') : text;
}
