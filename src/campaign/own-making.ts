import type { OwnSheet } from './own-copy-facts.ts';
import { packed, withOwnField, type PackedPicture } from './own-copy-pdf.ts';
import { greyField } from './own-drawing.ts';
import { sizeOn } from './own-field.ts';
import type { Logo } from './own-logo.ts';

// Loaded when it is needed: a form that nobody gives a logo does without.
export { readLogo } from './own-logo.ts';

/** A copy that stands ready in the page. */
export interface OwnFile {
  readonly sheet: OwnSheet;
  /** The name it is saved under. */
  readonly name: string;
  /** Its address inside the page. */
  readonly href: string;
}

/** What every copy is made of. */
export interface Making {
  readonly logo: Logo | null;
  /** Tidied; empty: none. */
  readonly line: string;
  /** How wide the line is at the size of 1 mm, in mm. */
  readonly wide: number;
}

/**
 * Makes a copy of each sheet, one after the other.
 * @param report is told how many are ready
 * @throws where a sheet cannot be fetched, or the browser keeps its pixels to itself
 */
export async function makeCopies(
  sheets: readonly OwnSheet[],
  making: Making,
  report: (ready: number) => void,
): Promise<OwnFile[]> {
  const originals = sheets.map(({ file }) => fetchBytes(`/material/${file}`));
  // Each is waited for in its turn; that one of them fails is known then.
  void Promise.allSettled(originals);
  const pictures = new Map<string, PackedPicture>();
  const files: OwnFile[] = [];
  for (const [place, sheet] of sheets.entries()) {
    const original = await originals[place];
    if (original === undefined) break;
    const shape = `${sheet.field.width} ${sheet.field.height} ${String(sheet.rtl)}`;
    const picture = pictures.get(shape) ?? packed(pictureOn(sheet, making));
    pictures.set(shape, picture);
    const { field } = sheet;
    const pdf = await withOwnField(original, { field, picture, words: making.line });
    const href = URL.createObjectURL(new Blob([pdf], { type: 'application/pdf' }));
    files.push({ sheet, name: sheet.file.replace(/\.pdf$/u, '-egen.pdf'), href });
    report(files.length);
    // The browser gets to show how far it has come.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return files;
}

function pictureOn(sheet: OwnSheet, making: Making) {
  const { logo, line } = making;
  const content = { logo, line, size: sizeOn(sheet.field, line, making.wide), rtl: sheet.rtl };
  const picture = greyField(sheet.field, content);
  if (picture === null) throw new Error('the browser does not let a page read its pixels');
  return picture;
}

async function fetchBytes(address: string): Promise<Uint8Array> {
  const answer = await fetch(address, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
