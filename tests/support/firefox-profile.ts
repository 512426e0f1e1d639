import { firefox } from '@playwright/test';
import { newProfile, type BrowserProfile } from './browser-profile.ts';
import { firefoxPath } from './browsers.ts';

interface FirefoxOptions {
  /** Of a proxy on loopback: the only way out. */
  readonly proxyPort: number;
  /** Every window is a private one. */
  readonly isPrivate?: boolean;
  /** A host that refuses every connection. */
  readonly refusing?: string;
}

/** Asked without the proxy, and found at an address of loopback where nobody listens. */
const refused = (host: string) => ({
  'network.proxy.no_proxies_on': host,
  'network.dns.forceResolve': '127.0.0.99',
});

/**
 * Settings that Playwright changes and that decide what is kept, as a visitor has them; and no
 * requests of the browser's own.
 */
const VISITORS_SETTINGS = {
  'browser.sessionstore.resume_from_crash': true,
  // A visitor stays longer than the 15 s after which Firefox writes down what is open.
  'browser.sessionstore.interval': 500,
  'signon.rememberSignons': true,
  'signon.autofillForms': true,
  'browser.pagethumbnails.capturing_disabled': false,
  'browser.contentblocking.features.standard': '',
  'network.captive-portal-service.enabled': false,
  'network.cookie.sameSite.laxByDefault': true,
};

/** Starts Firefox ESR with a new profile. */
export function openFirefoxProfile({
  proxyPort,
  isPrivate = false,
  refusing,
}: FirefoxOptions): Promise<BrowserProfile> {
  return newProfile((folder) =>
    firefox.launchPersistentContext(folder, {
      channel: 'moz-firefox',
      executablePath: firefoxPath(),
      headless: true,
      ignoreHTTPSErrors: true,
      firefoxUserPrefs: {
        ...VISITORS_SETTINGS,
        'browser.privatebrowsing.autostart': isPrivate,
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': proxyPort,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': proxyPort,
        ...(refusing !== undefined && refused(refusing)),
      },
    }),
  );
}
