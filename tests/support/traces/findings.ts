const BEHIND_BACK = [
  'the page before',
  'the site, blank',
  'the site, a cover',
  'the site',
  'the site and what was typed',
] as const;

/** What can be said of a site in a browser: the rows of the report, from the tab to the disk. */
export const MEASURES = {
  backList: { label: 'pages of the site in the list behind Back' },
  behindBack: {
    label: 'Back, pressed once, shows',
    scale: BEHIND_BACK,
  },
  ownList: { label: 'rows in the list of visited pages' },
  file: { label: 'rows in the file of visited pages' },
  referer: { label: 'the exit’s destination is told', scale: ['nothing', 'the host', 'the page'] },
  screen: {
    label: 'screen while the destination hangs',
    scale: ['blank, then an empty page', 'blank', 'one word', 'the page'],
  },
  title: { label: 'title of the tab meanwhile', scale: ['neutral', 'empty', 'telling'] },
  otherTabs: { label: 'other tabs of the site', scale: ['leave too', 'stay'] },
  autofill: { label: 'typed text in the file for filling in forms', scale: ['no', 'yes'] },
  session: { label: 'typed text in the files that bring tabs back', scale: ['no', 'yes'] },
  elsewhere: { label: 'typed text in another file', scale: ['no', 'yes'] },
  hsts: { label: 'host, hashed, in the list of hosts over TLS', scale: ['no', 'yes'] },
  withoutScript: { label: 'exit without JavaScript', scale: ['works', 'does nothing'] },
  behindBackWithoutScript: {
    label: 'Back after it shows',
    scale: BEHIND_BACK,
  },
} as const satisfies Record<string, { label: string; scale?: readonly string[] }>;

type MeasureId = keyof typeof MEASURES;

/** The cells of one site in one browser, by their rows; a measure that the browser does not allow is left out. */
export type Findings = ReadonlyMap<string, string>;

const NAMES = 'the host stands in';
/** Files that the browser writes at times: one run finds the host there, the next does not. */
const AT_TIMES = ['DIPS', 'Top Sites', 'origin'];
const NAMES_SCALE = ['no', 'yes'];

/** One site in one browser. @param naming the files of its profile that hold the host's name. */
export function findings(
  cells: Partial<Record<MeasureId, string>>,
  naming: ReadonlySet<string>,
): Findings {
  const measured = Object.entries(MEASURES).flatMap(([id, { label }]) => {
    const cell = cells[id as MeasureId];
    return cell === undefined ? [] : [[label, cell] as const];
  });
  const named = [...naming]
    .filter((file) => !AT_TIMES.includes(file))
    .sort()
    .map((file) => [`${NAMES} \`${file}\``, 'yes'] as const);
  return new Map([...measured, ...named]);
}

/**
 * The rows in which `now` is worse than `before`, or does not say any more what it is; what was not there before
 * must be the best there is. A file that no longer names the host is no loss.
 */
export function worsened(before: Findings, now: Findings): string[] {
  const lost = [...before.keys()].filter((row) => !row.startsWith(NAMES) && !now.has(row));
  const worse = [...now].filter(
    ([row, cell]) => badness(row, cell) > badness(row, before.get(row)),
  );
  return [...worse.map(([row]) => row), ...lost].map(
    (row) => `${row}: ${now.get(row) ?? 'not measured'}, before: ${before.get(row) ?? '–'}`,
  );
}

/** What was not there before is 0, the best. @throws Error for a cell that its scale does not have. */
function badness(row: string, cell: string | undefined): number {
  if (cell === undefined) return 0;
  const measure = Object.values(MEASURES).find(({ label }) => label === row);
  const scale: readonly string[] | undefined = row.startsWith(NAMES)
    ? NAMES_SCALE
    : measure !== undefined && 'scale' in measure
      ? measure.scale
      : undefined;
  const place = scale === undefined ? Number(cell) : scale.indexOf(cell);
  if (!(place >= 0)) throw new Error(`${row}: ${cell} is no cell of that row.`);
  return place;
}
