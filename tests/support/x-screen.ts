import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pixels } from './pixels.ts';

/** A part of a screen, in pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Places in the header of the file, in numbers of four bytes (X11, `XWDFile.h`). */
const HEADER_BYTES = 0;
const BITS_OF_A_PIXEL = 11;
const BYTES_OF_A_LINE = 12;
const COLOURS = 19;
const COLOUR_BYTES = 12;

/** The colours that stand on the screen of an Xvfb now, in the file that it keeps in its folder (`-fbdir`). */
export function screenPixels(folder: string, { left, top, right, bottom }: Area): Pixels {
  const file = readFileSync(join(folder, 'Xvfb_screen0'));
  const header = (place: number): number => file.readUInt32BE(4 * place);
  const start = header(HEADER_BYTES) + header(COLOURS) * COLOUR_BYTES;
  const bytes = header(BITS_OF_A_PIXEL) / 8;
  const counts = new Map<number, number>();
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const colour = file.readUIntLE(start + y * header(BYTES_OF_A_LINE) + x * bytes, 3);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const colours = [...counts].map(([colour, count]) => {
    return [colour.toString(16).padStart(6, '0'), count] as const;
  });
  return { width: right - left, height: bottom - top, colours: new Map(colours) };
}
