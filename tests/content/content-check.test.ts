import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { otherContent } from '../support/other-content.ts';

test('a telling title of a page that is not translated is refused with file and line', () => {
  const other = otherContent();
  const file = join(other.content, 'locales/fi/titles.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"Lapset"', '"Poliisi"'));
  const { status, stdout } = spawnSync(process.execPath, ['scripts/content-check.ts'], {
    env: { ...process.env, ...other.env },
  });
  other.discard();
  expect(stdout.toString()).toContain(`${file}:3: barn: "poliisi" tells what the site is about`);
  expect(status).toBe(1);
});
