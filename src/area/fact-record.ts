import { z } from 'zod';

/** A fact that is no help line: law, figure or history (`facts.json`, `area/facts.json`). */
export const factRecordSchema = z.strictObject({
  id: z.string('write a name of a–z and hyphens').regex(/^[a-z0-9-]+$/, 'use a–z, 0–9 and hyphens'),
  says: z.string().min(1, 'write in short what the source says'),
  figures: z.array(z.string()).meta({ description: 'the figures that pages may show for it' }),
  pages: z.array(z.string()).min(1, 'name the pages that state it'),
  source: z.string().min(1, 'write where it was found'),
  checked: z.iso.date('write the day as 2026-11-22, null if never').nullable(),
});

/** A fact that is no help line. */
export type FactRecord = z.infer<typeof factRecordSchema>;
