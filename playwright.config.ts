import { defineConfig } from '@playwright/test';
import { chromiumPath, chromiumSwitches, firefoxPath } from './tests/support/browsers.ts';

// No retries: a test that passes at the second try has found a fault.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  // One more than processors: many tests wait, as a visitor would.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: { executablePath: chromiumPath(), args: [...chromiumSwitches] },
      },
    },
    {
      // Letters sealed by Firefox open too and can be read in it, the numbers on a partner's page look the same, drawings are refused alike, and what is heard of
      // a page is the same; the other journeys use Chromium's own files and switches.
      name: 'firefox',
      testMatch: [
        '**/what-stays.spec.ts',
        '**/r02-*.spec.ts',
        '**/own-svg.spec.ts',
        '**/embed/style.spec.ts',
        '**/screen-readers.spec.ts',
        '**/reader/r17-from-disk.spec.ts',
      ],
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: firefoxPath() },
      },
    },
  ],
});
