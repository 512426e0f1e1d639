import { chromium } from '@playwright/test';
import { newProfile, type BrowserProfile } from './browser-profile.ts';
import { chromiumPath, chromiumSwitches } from './browsers.ts';

export interface ProfileOptions {
  /** For `--host-resolver-rules`. No other name is found, loopback addresses excepted. */
  readonly resolverRule: string;
  /** The key of a host over TLS that is trusted like a real one (base64 of its SHA-256). */
  readonly trustedKey?: string;
  readonly javaScriptEnabled?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly deviceScaleFactor?: number;
  /** A touch screen and the page width of a phone. */
  readonly hasTouch?: boolean;
  readonly isMobile?: boolean;
  /** Whether pages left are kept in memory, as browsers do while they have room; true by default. */
  readonly backForwardCache?: boolean;
  /** The folder of an extension to run with. */
  readonly extension?: string;
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

/** Starts full Chromium with a new profile. */
export function openProfile(options: ProfileOptions): Promise<BrowserProfile> {
  const {
    resolverRule,
    trustedKey,
    viewport = PHONE,
    backForwardCache = true,
    extension,
    ...others
  } = options;
  return newProfile((folder) =>
    chromium.launchPersistentContext(folder, {
      executablePath: chromiumPath(),
      headless: true,
      ignoreDefaultArgs: [
        ...FALSIFYING_SWITCHES,
        ...(backForwardCache ? [NO_MEMORY] : []),
        ...(extension === undefined ? [] : ['--disable-extensions']),
      ],
      args: [
        ...chromiumSwitches,
        ...(extension === undefined ? [] : [`--load-extension=${extension}`]),
        trustedKey === undefined
          ? '--ignore-certificate-errors'
          : `--ignore-certificate-errors-spki-list=${trustedKey}`,
        `--host-resolver-rules=${resolverRule},MAP * ~NOTFOUND,EXCLUDE 127.0.0.*`,
      ],
      viewport,
      ...others,
    }),
  );
}
