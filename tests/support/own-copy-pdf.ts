import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
} from '@cantoo/pdf-lib';

/** A sheet for the printer, as far as a partner's copy may differ from it. */
export interface ReadSheet {
  readonly pages: number;
  /** Each box of the first page, as numbers. */
  readonly boxes: Readonly<Record<string, readonly number[]>>;
  /** The drawing operators of the first page, one stream after the other. */
  readonly streams: readonly string[];
  readonly images: readonly ReadImage[];
}

/** An image of a sheet: how it is stored, and its pixels where they are grey. */
export interface ReadImage {
  readonly width: number;
  readonly height: number;
  readonly colours: string;
  readonly bits: number;
  readonly pixels: Uint8Array;
}

const BOXES = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'];

/** Reads a PDF back as a printer's program does. */
export async function readSheet(pdf: Uint8Array): Promise<ReadSheet> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const { node } = document.getPage(0);
  const boxes = BOXES.flatMap((name) => {
    const box = node.lookupMaybe(PDFName.of(name), PDFArray);
    return box === undefined
      ? []
      : [
          [
            name,
            box.asArray().map((_edge, place) => box.lookup(place, PDFNumber).asNumber()),
          ] as const,
        ];
  });
  const contents = node.Contents();
  const parts =
    contents instanceof PDFArray
      ? contents.asArray().map((_part, place) => contents.lookup(place))
      : [contents];
  return {
    pages: document.getPageCount(),
    boxes: Object.fromEntries(boxes),
    streams: parts.flatMap((part) => (part instanceof PDFRawStream ? [textOf(part)] : [])),
    images: document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFRawStream && isImage(object.dict) ? [imageOf(object)] : [],
      ),
  };
}

const isImage = (dict: PDFDict): boolean => dict.get(PDFName.of('Subtype')) === PDFName.of('Image');

function imageOf(stream: PDFRawStream): ReadImage {
  const number = (name: string): number =>
    stream.dict.lookup(PDFName.of(name), PDFNumber).asNumber();
  return {
    width: number('Width'),
    height: number('Height'),
    bits: number('BitsPerComponent'),
    colours: String(stream.dict.get(PDFName.of('ColorSpace'))),
    pixels: decodePDFRawStream(stream).decode(),
  };
}

const textOf = (stream: PDFRawStream): string =>
  Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
