// `npm test`: everything on one page of each kind; `npm run test:full`: every matrix.
import { provision } from './provision.ts';
import { run } from './run.ts';

const full = process.argv.includes('--full');
const env = full ? { FULL_TESTS: '1' } : {};

provision();
run('node', ['scripts/build.ts']);
run('node', ['scripts/check.ts']);
run('vitest', ['run'], env);
run('playwright', ['test'], env);
