import { z } from 'zod';
import { mistakeIn } from './mistakes.ts';

/** What each help line says of itself in one language: `content/locales/<locale>/helplines.json`, keyed by id. */
export const helplineTextsSchema = z.record(
  z.string(),
  z.strictObject(
    {
      text: z.string('write one or two sentences').min(1, 'write one or two sentences').meta({
        description: 'one or two short sentences: whom it is for and what one can do there',
      }),
      name: z
        .string()
        .min(1)
        .optional()
        .meta({ description: 'a heading in this language instead of the Swedish name' }),
    },
    mistakeIn('write { "text": "…" }'),
  ),
);

/** The texts of all help lines in one language. */
export type HelplineTexts = z.infer<typeof helplineTextsSchema>;
