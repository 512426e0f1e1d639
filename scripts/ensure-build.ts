// Before `npm start`: builds the site when there is no build, or when its certificates are not those
// that are there now, so that nobody writes a letter that cannot be opened.
import { readFile } from 'node:fs/promises';
import { sealing } from '../src/build/sealing.ts';
import { run } from './run.ts';

const built = await readFile('dist/intake.json', 'utf8').catch(() => null);
const { facts } = await sealing(process.env);
if (built !== JSON.stringify(facts)) run(process.execPath, ['scripts/build.ts']);
