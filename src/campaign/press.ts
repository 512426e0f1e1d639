import { PDFDocument } from '@cantoo/pdf-lib';

/** From the edge of the page to the trimmed sheet, in mm; `sheet.typ` draws the marks in between. */
const BORDER_MM = 10;
const BLEED_MM = 3;
const POINTS_PER_MM = 72 / 25.4;

/**
 * The same PDF with the boxes a printer cuts by (ISO 32000-2, 14.11.2): TrimBox 10 mm inside the page,
 * BleedBox 3 mm outside the TrimBox.
 */
export async function withPrinterBoxes(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  for (const page of document.getPages()) {
    const { width, height } = page.getSize();
    const inset = (box: 'setTrimBox' | 'setBleedBox', mm: number): void => {
      const edge = mm * POINTS_PER_MM;
      page[box](edge, edge, width - 2 * edge, height - 2 * edge);
    };
    inset('setTrimBox', BORDER_MM);
    inset('setBleedBox', BORDER_MM - BLEED_MM);
  }
  return document.save({ updateFieldAppearances: false });
}
