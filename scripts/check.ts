// `npm run check`: types, import rules, form, dead code and the rules of the content.
import { run } from './run.ts';

run('astro', ['check', '--minimumFailingSeverity', 'warning', '--minimumSeverity', 'warning']);
run('eslint', ['.', '--max-warnings', '0']);
run('prettier', ['--check', '--log-level', 'warn', '.']);
run('knip', []);
run(process.execPath, ['scripts/content-check.ts']);
