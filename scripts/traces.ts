// `npm run traces`: visits this site and the sites it is compared with, leaves them, reads what the
// browsers keep, and writes the tables of docs/TRACES.md.
import { readFile, writeFile } from 'node:fs/promises';
import { measureAll } from '../tests/support/traces/measure-all.ts';
import { withTables } from '../tests/support/traces/report.ts';
import { provision } from './provision.ts';
import { run } from './run.ts';

const REPORT = 'docs/TRACES.md';

provision();
run(process.execPath, ['scripts/ensure-build.ts']);
const report = withTables(await readFile(REPORT, 'utf8'), await measureAll());
await writeFile(REPORT, report);
console.log(report);
