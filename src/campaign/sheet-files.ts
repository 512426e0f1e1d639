import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Format } from './formats.ts';
import { withPrinterBoxes } from './press.ts';
import type { Sheet } from './sheet.ts';
import { streetCurves } from './street-curves.ts';
import { typst, typstMessage, typstString } from './typst.ts';

/** The files of one sheet, by what they are for. */
export type SheetFiles = ReadonlyMap<Use, Uint8Array>;

/**
 * What a file is for: `office` is the tagged PDF for office printers and for reading, `press` the PDF
 * for a printer, `picture` and `drawing` PNG and SVG for screens, `preview` a small WebP for the page.
 */
export type Use = 'office' | 'press' | 'picture' | 'drawing' | 'preview';

/** How pixels are made; a preview is twice as wide as it is shown. */
export const PIXELS = {
  previewWidth: 240,
  preview: { quality: 60 },
  picture: { compressionLevel: 8 },
} as const;

/** Everything that decides how a sheet looks, beside its own description. */
export const TEMPLATE =
  streetCurves() + readFileSync(new URL('./sheet.typ', import.meta.url), 'utf8');

/**
 * Makes the files of a sheet.
 * @param date seconds since 1970, what the PDF says of when it was made
 * @throws Error with Typst's sentence when something does not fit, a letter has no glyph or a tag is missing
 */
export async function sheetFiles(sheet: Sheet, format: Format, date: number): Promise<SheetFiles> {
  const compiler = typst();
  if (compiler === null) return new Map();
  const source = (palette: string) => ({
    mainFileContent: `${TEMPLATE}#sheet(json(bytes(${typstString(JSON.stringify({ ...sheet, palette }))})))`,
  });
  try {
    const drawing = Buffer.from(labelled(compiler.plainSvg(source('screen')), sheet));
    // Pixels are made on other threads while Typst is at the papers.
    const pictures = picturesOf(drawing, sheet, format);
    pictures.catch(() => undefined);
    // Every letter is looked up here: only a tagged PDF refuses one that has no glyph.
    const office = compiler.pdf(source('office'), { pdfStandard: 'ua-1', creationTimestamp: date });
    if (format.medium === 'print') {
      const press = compiler.pdf(source('press'), { creationTimestamp: date });
      return new Map<Use, Uint8Array>([
        ['office', office],
        ['press', await withPrinterBoxes(press)],
        ...(await pictures),
      ]);
    }
    return new Map<Use, Uint8Array>([['drawing', drawing], ...(await pictures)]);
  } catch (error) {
    throw new Error(typstMessage(error), { cause: error });
  } finally {
    compiler.evictCache(10);
  }
}

/**
 * A drawing that says what it is to those who do not see it. Its title is neutral, since browsers keep
 * it in their history; the words are in the label.
 */
const labelled = (drawing: string, { title, inWords, lang }: Sheet): string =>
  drawing.replace(
    /<svg\b([^>]*)>/u,
    (_tag, attributes: string) =>
      `<svg role="img" lang="${lang}" aria-label="${inXml(inWords.alt)}"${attributes}><title>${inXml(title)}</title>`,
  );

const XML_SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const inXml = (text: string): string => text.replace(/[&<"]/gu, (sign) => XML_SIGNS[sign] ?? sign);

/** A preview, and for a screen the picture itself. */
async function picturesOf(
  drawing: Buffer,
  sheet: Sheet,
  format: Format,
): Promise<[Use, Uint8Array][]> {
  const preview = picture(drawing, sheet, PIXELS.previewWidth).webp(PIXELS.preview);
  const made: [Use, Promise<Uint8Array>][] = [['preview', preview.toBuffer()]];
  if (format.medium !== 'print') {
    const png = picture(drawing, sheet, format.width).png(PIXELS.picture);
    made.push(['picture', png.toBuffer()]);
  }
  return Promise.all(
    made.map(async ([use, bytes]): Promise<[Use, Uint8Array]> => [use, await bytes]),
  );
}

/** A drawing as pixels, `width` across; drawn at that size, not enlarged. */
function picture(drawing: Buffer, sheet: Sheet, width: number) {
  const points = (sheet.width * 72) / 25.4;
  return sharp(drawing, { density: (72 * width) / points }).resize({ width });
}
