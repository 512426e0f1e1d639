// `npm run posters`: the campaign kit in .local/material/ (or DATA_DIR): posters, cards, screens and
// pictures of every campaign, format and language, with their manifest. Sheets that have not changed
// are taken from .local/posters/; what no sheet of now uses goes from there.
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sayProblem } from '../src/campaign/kit-problem.ts';
import { makeKit } from '../src/campaign/kit.ts';
import { layOut } from '../src/campaign/lay-out.ts';
import { isOver } from '../src/helplines/check-by.ts';
import { judgedOn } from '../src/helplines/fact-age.ts';
import { kitSource } from './content/kit-source.ts';

process.on('uncaughtException', sayProblem);
const data = process.env.DATA_DIR ?? '.local';
const store = join(data, 'posters');
const source = kitSource(process.env);
const kit = await makeKit(source, store, (sheets) => {
  console.log(`Drawing ${sheets} sheets …`);
});
if (kit === null) {
  console.error('Sheets are drawn on Linux with x64 only: there is no compiler for this machine.');
  process.exitCode = 1;
} else {
  const folder = join(data, 'material');
  await rm(folder, { recursive: true, force: true });
  await layOut(kit, folder);
  const used = new Set([...kit.files.values()].map(dirname));
  for (const name of await readdir(store)) {
    if (!used.has(join(store, name))) await rm(join(store, name), { recursive: true });
  }
  const { pieces, bundles } = kit.manifest;
  console.log(
    `${pieces.length} files and ${bundles.length} bundles in ${folder}/; ${kit.drawn} sheets drawn anew.`,
  );
  for (const month of new Set(pieces.map(({ checkBy }) => checkBy))) {
    if (isOver(month, judgedOn(process.env)))
      console.warn(
        `Sheets are to be taken down after ${month}, which is over: check their numbers, then \`npm run facts\`.`,
      );
  }
}
