import { flood, memoryMb, postFrom } from '../../tests/support/flood.ts';
import type { SiteServer } from '../../tests/support/site-server.ts';
import { sealedFrame } from './frames.ts';

const FLOOD = { perSecond: 200, seconds: 60, networks: ['203.0.113', '198.51.100', '192.0.2'] };
const REAL_SENDER_EVERY_MS = 10_000;

/** Prints how a flood from a few networks is answered, and a real sender from another during it. */
export async function benchFlood({ origin, pid }: SiteServer): Promise<void> {
  const target = { origin, frame: (await sealedFrame()).frame };
  const storm = flood({ ...target, ...FLOOD });
  const real = setInterval(() => {
    const begun = performance.now();
    void postFrom(target, `100.127.${Math.floor(begun / 1000) % 250}.1`).then((status) => {
      console.log(`  a real sender: ${status} after ${(performance.now() - begun).toFixed(0)} ms`);
    });
  }, REAL_SENDER_EVERY_MS);
  const answers = [...(await storm)].map(([status, count]) => `${count} × ${status}`).join(', ');
  clearInterval(real);
  const memory = memoryMb(pid, 'VmHWM').toFixed(0);
  console.log(
    `Flood of ${FLOOD.perSecond}/s for ${FLOOD.seconds} s: ${answers}; memory at most ${memory} MB`,
  );
}
