/** Unused for so long, the reader locks itself; the page says so. */
const IDLE_MS = 10 * 60_000;
const LOOK_EVERY_MS = 15_000;
const USES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Calls `lock` when nobody has used the page for ten minutes, also where the machine slept meanwhile, and when the
 * page is left.
 */
export const lockWhenIdle = (lock: (because: 'idle' | 'left') => void): void => {
  let lastUse = Date.now();
  const look = (): void => {
    if (Date.now() - lastUse < IDLE_MS) return;
    lastUse = Date.now();
    lock('idle');
  };
  const use = (): void => {
    // The first touch after a long sleep finds the letter gone.
    look();
    lastUse = Date.now();
  };
  for (const name of USES) addEventListener(name, use, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  setInterval(look, LOOK_EVERY_MS);
  addEventListener('pagehide', () => {
    lock('left');
  });
};
