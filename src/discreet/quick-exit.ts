/**
 * The quick exit, inlined right after the exit link: works before the rest of the page has arrived.
 * Empties the document, then leaves by `location.replace`, so that Back never leads here. Whatever
 * fails on the way, the link still works as a plain link. Shift pressed three times or Esc twice leave
 * like the link, and every other open tab of the site leaves too.
 */
export {};

/** A destination that has not taken over by then is given up for an empty page. */
const LEAVE_WITHIN_MS = 2500;
const SHIFTS_WITHIN_MS = 5000;
const ESCAPES_WITHIN_MS = 1000;
/** The exit, and the same link at the end of the page. */
const EXITS = '[data-quick-exit],[data-leave]';

const exit = document.querySelector<HTMLAnchorElement>(EXITS);
/** How often the key pressed last has to be pressed, and was, since when. */
let needed = 0;
let pressed = 0;
let firstAt = 0;
let otherTabs: BroadcastChannel | undefined;

addEventListener(
  'click',
  (event) => {
    if (isIn(EXITS, event)) leaveInAllTabs(event);
  },
  true,
);
// Always, not only after an exit: a page kept by the browser must hold nothing to come back to.
addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => {
  if (event.persisted) cover();
});
document.onkeydown = countPress;
document.onpointerdown = countPress;
try {
  otherTabs = new BroadcastChannel('exit');
  otherTabs.onmessage = leave;
} catch {
  // Too old, or shut off: this tab leaves alone.
}
// Without the back/forward cache the browser loads the page again instead of restoring it.
if (JSON.stringify(performance.getEntriesByType('navigation')).includes('back_forward')) cover();

/**
 * Counts keys of a real keyboard only: those on a screen have no `code`, and press Shift by themselves.
 * Whatever else is pressed in between begins a new count.
 */
function countPress(event: Event & Partial<KeyboardEvent>): void {
  const { code = '', timeStamp } = event;
  const before = needed;
  const isShift = code.startsWith('Shift');
  // In a field or a dialog Esc means something else.
  const isEscape = code === 'Escape' && !isIn('input,select,textarea,dialog', event);
  needed = event.repeat || event.isComposing ? 0 : isShift ? 3 : isEscape ? 2 : 0;
  const withinMs = isShift ? SHIFTS_WITHIN_MS : ESCAPES_WITHIN_MS;
  if (needed !== before || timeStamp > firstAt + withinMs) {
    pressed = 0;
    firstAt = timeStamp;
  }
  pressed += 1;
  if (pressed === needed) leaveInAllTabs(event);
  else announce(pressed === needed - 1 ? exit?.dataset.again : '');
}

function isIn(places: string, { target }: Event): unknown {
  return target instanceof Element && target.closest(places);
}

function announce(text = ''): void {
  const live = document.querySelector('[data-live]');
  if (live) live.textContent = text;
}

function leaveInAllTabs(event: Event): void {
  leave(event);
  otherTabs?.postMessage('');
}

function leave(event: Event): void {
  wipe();
  location.replace(exit?.href ?? 'about:blank');
  event.preventDefault();
  setInterval(() => {
    location.replace('about:blank');
  }, LEAVE_WITHIN_MS);
  // Esc would stop the load, F5 would bring the page back.
  document.onkeydown = () => false;
}

function wipe(): void {
  try {
    for (const form of document.forms) form.reset();
    // A new body, not an emptied one: what is still on its way is parsed into the old one, unseen.
    document.body = document.createElement('body');
  } catch {
    // Leaving matters more than an empty page.
  }
}

function cover(): void {
  wipe();
  const button = document.createElement('button');
  button.textContent = document.documentElement.dataset.cover ?? '';
  button.onclick = () => {
    location.reload();
  };
  document.body.append(button);
}
