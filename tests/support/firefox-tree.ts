import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefoxPath } from './browsers.ts';
import { end, freePort, patiently } from './programs.ts';

/** What Firefox tells other programs of an element. */
export interface Told {
  readonly role: string;
  readonly name: string;
}

/** Firefox ESR, asked for what it tells screen readers. */
export interface FirefoxTree {
  open(address: string): Promise<void>;
  back(): Promise<void>;
  press(selector: string): Promise<void>;
  /** Of the first element that fits, once there is one. */
  told(selector: string): Promise<Told>;
  text(selector: string): Promise<string>;
  /** Types into the first element that fits, once there is one. */
  type(selector: string, text: string): Promise<void>;
  /** The value of a field. */
  value(selector: string): Promise<string>;
  address(): Promise<string>;
  /** Closes the tab, beside another one, and opens it again as the menu of the browser does. */
  reopenTab(): Promise<void>;
  quit(): Promise<void>;
}

/** Nobody listens there. */
const NOBODY = 9;

/** Loopback is asked without a proxy, and everything else goes to this one. */
const onlyWayOut = (proxyPort: number) => ({
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxyPort,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxyPort,
});

/** What "reopen closed tab" in the menu does, and the wait until the page is there. */
const REOPEN = `
  const [done] = arguments;
  const tab = SessionStore.undoCloseTab(window, 0, window);
  tab.addEventListener('SSTabRestored', () => done(), { once: true });`;

/** Starts the browser with a new profile and speaks Marionette to it: a length, a colon, a list in JSON. */
export async function openFirefoxTree(proxyPort = NOBODY): Promise<FirefoxTree> {
  const folder = await mkdtemp(join(tmpdir(), 'firefox-tree-'));
  const port = await freePort();
  const settings = { 'marionette.port': port, ...onlyWayOut(proxyPort) };
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(folder, 'user.js'), lines);
  // With access to the browser itself, of which the menu is a part.
  const driven = ['--marionette', '--remote-allow-system-access'];
  const args = ['--headless', ...driven, '--no-remote', '--profile', folder];
  const browser = spawn(firefoxPath(), args, { stdio: 'ignore' });
  const ask = asker(await patiently(() => connected(port)));
  await ask('WebDriver:NewSession', { pageLoadStrategy: 'none', acceptInsecureCerts: true });
  const element = (selector: string): Promise<{ id: string }> =>
    patiently(async () => {
      const found = await ask('WebDriver:FindElement', { using: 'css selector', value: selector });
      return { id: Object.values((found as { value: Record<string, string> }).value)[0]! };
    });
  const asked = async (command: string, selector: string): Promise<string> => {
    const { value } = (await ask(command, await element(selector))) as { value: string };
    return value;
  };
  const address = async (): Promise<string> => {
    const { value } = (await ask('WebDriver:GetCurrentURL')) as { value: string };
    return value;
  };
  return {
    open: async (url) => {
      await ask('WebDriver:Navigate', { url });
      // It answers before the page is there.
      await patiently(async () => {
        const value = await address();
        if (value !== url) throw new Error(`Firefox shows ${value}, not ${url}.`);
      });
    },
    back: async () => {
      await ask('WebDriver:Back');
    },
    press: async (selector) => {
      await asked('WebDriver:ElementClick', selector);
    },
    told: async (selector) => ({
      role: await asked('WebDriver:GetComputedRole', selector),
      name: await asked('WebDriver:GetComputedLabel', selector),
    }),
    text: (selector) => asked('WebDriver:GetElementText', selector),
    type: async (selector, text) => {
      await ask('WebDriver:ElementSendKeys', { ...(await element(selector)), text });
    },
    value: async (selector) => {
      const { value } = (await ask('WebDriver:GetElementProperty', {
        ...(await element(selector)),
        name: 'value',
      })) as { value: string };
      return value;
    },
    address,
    reopenTab: async () => {
      const { handle } = (await ask('WebDriver:NewWindow', { type: 'tab' })) as { handle: string };
      await ask('WebDriver:CloseWindow');
      await ask('WebDriver:SwitchToWindow', { handle });
      await ask('Marionette:SetContext', { value: 'chrome' });
      await ask('WebDriver:ExecuteAsyncScript', { script: REOPEN, args: [] });
      await ask('Marionette:SetContext', { value: 'content' });
      const handles = (await ask('WebDriver:GetWindowHandles')) as string[];
      await ask('WebDriver:SwitchToWindow', { handle: handles.find((one) => one !== handle) });
    },
    quit: async () => {
      await end(browser);
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

const connected = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });

type Answer = [type: 1, id: number, error: { message: string } | null, result: unknown];

/** Asks the browser, in turn. @throws Error with the browser's reason. */
function asker(socket: Socket) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let read = Buffer.alloc(0);
  let asked = 0;
  socket.on('data', (chunk: Buffer) => {
    read = Buffer.concat([read, chunk]);
    for (let colon = read.indexOf(':'); colon > 0; colon = read.indexOf(':')) {
      const end = colon + 1 + Number(read.subarray(0, colon).toString());
      if (read.length < end) return;
      const said: unknown = JSON.parse(read.subarray(colon + 1, end).toString());
      read = read.subarray(end);
      // What it says first is a greeting.
      if (Array.isArray(said)) waiting.get((said as Answer)[1])?.(said as Answer);
    }
  });
  return async (command: string, parameters: object = {}): Promise<unknown> => {
    const id = (asked += 1);
    const message = JSON.stringify([0, id, command, parameters]);
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    const [, , error, result] = await answer;
    waiting.delete(id);
    if (error !== null) throw new Error(`${command}: ${error.message}`);
    return result;
  };
}
