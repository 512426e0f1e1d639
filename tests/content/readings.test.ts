import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let content: string;
beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('content', content, { recursive: true });
  vi.stubEnv('CONTENT_DIR', content);
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(content, { recursive: true });
});

/** Notes that a file of Finnish has been read. */
const note = (name: string) =>
  spawnSync(process.execPath, ['scripts/i18n.ts', '--read', 'fi', name], { env: process.env });
const readNow = async (locale = 'fi') => {
  const { readCampaigns } = await import('../../scripts/content/locale-files.ts');
  return [...readCampaigns(locale)];
};

test('a campaign is read when its own words and the shared ones are; the source always is', async () => {
  note('campaigns/young');
  expect(await readNow()).toEqual([]);
  note('campaigns/common');
  expect(await readNow()).toEqual(['young']);
  expect((await readNow('sv')).length).toBe(5);
});

test('who changes a campaign afterwards takes the reading back', async () => {
  for (const name of ['young', 'stop', 'common']) note(`campaigns/${name}`);
  expect(await readNow()).toEqual(['stop', 'young']);
  appendFileSync(join(content, 'locales/fi/campaigns/young.json'), ' ');
  expect(await readNow()).toEqual(['stop']);
});
