// `npm run screenshot`: the picture in the README, from the built site.
import { chromium } from 'playwright-core';
import { chromiumPath, chromiumSwitches } from '../tests/support/browsers.ts';
import { startSite } from '../tests/support/site-server.ts';

const PHONE = { width: 360, height: 720 };

const site = await startSite();
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: [...chromiumSwitches],
});
const page = await browser.newPage({ viewport: { width: 1160, height: 760 } });
const frames = ['/sv/', '/ar/ring/', '/sv/skriv/'].map(async (path) => {
  const phone = await browser.newPage({ viewport: PHONE });
  await phone.goto(site.origin + path);
  const picture = await phone.screenshot();
  return `<img src="data:image/png;base64,${picture.toString('base64')}">`;
});
await page.setContent(
  `<style>body{margin:20px;display:flex;gap:20px;background:#cdbfa5}</style>${(await Promise.all(frames)).join('')}`,
);
await page.screenshot({ path: 'docs/screenshot.png' });
await browser.close();
await site.stop();
