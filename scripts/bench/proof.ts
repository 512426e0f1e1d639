import { readdirSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { askForProof, TRIES } from '../../src/intake/gate/proof.ts';
import { chromiumPath, chromiumSwitches } from '../../tests/support/browsers.ts';

/** How long the process of the page runs before it stands still. */
const RUN_MS = 5;

/**
 * Milliseconds that the hardest work takes that a sender is ever asked for, worker and all. Browsers slow down the
 * main thread only, so the process of the page is stopped and let go on, as often as the slowdown says.
 */
export async function proofMs(origin: string, slowdown: number): Promise<number> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumSwitches],
  });
  const page = await browser.newPage();
  await page.goto(`${origin}/sv/skriv/`);
  const work = {
    path: `/${readdirSync('dist/client').find((name) => /^w\..*\.js$/u.test(name)) ?? ''}`,
    challenge: await askForProof('bench', TRIES.most),
  };
  const letGo = slowdown > 1 ? slow(await renderers(browser), slowdown) : () => undefined;
  const ms = await page.evaluate(
    ({ path, challenge }) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        const worker = new Worker(path);
        worker.onmessage = () => resolve(performance.now() - begun);
        worker.postMessage(challenge);
      }),
    work,
  );
  letGo();
  await browser.close();
  return ms;
}

async function renderers(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

function slow(processes: readonly number[], slowdown: number): () => void {
  const tell = (signal: 'SIGSTOP' | 'SIGCONT') => {
    for (const id of processes) process.kill(id, signal);
  };
  let timer: NodeJS.Timeout;
  const run = (): void => {
    tell('SIGCONT');
    timer = setTimeout(() => {
      tell('SIGSTOP');
      timer = setTimeout(run, RUN_MS * (slowdown - 1));
    }, RUN_MS);
  };
  run();
  return () => {
    clearTimeout(timer);
    tell('SIGCONT');
  };
}
