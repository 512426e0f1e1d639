import { defineConfig } from '@playwright/test';
import { chromiumPath, chromiumSwitches } from './tests/support/browsers.ts';

// No retries: a test that passes at the second try has found a fault.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  workers: 2,
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
  ],
});
