// `npm test`: everything on one page of each kind; `npm run test:full`: every matrix.
import { provision } from './provision.ts';
import { run } from './run.ts';

const full = process.argv.includes('--full');
const env = full ? { FULL_TESTS: '1' } : {};

provision();
// Facts grow old, tests do not: a fixed day, beside the clocks that the tests themselves set.
run(process.execPath, ['scripts/build.ts'], { TODAY: '2026-11-23' });
run(process.execPath, ['scripts/check.ts']);
run('vitest', ['run'], env);
run('playwright', ['test'], env);
