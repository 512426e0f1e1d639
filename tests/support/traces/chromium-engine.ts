import { createHash } from 'node:crypto';
import { openProfile } from '../chromium-profile.ts';
import { filesWith, historyFile } from '../profile-traces.ts';
import { tabHistory, visibleHistory } from '../tab-history.ts';
import type { Engine } from './engine.ts';

const DESKTOP = { viewport: { width: 800, height: 600 } };
const PHONE = { viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true };

/** With a mouse on a screen of its own. */
export const CHROMIUM: Engine = {
  name: 'Chromium',
  open: ({ hosts }) => openProfile({ ...hosts, ...DESKTOP }),
  press: (target) => target.click({ noWaitAfter: true }),
  listed: async ({ page, context }, { host }) => {
    const isOurs = (address: string): boolean => new URL(address).host === host;
    return {
      backList: (await tabHistory(page)).addresses.filter(isOurs).length,
      ownList: (await visibleHistory(context)).filter(({ address }) => isOurs(address)).length,
      filesWith: () => [],
    };
  },
  kept: (profile, { host }) => ({
    file: historyFile(profile).filter(({ address }) => new URL(address).host === host).length,
    hsts: filesWith(profile, hashed(host)).length > 0,
    family,
    autofill: 'Web Data',
    session: 'Sessions',
  }),
  screenshot: async (page) => {
    const session = await page.context().newCDPSession(page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  },
  title: async (page) => {
    const session = await page.context().newCDPSession(page);
    return (await session.send('Target.getTargetInfo')).targetInfo.title;
  },
};

/** With a finger on the screen of a phone, as far as a computer can play one. */
export const CHROMIUM_PHONE: Engine = {
  ...CHROMIUM,
  name: 'Chromium as on a phone',
  open: ({ hosts }) => openProfile({ ...hosts, ...PHONE }),
  press: (target) => target.tap({ noWaitAfter: true }),
};

/** The name of a host as the file of hosts over TLS keeps it (RFC 1035 labels, SHA-256). */
export function hashed(host: string): string {
  const labels = host.split('.').map((label) => String.fromCharCode(label.length) + label);
  return createHash('sha256')
    .update(`${labels.join('')}\0`)
    .digest('base64');
}

/** The file or folder below the profile; names of files inside a folder differ from run to run. */
function family(file: string): string {
  const [top = '', second = '', third = ''] = file.replace(/-(journal|wal)$/u, '').split('/');
  if (top !== 'Default') return second === '' ? top : `${top}/${second}`;
  return second === 'Network' ? `${second}/${third}` : second;
}
