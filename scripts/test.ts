// `npm test`: everything on one page of each kind; `npm run test:full`: every matrix.
import { provision } from './provision.ts';
import { run } from './run.ts';

const full = process.argv.includes('--full');
const env = full ? { FULL_TESTS: '1' } : {};

provision();
run(process.execPath, ['scripts/build.ts']);
run(process.execPath, ['scripts/check.ts']);
run('vitest', ['run'], env);
run('playwright', ['test'], env);
