// `npm run check`: types, import rules, form and dead code.
import { run } from './run.ts';

run('astro', ['check', '--minimumFailingSeverity', 'warning', '--minimumSeverity', 'warning']);
run('eslint', ['.', '--max-warnings', '0']);
run('prettier', ['--check', '--log-level', 'warn', '.']);
run('knip', []);
