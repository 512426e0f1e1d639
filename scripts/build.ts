// `npm run build`: the whole site, the campaign kit, and what the server needs to serve them, into
// dist/ (or BUILD_DIR); beside them, and never served, the reader and its SHA-256 in sha256sums, and in
// told.json the words that the text version in a letter names.
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'astro';
import { sayProblem } from '../src/campaign/kit-problem.ts';
import { makeKit } from '../src/campaign/kit.ts';
import { layOut } from '../src/campaign/lay-out.ts';
import { writeReader } from '../src/build/reader-page.ts';
import { buildBeside } from '../src/build/standing-build.ts';
import { kitSource } from './content/kit-source.ts';
import { toldWords } from './content/told-words.ts';

process.on('uncaughtException', sayProblem);
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const store = join(process.env.DATA_DIR ?? '.local', 'posters');
await buildBeside(process.env.BUILD_DIR ?? 'dist', async (outDir) => {
  const client = join(outDir, 'client');
  const kit = await makeKit(kitSource(process.env), store, (sheets) => {
    console.log(`Drawing ${sheets} sheets of the campaign kit …`);
  });
  // Nothing is taken from an earlier build: it may have had other content.
  const site = () => build({ logLevel: 'warn', force: true, outDir: client });
  if (kit === null) {
    await site();
  } else {
    // The pages read the manifest; the files are laid out when the site stands.
    const file = join(store, `manifest-${process.pid}.json`);
    process.env.MATERIAL_MANIFEST = resolve(file);
    await writeFile(file, JSON.stringify(kit.manifest));
    await site().finally(() => rm(file));
    await layOut(kit, join(client, 'material'));
  }
  await writeFile(join(outDir, 'told.json'), `${JSON.stringify(toldWords(), null, 2)}\n`);
  await writeReader(join(outDir, 'reader.html'), join(outDir, 'sha256sums'));
});
