/** The partner's field on a sheet: mm from the upper left corner of the trimmed sheet. */
export interface Field {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A width and a height, in whatever unit. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

const MM_PER_POINT = 25.4 / 72;
const MM_PER_INCH = 25.4;
/** The line is at most as high as this part of the field, and at most 18 pt. */
const LINE_PART = 0.2;
const MAX_LINE_MM = 18 * MM_PER_POINT;
/** Smaller print is not read in passing. */
const MIN_LINE_MM = 8 * MM_PER_POINT;
/** What a line takes of the height, as a part of its size; the logo keeps off it. */
const LINE_HEIGHT = 1.25;
const GAP_MM = 1.5;
/** A photograph or a logo in print. */
const MIN_DPI = 300;

/** How large the line is printed, in mm, given how wide it is at the size of 1 mm; null: it does not fit. */
export function lineSize(wide: number, { width, height }: Extent): number | null {
  const size = Math.min(MAX_LINE_MM, height * LINE_PART, width / wide);
  return size < MIN_LINE_MM ? null : size;
}

/** The size of a line on a field, in mm; 0 where there is none. */
export const sizeOn = (field: Extent, line: string, wide: number): number =>
  line === '' ? 0 : (lineSize(wide, field) ?? 0);

/** How many of `letters` have to go, at least, so that a line fits that is `wide` at the size of 1 mm. */
export const excessLetters = (letters: number, wide: number, { width }: Extent): number =>
  Math.max(1, Math.ceil(letters * (1 - width / (wide * MIN_LINE_MM))));

/** How high the line is with the space to the logo, in mm; `size` 0: there is none. */
export const lineHeight = (size: number): number => (size === 0 ? 0 : size * LINE_HEIGHT + GAP_MM);

/** The room for the logo beside a line of a size, in mm. */
export const logoRoom = ({ width, height }: Extent, size: number): Extent => ({
  width,
  height: height - lineHeight(size),
});

/** A picture as large as a room allows, in the unit of the room. */
export function fitted(picture: Extent, room: Extent): Extent {
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** The pixels that a picture of this shape needs to be sharp in a room given in mm. */
export function neededPixels(picture: Extent, room: Extent): Extent {
  const { width, height } = fitted(picture, room);
  const pixels = (mm: number): number => Math.ceil((mm / MM_PER_INCH) * MIN_DPI);
  return { width: pixels(width), height: pixels(height) };
}
