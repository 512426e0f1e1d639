import { z } from 'zod';
import { sheetSentence as sentence } from './sheet-sentence.ts';

/** The words that every campaign shares in one language (`campaigns/common.json`). */
export const posterWordsSchema = z.strictObject({
  'card.title': sentence,
  'card.one': sentence.meta({ description: 'as `card.title`, over a single number' }),
  'card.112': sentence,
  'card.1177': sentence,
  'card.11414': sentence,
  'card.116016': sentence,
  'card.116111': sentence,
  scan: sentence.meta({ description: 'beside the QR code: what stays in the telephone' }),
  takedown: sentence.includes('{month}').meta({ description: 'until when the sheet may hang' }),
  made: sentence.includes('{month}'),
  until: sentence
    .includes('{month}')
    .meta({ description: 'as `takedown`, on what does not hang on a wall' }),
  unread: sentence.meta({ description: 'no native speaker has read this language yet' }),
  contact: sentence.meta({ description: "above the partner's own field" }),
  proof: sentence.meta({ description: 'a demonstration: not to be put up' }),
});

/** The words that every campaign shares in one language. */
export type PosterWords = z.infer<typeof posterWordsSchema>;
