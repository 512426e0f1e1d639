import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAMPAIGNS } from '../../src/campaign/campaigns.ts';
import { FORMATS, type Format } from '../../src/campaign/formats.ts';
import { manifestSchema, type Piece } from '../../src/campaign/manifest.ts';
import { sheetOf, type Sheet } from '../../src/campaign/sheet.ts';
import { kitSource } from '../../scripts/content/kit-source.ts';
import { FULL } from './full.ts';

/** The kit as `npm run build` laid it out. */
export const KIT = join('dist', 'client', 'material');
export const kitFile = (name: string): string => join(KIT, name);
export const manifest = manifestSchema.parse(
  JSON.parse(readFileSync(kitFile('manifest.json'), 'utf8')),
);

/** One sheet of each kind in the sampled languages: Latin, right to left, Ethiopic. */
const SAMPLED = ['sv', 'ar', 'ti'];

/** The files for one use: every one, or a sample with each format and each campaign in it. */
export const piecesFor = (use: Piece['use']): Piece[] =>
  manifest.pieces.filter(
    (piece) =>
      piece.use === use &&
      (FULL ||
        (SAMPLED.includes(piece.locale) && ['a4', 'screen-tall', 'wide'].includes(piece.format)) ||
        (piece.locale === 'sv' && piece.campaign === 'support') ||
        (piece.locale === 'fa' && piece.campaign === 'neighbour') ||
        (piece.format === 'a4' && ['ti', 'fa'].includes(piece.second ?? ''))),
  );

export const formatOf = ({ format }: Piece): Format => FORMATS.find(({ id }) => id === format)!;

const source = kitSource(process.env);
export const { helplines } = source.facts;

/** What should stand on a sheet, described anew from the content. */
export function described({ campaign, format, locale, second }: Piece): Sheet {
  const language = (wanted: string) => source.languages.find((one) => one.locale === wanted)!;
  return sheetOf(
    {
      campaign: CAMPAIGNS.find(({ id }) => id === campaign)!,
      format: FORMATS.find(({ id }) => id === format)!,
      language: language(locale),
      second: second === null ? null : language(second),
    },
    source.facts,
  );
}

/** What a program prints. @throws with what it complained of when it does not end well. */
export function printed(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.toString()}`);
  return stdout.toString();
}
