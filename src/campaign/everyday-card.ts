import type { Helpline } from '../helplines/helpline.ts';
import type { Campaign } from './campaigns.ts';
import type { PosterWords } from './poster-words.ts';
import type { Format } from './formats.ts';
import { lineIn, mainLine, type SheetLanguage, type Told } from './told.ts';

/** A card that nothing has to be explained about. */
export interface EverydayCard {
  readonly title: string;
  readonly entries: readonly { readonly number: string; readonly label: string }[];
}

/** What decides which number stands alone on a sheet. */
interface StripOf {
  readonly campaign: Campaign;
  readonly format: Pick<Format, 'layout'>;
  readonly language: SheetLanguage;
}

/** The everyday card of each campaign, by help line; that of `stop` has one, so that it is mistaken for no other. */
const CARD_LINES: Readonly<Record<Campaign['id'], readonly string[]>> = {
  support: ['sos-112', '1177', 'polisen-11414', 'kvinnofridslinjen', 'bris'],
  neighbour: ['sos-112', 'polisen-11414', '1177'],
  stop: ['valj-att-sluta'],
  young: ['sos-112', 'bris', '1177'],
  workplace: ['sos-112', 'polisen-11414', '1177', 'kvinnofridslinjen', 'bris'],
};

const CARD_LABELS: Readonly<Record<string, keyof PosterWords>> = {
  'sos-112': 'card.112',
  '1177': 'card.1177',
  'polisen-11414': 'card.11414',
  kvinnofridslinjen: 'card.116016',
  bris: 'card.116111',
};

/** The numbers of the card under a title that says nothing; where it has one only, its hours are the label. */
export function cardOf(
  campaign: Campaign,
  common: PosterWords,
  helplines: readonly Helpline[],
  told: Told,
): EverydayCard {
  const lines = linesOfCard(campaign, helplines);
  return {
    title: common[lines.length === 1 ? 'card.one' : 'card.title'],
    entries: lines.map((line) => ({
      number: line.phone?.display ?? '',
      label: lines.length === 1 ? (mainLine(told)?.after ?? '') : labelOf(line, common),
    })),
  };
}

/** What a number is for in one or two words, or its name. */
const labelOf = ({ id, name }: Helpline, common: PosterWords): string => {
  const key = CARD_LABELS[id];
  return key === undefined ? name : common[key];
};

/**
 * Whose number stands alone on strips, stickers and slips: the main one, but on what a neighbour takes
 * along the one that is not known by heart.
 */
export function stripLine(
  { campaign, format }: Pick<StripOf, 'campaign' | 'format'>,
  { helplines: [main, ...others] }: Told,
): Helpline | undefined {
  return campaign.id === 'neighbour' && isTaken(format) ? (others[0] ?? main) : main;
}

/**
 * The number that stands alone, with its neutral word. What is taken along for those who use violence
 * does not tell in a pocket whose number it is; a sticker, which stays where it is, does.
 */
export function stripOf(order: StripOf, told: Told): EverydayCard['entries'][number] {
  const { campaign, format, language } = order;
  const line = stripLine(order, told);
  if (line === undefined) return { number: '', label: '' };
  const { common } = language;
  const label = campaign.stop && isTaken(format) ? common['card.one'] : labelOf(line, common);
  return { number: line.phone?.display ?? '', label };
}

const isTaken = ({ layout }: Pick<Format, 'layout'>): boolean =>
  layout === 'strips' || layout === 'slip';

/** The help lines on the card of a campaign. */
export function linesOfCard({ id }: Campaign, helplines: readonly Helpline[]): Helpline[] {
  return CARD_LINES[id].map(lineIn(helplines, 'src/campaign/everyday-card.ts'));
}
