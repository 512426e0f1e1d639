import { createHash } from 'node:crypto';

/** Header names and values in the order in which they are written out. */
export type Headers = readonly (readonly [name: string, value: string])[];

const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
];

/**
 * The one set of headers of the whole site. One-address browsing keeps the first page's policy while
 * other pages are shown in it, so the policy is the union of what all pages need.
 * @param pages the built HTML of every page.
 */
export function securityHeaders(pages: Iterable<string>): Headers {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  for (const html of pages) {
    for (const text of inlineTexts(html, 'script')) scripts.add(hashSource(text));
    for (const text of inlineTexts(html, 'style')) styles.add(hashSource(text));
  }
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...scripts].sort().join(' ')}`,
    `style-src ${[...styles].sort().join(' ')}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    // The one worker does the work that is asked of a sender under attack.
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return [
    ['Content-Security-Policy', policy],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'],
    ['Permissions-Policy', PERMISSIONS.map((name) => `${name}=()`).join(', ')],
    ['X-DNS-Prefetch-Control', 'off'],
    ['Cache-Control', 'no-store'],
    ['Request-OTR', '1'],
  ];
}

/** HSTS belongs to answers over TLS only (RFC 6797, section 7.2). */
export const STRICT_TRANSPORT_SECURITY = [
  'Strict-Transport-Security',
  'max-age=63072000; includeSubDomains',
] as const;

/** The headers as an include file for nginx; `always` covers error answers too. */
export const nginxInclude = (headers: Headers): string =>
  [...headers, STRICT_TRANSPORT_SECURITY]
    .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
    .join('');

/** The headers as a `_headers` file, which content delivery networks read. */
export const headersFile = (headers: Headers): string =>
  `/*\n${[...headers, STRICT_TRANSPORT_SECURITY]
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('')}`;

function* inlineTexts(html: string, tag: 'script' | 'style'): Generator<string> {
  const pattern = new RegExp(`<${tag}([^>]*)>([\\s\\S]*?)</${tag}>`, 'gu');
  for (const [, attributes = '', text = ''] of html.matchAll(pattern)) {
    // JSON-LD is data, not a script that runs.
    if (/\ssrc=|application\/ld\+json/u.test(attributes)) continue;
    yield text;
  }
}

const hashSource = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
