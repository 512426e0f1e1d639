import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { sealing } from '../../../src/build/sealing.ts';

test('demo certificates are taken though a second begins while they are made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:27:06.900Z') });
  onTestFinished(async () => {
    vi.useRealTimers();
    await rm(folder, { recursive: true });
  });
  const environment = {
    // Read when the certificates are about to be made.
    get DATA_DIR() {
      vi.setSystemTime(new Date('2026-11-24T12:27:07.100Z'));
      return folder;
    },
  };
  const { facts } = await sealing(environment);
  expect(facts.set.sealedAt).toBe('2026-11-24T12:27:07.000Z');
});
