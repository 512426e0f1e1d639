import { createHash } from 'node:crypto';

const HASHES = ['sha256', 'sha384', 'sha512'] as const;

/** The source that allows a style in a Content-Security-Policy (CSP3, 2.3.1). */
export const hashSource = (style: string, kind: (typeof HASHES)[number] = 'sha256'): string =>
  `'${kind}-${createHash(kind).update(style).digest('base64')}'`;

/** Whether every policy lets a style inside the page apply; a header may hold several. */
export const allowsStyle = (policies: readonly string[], style: string): boolean =>
  policies.flatMap((header) => header.split(',')).every((policy) => isAllowed(policy, style));

function isAllowed(policy: string, style: string): boolean {
  const directives = new Map(
    policy
      .split(';')
      .map((directive) => directive.trim().split(/\s+/u))
      .map(([name = '', ...sources]) => [name.toLowerCase(), sources] as const)
      // Of two directives with one name the first holds.
      .reverse(),
  );
  const sources = ['style-src-elem', 'style-src', 'default-src']
    .map((name) => directives.get(name))
    .find((list) => list !== undefined);
  if (sources === undefined) return true;
  if (HASHES.some((kind) => sources.includes(hashSource(style, kind)))) return true;
  // A hash or a nonce switches 'unsafe-inline' off.
  const isStrict = sources.some((source) => /^'(?:nonce|sha\d+)-/iu.test(source));
  return !isStrict && sources.some((source) => source.toLowerCase() === "'unsafe-inline'");
}
