/** A page of this visit. Kept in memory only, so that the way back needs no browser history. */
interface View {
  readonly address: URL;
  /** The page as it was served: its title, language, direction and exit. */
  readonly source: Document;
  /** The node on the screen; it is moved, so that it comes back as it was left. */
  readonly page: Element | null;
  /** How the page was left, for the way back. */
  scrollTop?: number;
  followed?: HTMLElement;
}

const FETCH_WITHIN_MS = 8000;
const LARGEST_PAGE_CHARACTERS = 200_000;
const FOLLOWED = 'a[href]:not([data-quick-exit],[download],[target]),[data-copy-link]';
/** What follows the page beside `#page`. The elements themselves stay. */
const FRAME = ['html', 'title', '.skip', '[data-quick-exit]'];
/** The pages for those who use violence: no way back leads out of that room or into it. */
const SEPARATE_ROOM = '/sluta/';

const root = document.documentElement;
let shown: View = {
  address: new URL(location.href),
  source: parse(root.outerHTML),
  page: document.querySelector('#page'),
};
let places: View[] = [];
let request: AbortController | undefined;
let revealed = '[data-copy-link],[data-back-note]';
let afterShowing: () => void;

/**
 * One-address browsing: links inside the site replace `#page` in place, while the address bar, the
 * list behind Back and the browser's history stay as they were when the visitor came. A page that
 * cannot be shown so is opened by `location.replace`. While a page is on its way, `<html>` carries
 * `data-loading`. `onShown` is called after each page shown in place, also on the way back.
 */
export function startSwap({ onShown }: { onShown: () => void }): void {
  afterShowing = onShown;
  addEventListener('click', follow);
  addEventListener('pagehide', () => {
    places = [];
  });
}

function follow(event: MouseEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target } = event;
  const link = target instanceof Element && target.closest<HTMLElement>(FOLLOWED);
  if (!link) return;
  // Against the page shown, not against the address bar; a button has no address of its own.
  const to = new URL(link.getAttribute('href') ?? '', shown.address);
  if (to.origin !== location.origin) return;
  event.preventDefault();
  if ('copyLink' in link.dataset) void copyAddress(link);
  else if ('replace' in link.dataset) location.replace(to);
  else if (to.hash && to.pathname === shown.address.pathname) land(to.hash);
  else void goTo(to, link);
}

async function goTo(to: URL, link: HTMLElement): Promise<void> {
  request?.abort();
  const mine = (request = new AbortController());
  const isBack = 'back' in link.dataset;
  const place = isBack && places.pop();
  if (place) {
    show(place);
    return;
  }
  setTimeout(() => {
    mine.abort();
  }, FETCH_WITHIN_MS);
  root.dataset.loading = '';
  const view = await fetchView(to, mine.signal).catch(() => undefined);
  // A newer click has taken over, or the exit has emptied the document.
  if (request !== mine || !shown.page?.isConnected) return;
  if (!view?.page) {
    location.replace(to);
    return;
  }
  shown.scrollTop = scrollY;
  shown.followed = link;
  if (isApart(shown) !== isApart(view)) places = [];
  // A way back that was no step back must not become a step forward.
  else if (!isBack) places.push(shown);
  for (const part of view.page.querySelectorAll<HTMLElement>(revealed)) {
    part.hidden = false;
    if ('backNote' in part.dataset) revealed = '[data-copy-link]';
  }
  show(view, to.hash);
}

/** @returns undefined, or a view without a page, for an answer that cannot be shown in place */
async function fetchView(to: URL, signal: AbortSignal): Promise<View | undefined> {
  const answer = await fetch(to, { cache: 'no-store', signal });
  const html = await answer.text();
  if (!answer.ok || html.length > LARGEST_PAGE_CHARACTERS) return undefined;
  const source = parse(html);
  // A form brings scripts of its own, without which it would be sent by a plain post.
  if (source.querySelector('[data-referral]')) return undefined;
  // Another build has other scripts and styles; what is no page of ours has no build at all.
  const page = source.querySelector(`[data-build="${root.dataset.build ?? ''}"] #page`);
  return { address: new URL(answer.url), source, page };
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function isApart(view: View): boolean {
  return view.address.pathname.includes(SEPARATE_ROOM);
}

function show(view: View, hash = ''): void {
  if (view.page) shown.page?.replaceWith(view.page);
  shown = view;
  delete root.dataset.loading;
  for (const part of FRAME) {
    const from = view.source.querySelector(part);
    const to = document.querySelector(part);
    if (!from || !to) continue;
    for (const { name, value } of from.attributes) to.setAttribute(name, value);
    // Untouched where it is the same, so that a press that has begun on the exit still counts.
    if (to !== root && to.innerHTML !== from.innerHTML) to.innerHTML = from.innerHTML;
  }
  announce(document.title);
  afterShowing();
  land(hash, view);
}

/** The address of the page shown; the address bar may tell another one. */
async function copyAddress({ dataset }: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(shown.address.href);
  announce(dataset.copied);
}

function announce(text = ''): void {
  const live = document.querySelector('[data-live]');
  if (live) live.textContent = text;
}

/** To the link that led away, to the element that a fragment names, else to the heading at the top. */
function land(hash: string, { followed, scrollTop = 0 }: Partial<View> = {}): void {
  const named = document.getElementById(decodeURIComponent(hash.slice(1)));
  const target = followed ?? named ?? document.querySelector('h1');
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus();
  scrollTo(0, scrollTop);
  named?.scrollIntoView();
}
