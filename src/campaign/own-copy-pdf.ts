import {
  PDFArray,
  PDFCatalog,
  PDFContext,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  PDFPageLeaf,
  PDFParser,
  PDFStreamWriter,
} from '@cantoo/pdf-lib';
import type { GreyPicture } from './own-drawing.ts';
import type { Field } from './own-field.ts';

/** A picture packed once for all sheets on which it stands. */
export interface PackedPicture {
  readonly columns: number;
  readonly rows: number;
  readonly flate: Uint8Array;
}

/** What a sheet gets, and where. */
export interface Placing {
  readonly field: Field;
  readonly picture: PackedPicture;
  /** The words that the picture shows, for programs that read; empty: none. */
  readonly words: string;
}

const POINTS_PER_MM = 72 / 25.4;
/** From this shade on nothing is printed, so that the paper of the sheet shows through. */
const BLANK = 250;

/** Packs grey pixels as a PDF holds them. */
export const packed = ({ grey, width, height }: GreyPicture): PackedPicture => ({
  columns: width,
  rows: height,
  flate: PDFContext.create().flateStream(grey).getContents(),
});

/**
 * The PDF with a picture in the partner's field of its first page, measured from the page's TrimBox.
 * The picture is DeviceGray, which is printed in black alone (ISO 32000-2, 10.4.2.2); pages, boxes and
 * everything else stay.
 * @throws where the PDF is none or has no TrimBox
 */
export async function withOwnField(
  pdf: Uint8Array,
  { field, picture, words }: Placing,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFParser.forBytesWithOptions(pdf).parseDocument();
  const page = firstPage(document);
  const image = document.stream(picture.flate, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: picture.columns,
    Height: picture.rows,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
    Mask: [BLANK, 255],
    Filter: 'FlateDecode',
  });
  const name = page.newXObject('Own', document.register(image));
  const [left, top] = trimmedCorner(page);
  const { x, y, width, height } = field;
  const matrix = [
    width * POINTS_PER_MM,
    0,
    0,
    height * POINTS_PER_MM,
    left + x * POINTS_PER_MM,
    top - (y + height) * POINTS_PER_MM,
  ].map((number) => PDFNumber.of(Math.round(number * 1000) / 1000));
  const drawn = [
    PDFOperator.of(PDFOperatorNames.PushGraphicsState),
    PDFOperator.of(PDFOperatorNames.ConcatTransformationMatrix, matrix),
    PDFOperator.of(PDFOperatorNames.DrawObject, [name]),
    PDFOperator.of(PDFOperatorNames.PopGraphicsState),
  ];
  page.addContentStream(document.register(document.contentStream(marked(drawn, words, document))));
  return PDFStreamWriter.forContext(document, Infinity).serializeToBuffer();
}

/** Marks what is drawn with the words that it shows. */
function marked(drawn: PDFOperator[], words: string, document: PDFContext): PDFOperator[] {
  if (words === '') return drawn;
  const shown = document.obj({ ActualText: PDFHexString.fromText(words) });
  return [
    PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
      PDFName.of('Span'),
      shown.toString(),
    ]),
    ...drawn,
    PDFOperator.of(PDFOperatorNames.EndMarkedContent),
  ];
}

function firstPage(document: PDFContext): PDFPageLeaf {
  const catalog = document.lookup(document.trailerInfo.Root);
  const pages: PDFPageLeaf[] = [];
  if (catalog instanceof PDFCatalog) {
    catalog.Pages().traverse((node) => {
      if (node instanceof PDFPageLeaf) pages.push(node);
    });
  }
  const [first] = pages;
  if (first === undefined) throw new Error('a PDF without pages');
  return first;
}

/** The upper left corner of the trimmed sheet, in points. */
function trimmedCorner(page: PDFPageLeaf): readonly [left: number, top: number] {
  const box = page.lookup(PDFName.TrimBox, PDFArray);
  const edge = (place: number): number => box.lookup(place, PDFNumber).asNumber();
  return [edge(0), edge(3)];
}
