import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { factRecordSchema, type FactRecord } from '../../src/area/fact-record.ts';

/** Where they stand, inside the content. */
export const FACT_FILES = ['facts.json', 'area/facts.json'];

/** The records of the country and of the area. @throws naming file and field. */
export const factRecords = (): FactRecord[] =>
  FACT_FILES.map((name) => join(process.env.CONTENT_DIR ?? 'content', name))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const read = z.array(factRecordSchema).safeParse(JSON.parse(readFileSync(file, 'utf8')));
      if (read.success) return read.data;
      throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    });
