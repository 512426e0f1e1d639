/** Colours as SVG takes them; custom properties of the style sheet too. */
export interface StreetColours {
  readonly wall: string;
  /** The houses behind. */
  readonly back: string;
  /** Windows and doors that are dark. */
  readonly pane: string;
  readonly lamp: string;
}

/** Upper left corner of a window in the picture, which is 1600 × 900. */
export type LitWindow = readonly [x: number, y: number];

/** The houses, and the openings that are not windows of a row, as paths of SVG. */
export const STREET_PATHS = {
  back: 'M-8 338h304v10H288V900H-8zM8 338 30 262H258l22 76zM60 216h34v60H60zM1112 454h496V900h-488V464h-8zM1120 454l70-84h340l70 84zM1420 326h38v70h-38zM988 262h132v638H988zM980 252h148v10H980zM996 252q4-72 52-104V84h12v64q48 32 52 104z',
  wall: 'M280 222h44v-34h48l58-44 58 44h48v34h44v10h-8V900H288V232h-8zM552 328h448v10h-8V900H560V338h-8zM568 328 592 232H960l24 96zM628 176h42v60h-42zM890 192h36v44h-36zM644 300v-66l24-22 24 22v66zM752 300v-66l24-22 24 22v66zM860 300v-66l24-22 24 22v66z',
  pane: 'M657 244h22v44h-22zM765 244h22v44h-22zM873 244h22v44h-22zM748 900v-44a28 28 0 0 1 56 0v44zM596 848h84v36h-84zM872 848h84v36h-84zM64 840h168v44H64zM1180 848h352v36h-352zM328 840h56v44h-56zM476 840h56v44h-56zM417 188a13 13 0 0 1 26 0 13 13 0 0 1-26 0z',
  /** One window of four panes. */
  window: 'M0 0h16v18H0zM20 0h16v18H20zM0 22h16v46H0zM20 22h16v46H20z',
} as const;

/** From one window of a row to the next, and from one row to the next; the first is `18, 24` inside. */
export const WINDOW_GRID = { width: 72, height: 116, x: 18, y: 24 } as const;

/** The parts of the houses that are filled with windows; `narrow` presses them together. */
export const WINDOW_AREAS = [
  { x: 0, y: 348, width: 288, height: 464, narrow: 1 },
  { x: 302, y: 240, width: 288, height: 580, narrow: 0.9 },
  { x: 560, y: 348, width: 432, height: 464, narrow: 1 },
  { x: 1138, y: 474, width: 432, height: 348, narrow: 1 },
  { x: 1018, y: 280, width: 72, height: 464, narrow: 1 },
] as const;

/** The one window that is lit on the site. */
const ONE_WINDOW: readonly LitWindow[] = [[794, 372]];

const ON_SITE: StreetColours = {
  wall: 'var(--wall)',
  back: 'var(--wall2)',
  pane: 'var(--pane)',
  lamp: 'var(--lamp)',
};

/** The façades at dusk as the content of an SVG element: houses, dark windows, and the lit ones. */
export const streetShapes = (
  { wall, back, pane, lamp }: StreetColours = ON_SITE,
  lit: readonly LitWindow[] = ONE_WINDOW,
): string => {
  const { width, height, x: left, y: top } = WINDOW_GRID;
  const areas = WINDOW_AREAS.map(
    (area) =>
      `<path d="M0 0h${area.width}v${area.height}H0z" transform="translate(${area.x} ${area.y})${area.narrow === 1 ? '' : `scale(${String(area.narrow).replace('0.', '.')} 1)`}"/>`,
  );
  const lamps = lit.map(([x, y]) => `<use href="#p" x="${x}" y="${y}" fill="${lamp}"/>`);
  return (
    `<defs><path id="p" d="${STREET_PATHS.window}"/><pattern id="w" width="${width}" height="${height}" patternUnits="userSpaceOnUse"><use href="#p" x="${left}" y="${top}" fill="${pane}"/></pattern></defs>` +
    `<path fill="${back}" d="${STREET_PATHS.back}"></path><path fill="${wall}" d="${STREET_PATHS.wall}"></path><path fill="${pane}" d="${STREET_PATHS.pane}"></path>` +
    `<g fill="url(#w)">${areas.join('')}</g>${lamps.join('')}`
  );
};
