import { z } from 'zod';

const record = z.strictObject({
  id: z.string('write a name of a–z and hyphens').regex(/^[a-z0-9-]+$/, 'use a–z, 0–9 and hyphens'),
  says: z.string().min(1, 'write in short what the source says'),
  figures: z.array(z.string()).meta({ description: 'the figures that pages may show for it' }),
  pages: z.array(z.string()).meta({ description: 'the pages that state it' }),
  texts: z
    .array(z.string())
    .optional()
    .meta({ description: 'the sentences that state it, as `ui:form.recipients.police.note`' }),
  source: z.string().min(1, 'write where it was found'),
  checked: z.iso.date('write the day as 2026-11-22, null if never').nullable(),
});

/** A fact that is no help line: law, figure or history (`facts.json`, `area/facts.json`). */
export const factRecordSchema = record.refine(
  ({ pages, texts = [] }) => pages.length + texts.length > 0,
  { path: ['pages'], error: 'name the pages or the texts that state it' },
);

/** A fact that is no help line. */
export type FactRecord = z.infer<typeof factRecordSchema>;
