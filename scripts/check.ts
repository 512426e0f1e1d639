// `npm run check`: types, import rules, form, dead code and the rules of the content.
import { runInTurn } from './run.ts';

// Two at a time; the linter reads the types that Astro's own check writes.
const passed = await Promise.all([
  runInTurn([
    ['astro', 'check', '--minimumFailingSeverity', 'warning', '--minimumSeverity', 'warning'],
    ['eslint', '.', '--max-warnings', '0'],
  ]),
  runInTurn([
    ['prettier', '--check', '--log-level', 'warn', '.'],
    ['knip'],
    [process.execPath, 'scripts/content-check.ts'],
  ]),
]);
process.exitCode = passed.every(Boolean) ? 0 : 1;
