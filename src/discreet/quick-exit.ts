/**
 * The quick exit, inlined right after the exit link: works before the rest of the page has arrived.
 * Empties the document, then leaves by `location.replace`, so that Back never leads here. Whatever
 * fails on the way, the link still works as a plain link.
 */
export {};

/** A destination that has not taken over by then is given up for an empty page. */
const LEAVE_WITHIN_MS = 2500;

addEventListener('click', leaveOnExit, true);
// Always, not only after an exit: a page kept by the browser must hold nothing to come back to.
addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => {
  if (event.persisted) cover();
});
if (cameByHistory()) cover();

function leaveOnExit(event: MouseEvent): void {
  const { target } = event;
  const link = target instanceof Element && target.closest('[data-quick-exit]');
  if (!(link instanceof HTMLAnchorElement)) return;
  if (event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  wipe();
  location.replace(link.href);
  stop(event);
  setInterval(() => {
    location.replace('about:blank');
  }, LEAVE_WITHIN_MS);
  // Esc would stop the load, F5 would bring the page back.
  addEventListener('keydown', stop, true);
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function wipe(): void {
  try {
    for (const form of document.forms) form.reset();
    // A new body, not an emptied one: what is still on its way is parsed into the old one, unseen.
    document.body.replaceWith(document.createElement('body'));
  } catch {
    // Leaving matters more than an empty page.
  }
}

/** Also without the back/forward cache: then the browser loads the page again instead of restoring it. */
function cameByHistory(): boolean {
  const [visit] = performance.getEntriesByType('navigation');
  return visit !== undefined && 'type' in visit && visit.type === 'back_forward';
}

function cover(): void {
  wipe();
  const button = document.createElement('button');
  button.textContent = document.documentElement.dataset.cover ?? document.title;
  button.onclick = () => {
    location.reload();
  };
  document.body.append(button);
}
