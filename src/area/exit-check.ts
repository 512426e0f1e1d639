import type { Locale } from '../i18n/locales.ts';
import type { Profile } from './profile.ts';

/** What can be wrong with a destination. */
type ExitProblem =
  | 'unreachable'
  | 'slow'
  | 'status'
  | 'elsewhere'
  | 'app-android'
  | 'app-ios'
  | 'cookie-kept'
  | 'by-cookie'
  | 'private';

/** One destination, the languages that it serves, and all that is wrong with it as sentences. */
export interface CheckedExit {
  readonly url: string;
  readonly locales: readonly Locale[];
  readonly problems: readonly string[];
}

const ANSWER_WITHIN_MS = 2000;
const GIVE_UP_AFTER_MS = 10_000;
const MOST_REDIRECTS = 5;

const SENTENCES: Record<ExitProblem, (detail: string) => string> = {
  unreachable: (reason) =>
    `does not answer (${reason}): whoever leaves gets an empty page; choose another`,
  slow: (ms) =>
    `took ${ms} ms: after ${ANSWER_WITHIN_MS} ms people press again; choose a faster one`,
  status: (status) => `answers with ${status}, not with 200: write the address of a whole page`,
  elsewhere: (to) => `leads on to ${to}: write that address, if it is the one you want`,
  'app-android': (file) =>
    `may open an app on Android (${file}), and our page stays open in the browser; choose another`,
  'app-ios': (file) =>
    `may open an app on an iPhone (${file}), and our page stays open in the browser; choose another`,
  'cookie-kept': (name) =>
    `keeps the cookie "${name}" when the browser is closed: it knows the visitor again; choose another`,
  'by-cookie': () =>
    'shows different things by cookie (Vary): it may show what somebody did there before; choose another',
  private: () =>
    'makes its page for one visitor (Cache-Control: private): it may show what somebody did there before; choose another',
};

/** Files by which an installed app takes over addresses of a site, and what in them says so. */
const APP_LINKS = [
  {
    problem: 'app-android',
    path: '/.well-known/assetlinks.json',
    claim: 'delegate_permission/common.handle_all_urls',
  },
  { problem: 'app-ios', path: '/.well-known/apple-app-site-association', claim: '"applinks"' },
  { problem: 'app-ios', path: '/apple-app-site-association', claim: '"applinks"' },
] as const;

/**
 * Asks each destination of the area profile once, and says what is wrong with it. A destination is
 * right when it answers with 200 within two seconds on its own host, opens no app, and neither knows
 * a visitor again nor shows different visitors different things, as far as its headers tell.
 */
export async function checkExits({ exits, locales }: Profile): Promise<CheckedExit[]> {
  const byUrl = Map.groupBy(locales, (locale) => exits[locale]?.url ?? '');
  return Promise.all(
    [...byUrl].map(async ([url, served]) => ({
      url,
      locales: served,
      problems: [...(await pageProblems(new URL(url))), ...(await appProblems(new URL(url)))],
    })),
  );
}

async function pageProblems(url: URL): Promise<string[]> {
  const begun = performance.now();
  try {
    let at = url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const answer = await ask(at);
      // A browser leaves our page when the answer begins.
      const ms = Math.round(performance.now() - begun);
      const text = await answer.text();
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || location === null) {
        return [
          ...(answer.status === 200 && text !== '' ? [] : [say('status', `${answer.status}`)]),
          ...(ms < ANSWER_WITHIN_MS ? [] : [say('slow', `${ms}`)]),
          ...personalProblems(answer.headers),
        ];
      }
      at = new URL(location, at);
      if (at.origin !== url.origin) return [say('elsewhere', at.href)];
    }
    return [say('elsewhere', `${at.href}, and on and on`)];
  } catch (error) {
    return [say('unreachable', reasonOf(error))];
  }
}

/** What the headers of a page tell of who it is made for (RFC 9110, 9111, 6265). */
function personalProblems(headers: Headers): string[] {
  const has = (header: string, word: RegExp): boolean => word.test(headers.get(header) ?? '');
  const kept = headers
    .getSetCookie()
    .filter((cookie) => /;\s*(?:max-age\s*=\s*[1-9]|expires\s*=)/iu.test(cookie))
    // A date that has passed takes a cookie away.
    .filter(
      (cookie) => !(Date.parse(/expires\s*=\s*([^;]+)/iu.exec(cookie)?.[1] ?? '') < Date.now()),
    );
  return [
    ...kept.map((cookie) => say('cookie-kept', cookie.split('=', 1)[0] ?? '')),
    ...(has('vary', /\bcookie\b|\*/iu) ? [say('by-cookie')] : []),
    ...(has('cache-control', /\bprivate\b/iu) ? [say('private')] : []),
  ];
}

/** A file that is not there, or is a page that says so, opens no app. */
async function appProblems(url: URL): Promise<string[]> {
  const found = await Promise.all(
    APP_LINKS.map(async ({ problem, path, claim }) => {
      const answer = await ask(new URL(path, url)).catch(() => null);
      const text = answer?.status === 200 ? await answer.text().catch(() => '') : '';
      return text.includes(claim) ? [say(problem, path)] : [];
    }),
  );
  return found.flat();
}

/** As a browser that comes without a past: no cookie, no referrer. */
const ask = (url: URL): Promise<Response> =>
  fetch(url, {
    redirect: 'manual',
    headers: { Accept: 'text/html,*/*' },
    signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
  });

const say = (problem: ExitProblem, detail = ''): string => SENTENCES[problem](detail);

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause ? String(cause.code) : cause.message;
}
