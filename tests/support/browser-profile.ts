import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';

/** A full browser with a profile on disk, as a visitor has it. */
export interface BrowserProfile {
  readonly folder: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Quits the browser, which writes its files; the profile stays to be read. */
  quit(): Promise<void>;
  /** Quits and throws the profile away. */
  discard(): Promise<void>;
}

/** Starts a browser with a new profile. */
export async function newProfile(
  launch: (folder: string) => Promise<BrowserContext>,
): Promise<BrowserProfile> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const context = await launch(folder);
  const quit = async (): Promise<void> => {
    await context.close();
  };
  return {
    folder,
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    quit,
    discard: async () => {
      await quit();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
