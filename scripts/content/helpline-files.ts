import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHelpline, type Helpline } from '../../src/helplines/helpline.ts';

/** A help line and the file it stands in. */
export interface HelplineFile {
  readonly file: string;
  readonly line: Helpline;
}

/** Every help line, national ones and those of the area. @throws naming file and field. */
export function helplineFiles(): HelplineFile[] {
  const content = process.env.CONTENT_DIR ?? 'content';
  return ['helplines', 'area/helplines']
    .map((folder) => join(content, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const read = readHelpline(JSON.parse(readFileSync(file, 'utf8')), file);
      if (!read.ok) throw new Error(read.problem.join('\n'));
      return { file, line: read.value };
    });
}
