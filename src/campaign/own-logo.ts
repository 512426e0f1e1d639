import { failure, success, type Result } from '../i18n/result.ts';
import { isBlank } from './own-drawing.ts';
import type { Extent } from './own-field.ts';
import {
  HEAD_BYTES,
  movesRefusal,
  pictureKind,
  pixelsRefusal,
  textOf,
  weightRefusal,
} from './own-image.ts';
import { refusal, type Refusal } from './own-problems.ts';
import { svgDrawing } from './own-svg.ts';

/** A picture that can be drawn; one of lines is sharp at every size. */
export interface Logo extends Extent {
  readonly image: HTMLImageElement;
  readonly ofLines: boolean;
}

/** The longer side of a drawing of lines, in pixels: more than the widest field has at 600 dpi. */
const DRAWN_PIXELS = 2400;

/** Reads a chosen file as a logo. Nothing of it leaves the page, and nothing that it refers to is fetched. */
export async function readLogo(file: Blob): Promise<Result<Logo, Refusal>> {
  const heavy = weightRefusal(file.size);
  if (heavy !== null) return failure(heavy);
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const kind = pictureKind(head);
  if (kind === null) return failure(refusal('not-a-picture'));
  if (kind === 'svg') return readDrawing(textOf(new Uint8Array(await file.arrayBuffer())));
  const moves = kind === 'png' ? movesRefusal(head) : null;
  if (moves !== null) return failure(moves);
  const image = await shown(new Blob([file], { type: `image/${kind}` }));
  if (image === null) return failure(refusal('not-a-picture'));
  const { naturalWidth: width, naturalHeight: height } = image;
  const wrong = pixelsRefusal({ width, height }) ?? blankRefusal(image);
  return wrong === null ? success({ image, width, height, ofLines: false }) : failure(wrong);
}

/**
 * What is drawn is the text of what was read, not of the file: nothing stands in it that was not looked at.
 * While it is read, the policy of the site holds its styles back and the console says so; the text keeps them.
 */
async function readDrawing(text: string): Promise<Result<Logo, Refusal>> {
  const drawing = svgDrawing(text);
  if (!drawing.ok) return drawing;
  const { extent, sized } = drawing.value;
  const scale = DRAWN_PIXELS / Math.max(extent.width, extent.height);
  const [width, height] = [extent.width * scale, extent.height * scale];
  const image = await shown(new Blob([sized(width, height)], { type: 'image/svg+xml' }));
  if (image === null) return failure(refusal('not-a-picture'));
  const blank = blankRefusal(image);
  return blank === null ? success({ image, width, height, ofLines: true }) : failure(blank);
}

/** Refuses a picture of which nothing would be seen on paper. */
const blankRefusal = (image: HTMLImageElement): Refusal | null =>
  isBlank(image) ? refusal('blank') : null;

/** A picture by a data address: the policy of the site allows no other, and images run no scripts. */
async function shown(blob: Blob): Promise<HTMLImageElement | null> {
  const address = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onloadend = () => {
      resolve(typeof reader.result === 'string' ? reader.result : '');
    };
    reader.readAsDataURL(blob);
  });
  const image = new Image();
  return new Promise((resolve) => {
    image.onload = () => {
      resolve(image);
    };
    image.onerror = () => {
      resolve(null);
    };
    image.src = address;
  });
}
