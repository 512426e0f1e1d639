/**
 * The quick exit, inlined right after the exit link: works before the rest of the page has arrived.
 * Empties the document, then leaves by `location.replace`, so that Back never leads here. Whatever
 * fails on the way, the link still works as a plain link. Shift pressed three times or Esc twice leave
 * like the link, and every other open tab of the site leaves too.
 */
export {};

/** A destination that has not taken over by then is given up for an empty page. */
const LEAVE_WITHIN_MS = 2500;
/** From one press to the next: three of Shift take 5 s at most. */
const SHIFT_WITHIN_MS = 2500;
const ESCAPE_WITHIN_MS = 1000;
/** The exit, and the same link at the end of the page. */
const EXITS = '[data-quick-exit],[data-leave]';

const exit = document.querySelector<HTMLAnchorElement>(EXITS);
/** How often the key pressed last has to be pressed, and was, the last time when. */
let needed = 0;
let pressed = 0;
let lastAt = 0;
let otherTabs: BroadcastChannel | undefined;

// The middle button would open the destination behind, and leave the page in front.
addEventListener('auxclick', press, true);
addEventListener('click', press, true);
// Always, not only after an exit: a page kept by the browser must hold nothing to come back to.
addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => event.persisted && cover());
onpointerdown = onkeydown = countPress;
try {
  otherTabs = new BroadcastChannel('exit');
  otherTabs.onmessage = leave;
} catch {
  // Too old, or shut off: this tab leaves alone.
}
// Without the back/forward cache the browser loads the page again instead of restoring it.
if (JSON.stringify(performance.getEntries()).includes('back_forward')) cover();

/**
 * Counts keys of a real keyboard only: those on a screen have no `code`, and press Shift by themselves.
 * Whatever else is pressed in between begins a new count.
 */
function countPress(event: Event & Partial<KeyboardEvent>): void {
  const { code = '', timeStamp } = event;
  const before = needed;
  const isShift = code.includes('Shift');
  // In a field or a dialog Esc means something else.
  const isEscape = code.includes('Escape') && !isIn('input,select,textarea,dialog', event);
  // Held with another key, Shift chooses the keyboard of another language.
  needed =
    event.altKey || event.ctrlKey || event.isComposing || event.repeat
      ? 0
      : isShift
        ? 3
        : isEscape
          ? 2
          : 0;
  pressed =
    needed === before && timeStamp < lastAt + (isShift ? SHIFT_WITHIN_MS : ESCAPE_WITHIN_MS)
      ? pressed + 1
      : 1;
  lastAt = timeStamp;
  if (pressed === needed) leaveInAllTabs(event);
  else announce(pressed === needed - 1 ? exit?.dataset.again : '');
}

function isIn(places: string, { target }: Event): unknown {
  return target instanceof Element && target.closest(places);
}

function announce(text = ''): void {
  document.querySelector('[data-live]')?.replaceChildren(text);
}

function press(event: Event): void {
  if (isIn(EXITS, event)) leaveInAllTabs(event);
}

function leaveInAllTabs(event: Event): void {
  wipe();
  // WebKit draws nothing more once the destination is asked for: first a frame of the emptied page.
  requestAnimationFrame(() => requestAnimationFrame(leave));
  event.preventDefault();
  otherTabs?.postMessage(0);
}

/** Without a frame in between: the other tabs are hidden, and draw none. */
function leave(): void {
  wipe();
  location.replace(exit?.href ?? 'about:blank');
  setInterval(() => location.replace('about:blank'), LEAVE_WITHIN_MS);
}

function wipe(): void {
  try {
    for (const form of document.forms) form.reset();
    // A new body, not an emptied one: what is still on its way is parsed into the old one, unseen.
    document.body = document.createElement('body');
  } catch {
    // Leaving matters more than an empty page.
  }
  // Esc would stop the load, F5 would bring the page back.
  onkeydown = () => false;
}

function cover(): void {
  wipe();
  onkeydown = countPress;
  const button = document.createElement('button');
  button.append(exit?.dataset.cover ?? '');
  button.onclick = () => location.reload();
  document.body.append(button);
  button.focus();
}
