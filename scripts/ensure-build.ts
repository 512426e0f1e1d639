// Before `npm start`: builds the site unless the last build was made from what is there now, so that
// no page shows an old number and nobody writes a letter that cannot be opened.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealing } from '../src/build/sealing.ts';
import { run } from './run.ts';

const DIGEST = 'dist/made-from';

const digest = createHash('sha256');
digest.update(JSON.stringify((await sealing(process.env)).facts));
digest.update(process.env.SITE_URL ?? '');
const folders = [process.env.CONTENT_DIR ?? 'content', 'src', 'public'];
// Git keeps no empty folder: `public` is there only while something stands in it.
for (const folder of folders.filter((name) => existsSync(name))) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const file of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    digest.update(file).update(await readFile(file));
  }
}
digest.update(await readFile('package-lock.json'));
const wanted = digest.digest('hex');

if ((await readFile(DIGEST, 'utf8').catch(() => '')) !== wanted) {
  run(process.execPath, ['scripts/build.ts']);
  await writeFile(DIGEST, wanted);
}
