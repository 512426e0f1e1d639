import { z } from 'zod';

/** The area's own words in one language (`content/area/<locale>.json`). */
export const areaWordsSchema = z.strictObject({
  place: z.string().min(1),
  service: z.string().min(1).meta({ description: 'what this is, true whatever the status' }),
  'service.neutral': z.string().min(1).meta({ description: 'the same in a foot, less telling' }),
  'status.active': z.string().includes('{date}', 'keep {date}'),
  'status.active.confirmed': z.string().includes('{date}', 'keep {date}'),
  'status.paused': z.string().includes('{date}', 'keep {date}'),
  'status.closed': z.string().includes('{date}', 'keep {date}'),
  district: z.string().min(1).meta({ description: 'the places that belong to the area' }),
  pages: z
    .record(z.string(), z.array(z.string().min(1)))
    .meta({ description: 'what holds here only, at the end of the page of that name' }),
  history: z.array(z.string().min(1)).meta({ description: 'dated, each with its source' }),
});

/** The area's own words in one language. */
export type AreaWords = z.infer<typeof areaWordsSchema>;
