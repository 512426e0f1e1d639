import { inflateSync } from 'node:zlib';

/** A picture as rows of RGB. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** The colours that occur, as `rrggbb`, with the number of their pixels. */
  readonly colours: ReadonlyMap<string, number>;
}

const SIGNATURE_BYTES = 8;
const CHANNELS_OF_COLOUR_TYPE = new Map([
  [2, 3],
  [6, 4],
]);

/** The colours of a PNG as browsers write it: 8 bits, RGB or RGBA, not interlaced (RFC 2083). */
export function pixelsOf(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === 'IHDR')!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = CHANNELS_OF_COLOUR_TYPE.get(header[9]!);
  if (header[8] !== 8 || channels === undefined) throw new Error('An unusual PNG');
  const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
  const lines = inflateSync(Buffer.concat(data));
  const colours = new Map<string, number>();
  let above: Uint8Array = new Uint8Array(width * channels);
  for (let row = 0; row < height; row += 1) {
    const start = row * (width * channels + 1);
    const line = unfiltered(lines[start]!, lines.subarray(start + 1), above, channels);
    for (let at = 0; at < line.length; at += channels) {
      const colour = Buffer.from(line.subarray(at, at + 3)).toString('hex');
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    above = line;
  }
  return { width, height, colours };
}

/** Whether a picture shows nothing: one colour all over. */
export const isUniform = (png: Buffer): boolean => pixelsOf(png).colours.size === 1;

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = SIGNATURE_BYTES; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield {
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    };
    at += length + 12;
  }
}

function unfiltered(
  filter: number,
  raw: Uint8Array,
  above: Uint8Array,
  channels: number,
): Uint8Array {
  const line = new Uint8Array(above.length);
  for (let at = 0; at < line.length; at += 1) {
    const left = at < channels ? 0 : line[at - channels]!;
    const up = above[at]!;
    const corner = at < channels ? 0 : above[at - channels]!;
    const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter]!;
    line[at] = raw[at]! + guess;
  }
  return line;
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (byLeft! <= byUp! && byLeft! <= byCorner!) return left;
  return byUp! <= byCorner! ? up : corner;
}
