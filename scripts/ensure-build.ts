// Before `npm start`: builds the site unless the last build was made from what is there now, so that
// no page shows an old number and nobody writes a letter that cannot be opened.
import { readFile } from 'node:fs/promises';
import { buildIfChanged } from '../src/build/made-from.ts';
import { sealing } from '../src/build/sealing.ts';
import { run } from './run.ts';

const { facts } = await sealing(process.env);
const packages = await readFile('package-lock.json', 'utf8');
await buildIfChanged(
  {
    paths: [process.env.CONTENT_DIR ?? 'content', 'src', 'public'],
    others: [facts, process.env.SITE_URL, packages],
    mark: 'dist/made-from',
  },
  () => {
    run(process.execPath, ['scripts/build.ts']);
  },
);
