import type { Translate } from '../i18n/sentences.ts';
import type { Format } from './formats.ts';
import type { Piece } from './manifest.ts';

/** What to print on, by how a sheet is made. */
const PAPER: Readonly<Record<Format['layout'], 'plain' | 'thick' | 'sticky'>> = {
  upright: 'plain',
  lying: 'plain',
  strips: 'plain',
  slip: 'plain',
  card: 'thick',
  fold: 'thick',
  sticker: 'sticky',
};

/** The name of a format in the words of a page. */
export function formatName(t: Translate, { id, layout }: Format): string {
  if (layout === 'strips') return t('kit.format.strips', { paper: 'A4' });
  return /^a\d$/u.test(id)
    ? t('kit.format.poster', { paper: id.toUpperCase() })
    : t(`kit.format.${id}`);
}

/** How large a format is: a printed sheet in millimetres, a picture in pixels; never broken. */
export const measure = ({ width, height, medium }: Format): string =>
  `${width}\u00a0×\u00a0${height}\u00a0${medium === 'print' ? 'mm' : 'px'}`;

/** What a file is for: what to print it on, the printer, a screen. */
export const purposeOf = (t: Translate, { layout }: Format, { use }: Piece): string =>
  t(use === 'office' ? `kit.print.${PAPER[layout]}` : `kit.${use}`);
