import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const recordSchema = z.strictObject({
  id: z.string(),
  says: z.string().meta({ description: 'what the source says, in short' }),
  figures: z.array(z.string()).meta({ description: 'the figures that pages may show for it' }),
  pages: z.array(z.string()).meta({ description: 'names of the pages that state it' }),
  source: z.string(),
  checked: z.iso.date().nullable(),
});

/** A fact that is no help line: law, figure or history, with its source. */
export type FactRecord = z.infer<typeof recordSchema>;

/** The records of the country and of the area. @throws naming file and field. */
export const factRecords = (): FactRecord[] =>
  ['facts.json', 'area/facts.json']
    .map((name) => join(process.env.CONTENT_DIR ?? 'content', name))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const read = z.array(recordSchema).safeParse(JSON.parse(readFileSync(file, 'utf8')));
      if (read.success) return read.data;
      throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    });
