/** How a sheet is laid out; each is a function of `sheet.typ`. */
type Layout = 'upright' | 'lying' | 'strips' | 'card' | 'fold' | 'sticker' | 'slip';

/** Where material hangs, lies or is shown. */
export const PLACES = ['stairwell', 'cubicle', 'waiting', 'counter', 'screen', 'social'] as const;

/** A place for material, e.g. `stairwell`. */
export type Place = (typeof PLACES)[number];

/** What a format measures and holds. Lengths of print are millimetres, of screens pixels. */
export interface Format {
  readonly id: string;
  /** In the names of files: neutral. */
  readonly name: string;
  readonly medium: 'print' | 'screen' | 'social';
  readonly layout: Layout;
  readonly width: number;
  readonly height: number;
  readonly places: readonly Place[];
  /** The side of the QR code itself, without its quiet zone, in mm; null: the format has none. */
  readonly qr: number | null;
  /** The partner's own field in the foot, in mm: as high as the foot. */
  readonly free: { readonly width: number; readonly height: number } | null;
}

/** A QR code on a poster is at least this wide, on a card 20 mm (the kit has none there). */
export const MIN_QR_MM = 30;

/** Every format of the kit but the pocket edition, which is a guide and has a place of its own. */
export const FORMATS: readonly Format[] = [
  {
    id: 'a3',
    name: 'affisch-a3',
    medium: 'print',
    layout: 'upright',
    width: 297,
    height: 420,
    places: ['stairwell', 'cubicle'],
    qr: 36,
    free: { width: 86, height: 48 },
  },
  {
    id: 'a4',
    name: 'affisch-a4',
    medium: 'print',
    layout: 'upright',
    width: 210,
    height: 297,
    places: ['stairwell', 'waiting', 'cubicle'],
    qr: 30,
    free: { width: 58, height: 40 },
  },
  {
    id: 'a5',
    name: 'affisch-a5',
    medium: 'print',
    layout: 'upright',
    width: 148,
    height: 210,
    places: ['cubicle', 'waiting'],
    qr: 30,
    free: { width: 37, height: 40 },
  },
  {
    id: 'strips',
    name: 'remsor-a4',
    medium: 'print',
    layout: 'strips',
    width: 210,
    height: 297,
    places: ['cubicle', 'waiting'],
    qr: null,
    free: { width: 70, height: 24 },
  },
  {
    id: 'card',
    name: 'kort',
    medium: 'print',
    layout: 'card',
    width: 85,
    height: 55,
    places: ['counter'],
    qr: null,
    free: null,
  },
  {
    id: 'fold-card',
    name: 'vikkort',
    medium: 'print',
    layout: 'fold',
    width: 170,
    height: 55,
    places: ['counter'],
    qr: null,
    free: null,
  },
  {
    id: 'sticker',
    name: 'klistermarke',
    medium: 'print',
    layout: 'sticker',
    width: 50,
    height: 50,
    places: ['cubicle', 'stairwell'],
    qr: null,
    free: null,
  },
  {
    id: 'slip',
    name: 'remsa',
    medium: 'print',
    layout: 'slip',
    width: 60,
    height: 20,
    places: ['counter'],
    qr: null,
    free: null,
  },
  {
    id: 'screen-wide',
    name: 'skarm-liggande',
    medium: 'screen',
    layout: 'lying',
    width: 1920,
    height: 1080,
    places: ['screen'],
    qr: null,
    free: null,
  },
  {
    id: 'screen-tall',
    name: 'skarm-staende',
    medium: 'screen',
    layout: 'upright',
    width: 1080,
    height: 1920,
    places: ['screen'],
    qr: null,
    free: null,
  },
  {
    id: 'square',
    name: 'bild-kvadrat',
    medium: 'social',
    layout: 'upright',
    width: 1080,
    height: 1080,
    places: ['social'],
    qr: null,
    free: null,
  },
  {
    id: 'portrait',
    name: 'bild-staende',
    medium: 'social',
    layout: 'upright',
    width: 1080,
    height: 1350,
    places: ['social'],
    qr: null,
    free: null,
  },
  {
    id: 'story',
    name: 'bild-hog',
    medium: 'social',
    layout: 'upright',
    width: 1080,
    height: 1920,
    places: ['social'],
    qr: null,
    free: null,
  },
  {
    id: 'wide',
    name: 'bild-bred',
    medium: 'social',
    layout: 'lying',
    width: 1200,
    height: 630,
    places: ['social'],
    qr: null,
    free: null,
  },
  {
    id: 'badge',
    name: 'webbmarke',
    medium: 'social',
    layout: 'sticker',
    width: 500,
    height: 500,
    places: ['social'],
    qr: null,
    free: null,
  },
];

/** Whether the headline and the lines of a campaign stand on a format; the others hold numbers alone. */
export const carriesWords = ({ layout }: Format): boolean =>
  ['upright', 'lying', 'strips'].includes(layout);

/** A length of a format in millimetres: ten pixels of a screen are one. */
export const inMm = (format: Format, length: number): number =>
  format.medium === 'print' ? length : length / 10;
