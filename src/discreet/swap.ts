/** A page of this visit. Kept in memory only, so that the way back needs no browser history. */
interface View {
  readonly url: URL;
  /** The page as it was served: its title, language, direction and exit. */
  readonly source: Document;
  /** The node on the screen; it is moved, so that it comes back as it was left. */
  readonly page: Element;
  /** How the page was left, for the way back. */
  scrollY?: number;
  link?: HTMLElement;
}

const FETCH_WITHIN_MS = 8000;
const LARGEST_PAGE_BYTES = 200_000;
const FOLLOWED = 'a[href]:not([download]),[data-copy-link]';
/** The pages for those who use violence: no way back leads out of that room or into it. */
const SEPARATE_ROOM = '/sluta/';

const root = document.documentElement;
let shown: View = {
  url: new URL(location.href),
  source: parse(root.outerHTML),
  page: document.querySelector('#page') ?? root,
};
let places: View[] = [];
/** Where the link pressed last leads. */
let asked: URL;
let revealed = '[data-copy-link],[data-back-note]';
let afterShowing: () => void;

/**
 * One-address browsing: links inside the site replace `#page` in place, while the address bar, the
 * list behind Back and the browser's history stay as they were when the visitor came. A page that
 * cannot be shown so is opened by `location.replace`. While a page is on its way, `<html>` carries
 * `data-loading`. `onShown` is called after each page shown in place, also on the way back.
 */
export function startSwap(onShown: () => void): void {
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
  const to = new URL(link.getAttribute('href') ?? '', shown.url);
  if (to.origin !== location.origin) return;
  event.preventDefault();
  if ('copyLink' in link.dataset) copyAddress(link);
  else if ('replace' in link.dataset) location.replace(to);
  else if (to.hash && to.pathname === shown.url.pathname) land(to.hash);
  else void goTo(to, link);
}

async function goTo(to: URL, link: HTMLElement): Promise<void> {
  asked = to;
  const isBack = 'back' in link.dataset;
  const place = isBack && places.pop();
  if (place) {
    show(place);
    return;
  }
  root.dataset.loading = '';
  const next = await Promise.race([
    fetchView(to),
    new Promise<undefined>((resolve) => setTimeout(resolve, FETCH_WITHIN_MS)),
  ]).catch(() => undefined);
  // A newer click has taken over, or the exit has emptied the document.
  if (asked !== to || !shown.page.isConnected) return;
  if (!next) {
    location.replace(to);
    return;
  }
  shown.scrollY = scrollY;
  shown.link = link;
  if (isApart(shown) !== isApart(next)) places = [];
  // A way back that was no step back must not become a step forward.
  else if (!isBack) places.push(shown);
  for (const part of next.page.querySelectorAll<HTMLElement>(revealed)) {
    part.hidden = false;
    if ('backNote' in part.dataset) revealed = '[data-copy-link]';
  }
  show(next, to.hash);
}

/** @returns undefined for an answer that cannot be shown in place */
async function fetchView(to: URL): Promise<View | undefined> {
  const answer = await fetch(to, { cache: 'no-store' });
  const body = await answer.blob();
  const fits = answer.ok && body.type.includes('html') && body.size < LARGEST_PAGE_BYTES;
  const source = parse(fits ? await body.text() : '');
  // Another build has other scripts and styles; what is no page of ours has no build at all. A page
  // that stands alone has a script of its own, without which its form would be sent by a plain post.
  const page = source.querySelector(
    `[data-build="${root.dataset.build ?? ''}"] #page:not([data-alone])`,
  );
  return page ? { url: new URL(answer.url), source, page } : undefined;
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

function isApart({ url }: View): boolean {
  return url.pathname.includes(SEPARATE_ROOM);
}

function show(view: View, hash = ''): void {
  shown.page.replaceWith(view.page);
  shown = view;
  delete root.dataset.loading;
  // What follows the page beside `#page`. The elements themselves stay.
  for (const part of ['html', 'title', '.skip', '.exit']) {
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
function copyAddress({ dataset }: HTMLElement): void {
  void navigator.clipboard.writeText(shown.url.href).then(() => announce(dataset.copied));
}

function announce(text = ''): void {
  document.querySelector('[data-live]')?.replaceChildren(text);
}

/** To the link that led away, to the element that a fragment names, else to the heading at the top. */
function land(hash: string, { link, scrollY = 0 }: Partial<View> = {}): void {
  const named = document.getElementById(decodeURIComponent(hash.slice(1)));
  const target = link ?? named ?? document.querySelector('h1');
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus();
  scrollTo(0, scrollY);
  named?.scrollIntoView();
}
