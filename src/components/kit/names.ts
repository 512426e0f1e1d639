import type { Format } from '../../campaign/formats.ts';
import type { Piece } from '../../campaign/manifest.ts';
import { purposeOf } from '../../campaign/piece-words.ts';
import { fileSize } from '../../i18n/file-size.ts';
import { formatTag } from '../../i18n/locales.ts';
import type { Site } from '../../layouts/site.ts';

const TYPES: Readonly<Record<Piece['type'], string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/svg+xml': 'SVG',
};

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
export const fileName = (site: Site, format: Format, piece: Piece): string =>
  `${purposeOf(site.t, format, piece)} (${fileKind(site, TYPES[piece.type], piece.bytes)})`;
