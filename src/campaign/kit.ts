import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { zipSync } from 'fflate';
import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { CAMPAIGNS, type Campaign } from './campaigns.ts';
import type { Format } from './formats.ts';
import type { Bundle, Manifest, Piece } from './manifest.ts';
import { TEMPLATE, type Use } from './sheet-files.ts';
import { freeField, sheetName, sheetOf } from './sheet.ts';
import type { Sheet, SheetFacts, SheetLanguage, SheetOrder } from './sheet.ts';
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

/** What is noted of the files of a sheet once they stand: size and digest by use. */
const notesSchema = z.partialRecord(
  z.enum(['office', 'press', 'picture', 'drawing', 'preview']),
  z.strictObject({ bytes: z.number(), sha256: z.string() }),
);
type Notes = z.infer<typeof notesSchema>;

/** The name of the file in which a worker notes what it made. */
const NOTES = 'notes.json';

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
 * @throws Error with one line a sheet: campaign, format, language, and what does not fit
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
  const bundles = await makeBundles(pieces, files, store);
  const { address, demonstration } = source.facts;
  const manifest: Manifest = { version: 1, demonstration, address, pieces, bundles };
  return { manifest, files, drawn: missing.length };
}

function ordersOf(source: KitSource, store: string): Order[] {
  const { facts, languages, formats, swedish, versions, date } = source;
  const order = (
    campaign: Campaign,
    format: Format,
    [language, second]: readonly [SheetLanguage, SheetLanguage | null],
  ): Order => {
    const sheet = sheetOf({ campaign, format, language, second }, facts);
    const digest = sha256(JSON.stringify([TEMPLATE, versions, date, format, sheet]));
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

function piecesOf(
  order: Order,
  notes: Notes,
  { facts }: KitSource,
  files: Map<string, string>,
): Piece[] {
  const { campaign, format, language, second, sheet, folder } = order;
  const name = sheetName(order);
  const preview = `${name}.webp`;
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
      reviewed: language.reviewed && (second?.reviewed ?? true),
      alt: sheet.alt,
      preview,
      free: freeField(sheet),
    };
  });
}

/** One zip for each language, and one for all languages that a native speaker has read. */
async function makeBundles(
  pieces: readonly Piece[],
  files: Map<string, string>,
  store: string,
): Promise<Bundle[]> {
  const locales = [...new Set(pieces.map(({ locale }) => locale))];
  const bundles: Bundle[] = [];
  for (const locale of [...locales, null]) {
    const inside = pieces.filter((piece) =>
      locale === null ? piece.reviewed : piece.locale === locale && piece.second === null,
    );
    if (inside.length === 0) continue;
    const file = `material-${locale ?? 'alla'}.zip`;
    const digest = sha256(JSON.stringify(inside.map((piece) => [piece.file, piece.sha256])));
    const folder = join(store, digest.slice(0, 24));
    const kept = await readNotes(folder);
    const note = kept?.office ?? (await writeBundle(inside, files, folder));
    files.set(file, join(folder, 'office'));
    bundles.push({ file, locale, files: inside.length, ...note });
  }
  return bundles;
}

async function writeBundle(
  pieces: readonly Piece[],
  files: ReadonlyMap<string, string>,
  folder: string,
) {
  const content: Record<string, Uint8Array> = {};
  for (const { file } of pieces) content[file] = await readFile(files.get(file) ?? file);
  // What is inside is compressed already. The date is the earliest that a zip can hold.
  const zip = zipSync(content, { level: 0, mtime: new Date(1980, 0, 1) });
  const note = { bytes: zip.length, sha256: sha256(zip) };
  await writeFolder(folder, new Map([['office', zip]]), { office: note });
  return note;
}

/** Draws sheets on every processor. @throws with one line for each sheet that cannot be drawn. */
async function draw(orders: readonly Order[], date: number): Promise<void> {
  const waiting = orders.map(({ sheet, format, folder, campaign, language, second }): SheetTask => {
    const languages = [language.locale, ...(second === null ? [] : [second.locale])].join(' + ');
    return { sheet, format, folder, date, name: `${campaign.id}, ${format.id}, ${languages}` };
  });
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
    throw new Error(`Sheets that cannot be made:\n${problems.sort().join('\n')}`);
}

const answerTo = (worker: Worker, task: SheetTask): Promise<string | null> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: unknown) => {
      worker.off('error', reject);
      resolve(answerSchema.parse(message).problem);
    });
    worker.postMessage(task);
  });

/** Writes files so that a folder stands whole or not at all. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<Use, Uint8Array>,
  notes: Notes,
): Promise<void> {
  const unfinished = `${folder}.${String(process.pid)}.${String(Math.random()).slice(2)}`;
  await mkdir(unfinished, { recursive: true });
  for (const [use, bytes] of files) await writeFile(join(unfinished, use), bytes);
  await writeFile(join(unfinished, NOTES), JSON.stringify(notes));
  // Somebody else may have been quicker with the same.
  await rename(unfinished, folder).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error;
  });
}

async function readNotes(folder: string): Promise<Notes | null> {
  const text = await readFile(join(folder, NOTES), 'utf8').catch(() => null);
  return text === null ? null : notesSchema.parse(JSON.parse(text));
}

/** The SHA-256 of bytes, in hexadecimal digits. */
export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
