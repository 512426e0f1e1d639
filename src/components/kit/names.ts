import type { Format } from '../../campaign/formats.ts';
import type { Piece } from '../../campaign/manifest.ts';
import { fileSize } from '../../i18n/file-size.ts';
import { formatTag } from '../../i18n/locales.ts';
import type { Translate } from '../../i18n/sentences.ts';
import type { Site } from '../../layouts/site.ts';

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

const TYPES: Readonly<Record<Piece['type'], string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/svg+xml': 'SVG',
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

/** The type and size of a file, e.g. `PDF, 23 kB`; never broken where the type is only named. */
export const fileKind = ({ t, locale }: Site, type: string, bytes: number): string =>
  t('kit.file', { type, size: fileSize(bytes, formatTag(locale)) }).replace(
    /^(\w+\p{P}) /u,
    '$1\u00a0',
  );

/** The width of a small picture on the page, half of its pixels. */
export const PREVIEW_WIDTH = 120;

/** How high the small picture of a sheet is; what has a back is shown from both sides. */
export const previewHeight = ({ layout, width, height }: Format): number =>
  Math.round(
    (PREVIEW_WIDTH * height * (['card', 'fold', 'slip'].includes(layout) ? 2 : 1)) / width,
  );

/** What a file is for, with its type and size. */
export function fileName(site: Site, { layout }: Format, { use, type, bytes }: Piece): string {
  const purpose = site.t(use === 'office' ? `kit.print.${PAPER[layout]}` : `kit.${use}`);
  return `${purpose} (${fileKind(site, TYPES[type], bytes)})`;
}
