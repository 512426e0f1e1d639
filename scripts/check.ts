// `npm run check`: types, import rules, form, dead code and the rules of the content.
import { runInTurn } from './run.ts';

// Types of the content, which both sides read; then two at a time.
const typed = await runInTurn([['astro', 'sync', '--silent']]);
const passed = await Promise.all([
  runInTurn([['eslint', '.', '--max-warnings', '0']]),
  runInTurn([
    ['astro', 'check', '--minimumFailingSeverity', 'warning', '--minimumSeverity', 'warning'],
    ['prettier', '--check', '--log-level', 'warn', '.'],
    ['knip'],
    [process.execPath, 'scripts/content-check.ts'],
  ]),
]);
process.exitCode = typed && passed.every(Boolean) ? 0 : 1;
