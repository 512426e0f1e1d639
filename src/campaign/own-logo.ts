import { failure, success, type Result } from '../i18n/result.ts';
import type { Extent } from './own-field.ts';
import {
  HEAD_BYTES,
  movesRefusal,
  pictureKind,
  pixelsRefusal,
  weightRefusal,
} from './own-image.ts';
import { refusal, type Refusal } from './own-problems.ts';

/** A picture that can be drawn; one of lines is sharp at every size. */
export interface Logo extends Extent {
  readonly image: HTMLImageElement;
  readonly ofLines: boolean;
}

/** The longer side of a drawing of lines, in pixels: more than the widest field has at 600 dpi. */
const DRAWN_PIXELS = 2400;
const MOVING = /<(?:\w+:)?(?:animate\w*|set)\b/u;
/** The first tag of a drawing. */
const ROOT = /<(?:\w+:)?svg\b[^>]*/u;
const SIZES = /\s(?:width|height|viewBox)\s*=\s*(?:"[^"]*"|'[^']*')/gu;

/** Reads a chosen file as a logo. Nothing of it leaves the page, and nothing that it refers to is fetched. */
export async function readLogo(file: Blob): Promise<Result<Logo, Refusal>> {
  const heavy = weightRefusal(file.size);
  if (heavy !== null) return failure(heavy);
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const kind = pictureKind(head);
  if (kind === null) return failure(refusal('not-a-picture'));
  if (kind === 'svg') return readDrawing(await file.text());
  const moves = kind === 'png' ? movesRefusal(head) : null;
  if (moves !== null) return failure(moves);
  const image = await shown(new Blob([file], { type: `image/${kind}` }));
  if (image === null) return failure(refusal('not-a-picture'));
  const { naturalWidth: width, naturalHeight: height } = image;
  const large = pixelsRefusal({ width, height });
  return large === null ? success({ image, width, height, ofLines: false }) : failure(large);
}

/** Changed as text: parsed into the page, its styles would come under the policy of the site. */
async function readDrawing(text: string): Promise<Result<Logo, Refusal>> {
  if (MOVING.test(text)) return failure(refusal('moves'));
  const [root = ''] = ROOT.exec(text) ?? [];
  const box = boxOf(root);
  if (box === null) return failure(refusal('not-a-picture'));
  const scale = DRAWN_PIXELS / Math.max(box.width, box.height);
  const [width, height] = [box.width * scale, box.height * scale];
  const sized = `${root.replace(SIZES, '')} width="${width}" height="${height}" viewBox="${box.view}"`;
  // The text is UTF-8 now, whatever its first line says.
  const drawing = text.replace(ROOT, () => sized).replace(/^\s*<\?xml[^>]*>/u, '');
  const image = await shown(new Blob([drawing], { type: 'image/svg+xml' }));
  return image === null
    ? failure(refusal('not-a-picture'))
    : success({ image, width, height, ofLines: true });
}

/** The part of the plane that a drawing shows, by its viewBox, else by its width and height; null: neither. */
function boxOf(root: string): (Extent & { readonly view: string }) | null {
  const named = (name: string): string =>
    new RegExp(`\\s${name}\\s*=\\s*["']([^"'%]*)["']`, 'u').exec(root)?.[1]?.trim() ?? '';
  const box = named('viewBox')
    .split(/[\s,]+/u)
    .map(Number);
  const [x = NaN, y = NaN, width = NaN, height = NaN] =
    box.length === 4
      ? box
      : [0, 0, Number.parseFloat(named('width')), Number.parseFloat(named('height'))];
  return width > 0 && height > 0 ? { width, height, view: `${x} ${y} ${width} ${height}` } : null;
}

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
