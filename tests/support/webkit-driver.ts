import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesWith } from './profile-traces.ts';
import type { Pixels } from './pixels.ts';
import { screenPixels } from './x-screen.ts';
import { end, freePort, patiently } from './programs.ts';

/** WebKitGTK's small browser, driven over WebDriver. */
export interface WebKit {
  open(address: string): Promise<void>;
  address(): Promise<string>;
  /** What stands on the screen: a picture by the driver waits until nothing is loading any more. */
  pixels(): Pixels;
  /** Waits until an element fits. */
  present(selector: string, withinMs?: number): Promise<void>;
  /** Waits for the first element that fits; presses it. */
  press(selector: string): Promise<void>;
  /** Waits for the first element that fits; types into it. */
  type(selector: string, text: string): Promise<void>;
  /** The value of a field, also where no script may run. */
  value(selector: string): Promise<string>;
  /** Runs a script in the page. */
  run(script: string): Promise<unknown>;
  quit(): Promise<void>;
}

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
/** The name of an element's id in answers (WebDriver, section 12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE_MS = 30_000;
const POLL_MS = 200;
/** A pointer would stand on what is shown. */
const SCREEN = ['-displayfd', '3', '-nolisten', 'tcp', '-nocursor'];
/** Where the browser shows the page, without its bars. */
const PAGE = { left: 8, top: 48, right: 1000, bottom: 740 };
/** For what is written after the first file. */
const READ_MS = 4000;

/** Where the browser draws and writes: a screen and folders of its own. */
interface Home {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  discard(): Promise<void>;
}

async function openHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'webkit-'));
  const screen = spawn('Xvfb', [...SCREEN, '-fbdir', folder], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = (await once(screen.stdio[3]!, 'data')) as [Buffer];
  return {
    folder,
    env: {
      ...process.env,
      DISPLAY: `:${display.toString().trim()}`,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_CONFIG_HOME: join(folder, 'config'),
    },
    discard: async () => {
      await end(screen);
      // The browser's processes end a little after it, and write until then.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
}

/**
 * Opens a page as a person does, without the driver, whose sessions write nothing; tells which files below the
 * browser's folders hold a text some time later, named without their folders.
 */
export async function filesOfMiniBrowser(
  proxyPort: number,
  address: string,
  text: string,
): Promise<string[]> {
  const home = await openHome();
  const args = [`--proxy=http://127.0.0.1:${proxyPort}`, '--ignore-tls-errors', address];
  const browser = spawn(MINI_BROWSER, args, { stdio: 'ignore', env: home.env });
  const found = (): string[] => filesWith(home.folder, text);
  for (const end = Date.now() + PATIENCE_MS; found().length === 0 && Date.now() < end;) {
    await sleep(POLL_MS);
  }
  await sleep(READ_MS);
  await end(browser);
  const files = found().map((file) => basename(file).replace(/-(wal|shm)$/u, ''));
  await home.discard();
  return [...new Set(files)];
}

/** Starts the browser on a screen of its own; `proxyPort` is the only way out. */
export async function openWebKit(proxyPort: number): Promise<WebKit> {
  const home = await openHome();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: home.env,
  });
  const ask = asker(`http://127.0.0.1:${port}`);
  const { sessionId } = (await patiently(() =>
    ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          acceptInsecureCerts: true,
          // Pages from memory have no load to wait for.
          pageLoadStrategy: 'none',
          'webkitgtk:browserOptions': {
            binary: MINI_BROWSER,
            args: ['--automation', `--proxy=http://127.0.0.1:${proxyPort}`],
          },
        },
      },
    }),
  )) as { sessionId: string };
  const session = `/session/${sessionId}`;
  const element = async (selector: string, withinMs?: number): Promise<string> => {
    const query = { using: 'css selector', value: selector };
    const found = await patiently(() => ask('POST', `${session}/element`, query), withinMs);
    return `${session}/element/${(found as Record<string, string>)[ELEMENT]!}`;
  };
  return {
    open: async (url) => {
      await ask('POST', `${session}/url`, { url });
    },
    address: async () => `${await ask('GET', `${session}/url`)}`,
    pixels: () => screenPixels(home.folder, PAGE),
    present: async (selector, withinMs) => {
      await element(selector, withinMs);
    },
    press: (selector) =>
      patiently(async () => {
        await ask('POST', `${await element(selector)}/click`, {});
      }),
    type: async (selector, text) => {
      await ask('POST', `${await element(selector)}/value`, { text });
    },
    value: async (selector) => `${await ask('GET', `${await element(selector)}/property/value`)}`,
    run: (script) => ask('POST', `${session}/execute/sync`, { script, args: [] }),
    quit: async () => {
      await ask('DELETE', session);
      await end(driver);
      await home.discard();
    },
  };
}

/** Asks a WebDriver. @throws Error with the driver's reason. */
const asker =
  (driver: string) =>
  async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(driver + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
