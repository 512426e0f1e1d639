import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { ALARMS, reportOnStderr } from '../../../src/intake/alarm.ts';

const page = readFileSync('docs/PROBLEMS.md', 'utf8');
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.*) \| (.*) \|$/gmu)];

describe('the catalogue of problems', () => {
  it('has one row for each code that can be logged, in the order of the alphabet', () => {
    expect(rows.map(([, code]) => code)).toEqual([...ALARMS].sort());
  });

  it('says of each what it means and what to do', () => {
    for (const [, code, means = '', toDo = ''] of rows) {
      expect(means.length, code).toBeGreaterThan(20);
      expect(toDo.length, code).toBeGreaterThan(10);
    }
  });

  it('is one page', () => {
    expect(page.split('\n').length).toBeLessThanOrEqual(60);
  });
});

describe('a line of the log', () => {
  it.each(ALARMS)('for %s is the minute and the code, and nothing else', (code) => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    reportOnStderr(code);
    const line = String(written.mock.calls[0]?.[0]);
    written.mockRestore();
    expect(line).toMatch(/^\{"time":"\d{4}-\d\d-\d\dT\d\d:\d\dZ","problem":"[a-z-]+"\}$/u);
    expect(line).toContain(`"${code}"`);
  });
});
