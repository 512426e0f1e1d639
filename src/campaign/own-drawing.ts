import { fitted, lineHeight, logoRoom, type Extent } from './own-field.ts';
import type { Logo } from './own-logo.ts';

/** What stands in a partner's field. */
export interface FieldContent {
  readonly logo: Logo | null;
  readonly line: string;
  /** How large the line is printed, in mm; 0: there is none. */
  readonly size: number;
  /** Reading begins at the right. */
  readonly rtl: boolean;
}

/** Grey pixels, one byte each, row by row from the top. */
export interface GreyPicture extends Extent {
  readonly grey: Uint8Array;
}

const MM_PER_INCH = 25.4;
/** Type in pixels needs twice what a picture needs. */
const PRINT_DPI = 600;
/** Letters hang this far below their line, as a part of their size. */
const DESCENT = 0.25;
/** Every face that the systems have; the sheets are set in the first. */
const FACES = '"Noto Sans", "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
const MEASURED_AT_PX = 100;
/** Lighter shades are not told from paper in passing. */
const FAINT = 224;
/** The longer side of a picture that is looked through for a dark place. */
const LOOKED_AT_PIXELS = 800;

/** How wide a line is at the size of 1 mm, in mm. */
export function lineWidth(line: string): number {
  const context = contextOf(document.createElement('canvas'));
  context.font = `${MEASURED_AT_PX}px ${FACES}`;
  return context.measureText(line).width / MEASURED_AT_PX;
}

/** Draws a field of a size in mm on a white canvas: the line at its foot, the logo above it. */
export function drawField(canvas: HTMLCanvasElement, field: Extent, content: FieldContent): void {
  const { logo, line, size, rtl } = content;
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // In pixels: letters that are drawn small and enlarged stand unevenly.
  const scale = canvas.width / field.width;
  const start = (width: number): number => (rtl ? canvas.width - width : 0);
  if (logo !== null) {
    const { width, height } = fitted(logo, logoRoom(field, size));
    const top = (field.height - lineHeight(size) - height) * scale;
    context.drawImage(logo.image, start(width * scale), top, width * scale, height * scale);
  }
  if (size === 0) return;
  context.fillStyle = '#000';
  // A line is Latin on every sheet: it runs from left to right and ends at the side where reading begins.
  context.direction = 'ltr';
  context.textAlign = rtl ? 'right' : 'left';
  context.font = `${size * scale}px ${FACES}`;
  context.fillText(line, start(0), (field.height - size * DESCENT) * scale, canvas.width);
}

/** A field as it is printed; null where the browser does not let a page read what it has drawn. */
export function greyField(field: Extent, content: FieldContent): GreyPicture | null {
  const pixels = (mm: number): number => Math.round((mm / MM_PER_INCH) * PRINT_DPI);
  const canvas = document.createElement('canvas');
  canvas.width = pixels(field.width);
  canvas.height = pixels(field.height);
  drawField(canvas, field, content);
  try {
    return isReadable() ? greyOf(canvas) : null;
  } catch {
    return null;
  }
}

/** Whether a picture is so light everywhere that nobody would see it on paper; false where a page cannot know. */
export function isBlank(image: HTMLImageElement): boolean {
  if (!isReadable()) return false;
  const canvas = document.createElement('canvas');
  const scale = Math.min(1, LOOKED_AT_PIXELS / Math.max(image.naturalWidth, image.naturalHeight));
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return greyOf(canvas).grey.every((shade) => shade > FAINT);
}

/** Some browsers answer with noise, so that nobody is known again by it. */
function isReadable(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 8, 8);
  context.fillStyle = '#000';
  context.fillRect(0, 0, 8, 4);
  const { grey } = greyOf(canvas);
  return grey.every((shade, place) => (place < 32 ? shade < 8 : shade > 247));
}

/** The lightness of each pixel (ITU-R BT.709), as whole numbers: faster than fractions. */
function greyOf(canvas: HTMLCanvasElement): GreyPicture {
  const { width, height } = canvas;
  const { data } = contextOf(canvas).getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let place = 0, from = 0; place < grey.length; place += 1, from += 4) {
    const [red = 0, green = 0, blue = 0] = [data[from], data[from + 1], data[from + 2]];
    grey[place] = (red * 54 + green * 183 + blue * 19) >> 8;
  }
  return { grey, width, height };
}

/** @throws where the browser has no canvas. */
function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  return context;
}
