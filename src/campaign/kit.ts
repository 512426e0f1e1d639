import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { checkByMonth, monthBefore } from '../helplines/check-by.ts';
import { sentenceOf } from '../i18n/error-sentence.ts';
import type { Locale } from '../i18n/locales.ts';
import { CAMPAIGNS, type Campaign } from './campaigns.ts';
import type { Format } from './formats.ts';
import { bundlePapers } from './bundle-papers.ts';
import { makeBundles } from './bundles.ts';
import { KitProblem } from './kit-problem.ts';
import type { Manifest, Piece } from './manifest.ts';
import { PIXELS, TEMPLATE } from './sheet-files.ts';
import { readNotes, sha256, type Notes } from './store.ts';
import { freeField, sheetName, sheetOf } from './sheet.ts';
import type { Sheet, SheetFacts, SheetOrder } from './sheet.ts';
import type { SheetLanguage } from './told.ts';
import { typst } from './typst.ts';

/** Everything the kit is made from. */
export interface KitSource {
  readonly facts: SheetFacts;
  readonly languages: readonly SheetLanguage[];
  readonly formats: readonly Format[];
  /** The languages that are written in Swedish: they get no sheet together with Swedish. */
  readonly swedish: readonly Locale[];
  /** What every file says of when it was made: seconds since 1970. */
  readonly date: number;
  /** The versions of what draws: other versions, other files. */
  readonly versions: string;
}

/** The kit: its manifest, and where each of its files stands. */
export interface Kit {
  readonly manifest: Manifest;
  /** By name beside the manifest. */
  readonly files: ReadonlyMap<string, string>;
  /** Sheets that had to be drawn; the others were there. */
  readonly drawn: number;
  /** The last month in which the guides may be used, as `2026-12`. */
  readonly bookletsCheckBy: string;
}

/** One sheet that is to be drawn, for a worker. */
export interface SheetTask {
  readonly sheet: Sheet;
  readonly format: Format;
  readonly date: number;
  /** The folder its files go to. */
  readonly folder: string;
  /** For errors: campaign, format and language. */
  readonly name: string;
}

/** What a worker answers: what is wrong, or nothing. */
const answerSchema = z.strictObject({ problem: z.string().nullable() });

interface Order extends SheetOrder {
  readonly sheet: Sheet;
  readonly folder: string;
}

const TYPES = {
  office: { ending: '.pdf', type: 'application/pdf' },
  press: { ending: '-tryck.pdf', type: 'application/pdf' },
  picture: { ending: '.png', type: 'image/png' },
  drawing: { ending: '.svg', type: 'image/svg+xml' },
} as const;

/** Two languages stand together where neighbours meet. */
const TWO_LANGUAGES: { readonly campaign: Campaign['id']; readonly formats: readonly string[] } = {
  campaign: 'neighbour',
  formats: ['a3', 'a4'],
};

/**
 * Makes every sheet of the kit; those that stand in `store` from before are taken from there, by the
 * digest of all that decides how they look.
 * @param report is told how many sheets have to be drawn, before they are: it takes a minute for all
 * @returns null where this machine has no compiler
 * @throws KitProblem with one line a sheet: campaign, format, language, and what does not fit
 */
export async function makeKit(
  source: KitSource,
  store: string,
  report: (sheets: number) => void,
): Promise<Kit | null> {
  if (typst() === null) return null;
  const orders = ordersOf(source, store);
  const noted = await Promise.all(orders.map(({ folder }) => readNotes(folder)));
  const missing = orders.filter((_order, place) => noted[place] === null);
  if (missing.length > 0) report(missing.length);
  await draw(missing, source.date);
  const notes = await Promise.all(
    orders.map(async ({ folder }, place) => noted[place] ?? (await readNotes(folder)) ?? {}),
  );
  const files = new Map<string, string>();
  const pieces = orders.flatMap((order, place) =>
    piecesOf(order, notes[place] ?? {}, source, files),
  );
  const previews = orders.flatMap((order, place) => {
    const note = notes[place]?.preview;
    return note === undefined ? [] : [{ file: previewOf(order), ...note }];
  });
  const bundles = await makeBundles(pieces, files, {
    store,
    papersOf: (inside, locale) => bundlePapers(source, inside, locale),
  });
  const { address, demonstration, helplines } = source.facts;
  // What is a page of the site is told of when it stands.
  const manifest: Manifest = {
    version: 3,
    demonstration,
    address,
    pieces,
    previews,
    bundles,
    booklets: [],
    texts: [],
    embeds: [],
  };
  const bookletsCheckBy = monthBefore(checkByMonth(helplines));
  return { manifest, files, drawn: missing.length, bookletsCheckBy };
}

function ordersOf(source: KitSource, store: string): Order[] {
  const { facts, languages, formats, swedish, versions, date } = source;
  const order = (
    campaign: Campaign,
    format: Format,
    [language, second]: readonly [SheetLanguage, SheetLanguage | null],
  ): Order => {
    const sheet = described({ campaign, format, language, second }, facts);
    const digest = sha256(JSON.stringify([TEMPLATE, PIXELS, versions, date, format, sheet]));
    return { campaign, format, language, second, sheet, folder: join(store, digest.slice(0, 24)) };
  };
  const [first] = languages;
  return CAMPAIGNS.flatMap((campaign) =>
    formats.flatMap((format) => {
      const single = languages.map((language) => order(campaign, format, [language, null]));
      if (
        first === undefined ||
        campaign.id !== TWO_LANGUAGES.campaign ||
        !TWO_LANGUAGES.formats.includes(format.id)
      ) {
        return single;
      }
      const others = languages.filter(({ locale }) => !swedish.includes(locale));
      return [...single, ...others.map((other) => order(campaign, format, [first, other]))];
    }),
  );
}

const previewOf = (order: SheetOrder): string => `${sheetName(order)}.webp`;

function piecesOf(
  order: Order,
  notes: Notes,
  { facts }: KitSource,
  files: Map<string, string>,
): Piece[] {
  const { campaign, format, language, second, sheet, folder } = order;
  const name = sheetName(order);
  const preview = previewOf(order);
  files.set(preview, join(folder, 'preview'));
  const uses =
    format.medium === 'print' ? (['office', 'press'] as const) : (['picture', 'drawing'] as const);
  return uses.flatMap((use) => {
    const note = notes[use];
    if (note === undefined) return [];
    const file = name + TYPES[use].ending;
    files.set(file, join(folder, use));
    return {
      file,
      campaign: campaign.id,
      format: format.id,
      locale: language.locale,
      second: second?.locale ?? null,
      use,
      type: TYPES[use].type,
      ...note,
      made: facts.made,
      checkBy: sheet.checkBy,
      unchecked: [...sheet.unchecked],
      reviewed: [language, second].every((one) => one?.read.has(campaign.id) ?? true),
      ...sheet.inWords,
      preview,
      free: freeField(sheet),
    };
  });
}

/** Draws sheets on every processor. @throws with one line for each sheet that cannot be drawn. */
async function draw(orders: readonly Order[], date: number): Promise<void> {
  const waiting = orders.map((order): SheetTask => ({
    sheet: order.sheet,
    format: order.format,
    folder: order.folder,
    date,
    name: orderName(order),
  }));
  const problems: string[] = [];
  const hands = Math.min(availableParallelism(), Math.ceil(waiting.length / 8));
  await Promise.all(
    Array.from({ length: hands }, async () => {
      const worker = new Worker(new URL('./kit-worker.ts', import.meta.url));
      try {
        for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
          const problem = await answerTo(worker, task);
          if (problem !== null) problems.push(`${task.name}: ${problem}`);
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  if (problems.length > 0)
    throw new KitProblem(`Sheets that cannot be made:\n${problems.sort().join('\n')}`);
}

/** The sheet of an order. @throws KitProblem naming campaign, format and language. */
function described(order: SheetOrder, facts: SheetFacts): Sheet {
  try {
    return sheetOf(order, facts);
  } catch (error) {
    const said = sentenceOf(error);
    throw new KitProblem(`${orderName(order)}: ${said}`, { cause: error });
  }
}

const orderName = ({ campaign, format, language, second }: SheetOrder): string => {
  const languages = [language.locale, ...(second === null ? [] : [second.locale])];
  return `${campaign.id}, ${format.id}, ${languages.join(' + ')}`;
};

const answerTo = (worker: Worker, task: SheetTask): Promise<string | null> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: unknown) => {
      worker.off('error', reject);
      resolve(answerSchema.parse(message).problem);
    });
    worker.postMessage(task);
  });
