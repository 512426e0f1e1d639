import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumPath, chromiumSwitches } from './browsers.ts';

/** Full Chromium with a profile on disk, as a visitor has it. */
export interface ChromiumProfile {
  readonly folder: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Quits the browser, which writes its files; the profile stays to be read. */
  quit(): Promise<void>;
  /** Quits and throws the profile away. */
  discard(): Promise<void>;
}

export interface ProfileOptions {
  /** For `--host-resolver-rules`. No other name is found, loopback addresses excepted. */
  readonly resolverRule: string;
  readonly javaScriptEnabled?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly deviceScaleFactor?: number;
  /** Whether pages left are kept in memory, as browsers do while they have room; true by default. */
  readonly backForwardCache?: boolean;
}

/** A phone held upright. */
const PHONE = { width: 360, height: 720 };

/**
 * Playwright's own switches that no visitor has and that change what is tested: with them a page
 * never comes back from memory, a key may open windows, and nothing typed is kept.
 */
const FALSIFYING_SWITCHES = [
  '--disable-popup-blocking',
  '--enable-automation',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

const NO_MEMORY = '--disable-back-forward-cache';

/** Starts Chromium with a new profile. */
export async function openProfile(options: ProfileOptions): Promise<ChromiumProfile> {
  const { resolverRule, viewport = PHONE, backForwardCache = true, ...others } = options;
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    headless: true,
    ignoreDefaultArgs: [...FALSIFYING_SWITCHES, ...(backForwardCache ? [NO_MEMORY] : [])],
    args: [
      ...chromiumSwitches,
      '--ignore-certificate-errors',
      `--host-resolver-rules=${resolverRule},MAP * ~NOTFOUND,EXCLUDE 127.0.0.*`,
    ],
    viewport,
    ...others,
  });
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
