// Before `npm start`: builds the site unless the last build was made from what is there now, so that
// no page shows an old number and nobody writes a letter that cannot be opened. What cannot be built
// does not take the telephone numbers away: then the last build is served.
import { readFile } from 'node:fs/promises';
import { buildIfChanged } from '../src/build/made-from.ts';
import { sealing } from '../src/build/sealing.ts';
import { readyOrStanding } from '../src/build/standing-build.ts';
import { runInTurn } from './run.ts';

await readyOrStanding('dist', async () => {
  const { facts } = await sealing(process.env);
  const packages = await readFile('package-lock.json', 'utf8');
  await buildIfChanged(
    {
      paths: [process.env.CONTENT_DIR ?? 'content', 'src', 'public'],
      others: [facts, process.env.SITE_URL, packages],
      mark: 'dist/made-from',
    },
    build,
  );
});

async function build(): Promise<void> {
  const built = await runInTurn([[process.execPath, 'scripts/build.ts']]);
  if (!built) throw new Error('The site could not be built.');
}
