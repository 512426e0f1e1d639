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

/** The everyday card of each campaign, by help line; `stop` has none that could be mistaken for it. */
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

/** The numbers of the card; where it has one only, its name is the title and its hours the label. */
export function cardOf(
  campaign: Campaign,
  common: PosterWords,
  helplines: readonly Helpline[],
  told: Told,
): EverydayCard {
  const [only, ...others] = linesOfCard(campaign, helplines);
  if (only !== undefined && others.length === 0) {
    const label = mainLine(told)?.after ?? '';
    return { title: only.name, entries: [{ number: only.phone?.display ?? '', label }] };
  }
  return {
    title: common['card.title'],
    entries: linesOfCard(campaign, helplines).map((line) => ({
      number: line.phone?.display ?? '',
      label: labelOf(line, common),
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
  const taken = format.layout === 'strips' || format.layout === 'slip';
  return campaign.id === 'neighbour' && taken ? (others[0] ?? main) : main;
}

/** The number that stands alone, with its neutral word. */
export function stripOf(order: StripOf, told: Told): EverydayCard['entries'][number] {
  const { language } = order;
  const line = stripLine(order, told);
  if (line === undefined) return { number: '', label: '' };
  return { number: line.phone?.display ?? '', label: labelOf(line, language.common) };
}

/** The help lines on the card of a campaign. */
export function linesOfCard({ id }: Campaign, helplines: readonly Helpline[]): Helpline[] {
  return CARD_LINES[id].map(lineIn(helplines, 'src/campaign/everyday-card.ts'));
}
