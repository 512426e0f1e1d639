import { z } from 'zod';
import { sheetSentence as sentence } from './sheet-sentence.ts';

/**
 * The campaigns, each with the short address that posters lead to. `stop` has its own start and never
 * stands beside the others; files are named after the page that a campaign leads to.
 */
export const CAMPAIGNS = [
  { id: 'support', short: 's', leadsTo: 'ring/', stop: false },
  { id: 'neighbour', short: 'n', leadsTo: 'granne/', stop: false },
  { id: 'stop', short: 'v', leadsTo: 'sluta/', stop: true },
  { id: 'young', short: 'u', leadsTo: 'ung/', stop: false },
  { id: 'workplace', short: 'p', leadsTo: 'arbete/', stop: false },
] as const;

/** A campaign: to whom it speaks, and where it leads. */
export type Campaign = (typeof CAMPAIGNS)[number];

/** The words of a campaign in one language (`campaigns/<id>.json`). */
export const campaignWordsSchema = z.strictObject({
  headline: sentence.meta({ description: 'short and strong; names of help lines in braces' }),
  lines: z.array(sentence).min(1).max(3, 'at most three lines fit'),
  lead: sentence.meta({ description: 'on the page only' }),
  action: sentence.meta({ description: 'the one link of the page' }),
  alt: sentence.meta({ description: 'what the picture shows' }),
});

/** The words of a campaign in one language. */
export type CampaignWords = z.infer<typeof campaignWordsSchema>;
