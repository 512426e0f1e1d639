import { beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/intake/facts.ts';
import type { IntakeFacts } from '../../../src/intake/facts.ts';
import { takesLetters } from '../../../src/intake/opening.ts';
import { NOW, configFor, makeStage } from './stage.ts';

let demonstration: IntakeFacts;
let real: IntakeFacts;

beforeAll(async () => {
  demonstration = (await makeStage()).facts;
  real = {
    ...demonstration,
    set: { ...demonstration.set, demonstration: false },
    replyDays: ['mon', 'thu'],
    deputy: 'Deputy',
  };
});

const loopback = configFor('.local');
const published = configFor('.local', { SITE_URL: 'https://example.org' });

const withSocial = (
  facts: IntakeFacts,
  change: Partial<IntakeFacts['inboxes'][number]>,
): IntakeFacts => ({
  ...facts,
  inboxes: facts.inboxes.map((inbox) => (inbox.id === 'social' ? { ...inbox, ...change } : inbox)),
});

describe('a demonstration (R3)', () => {
  it('takes letters on loopback', () => {
    expect(takesLetters(loopback, demonstration, NOW)).toBe(true);
  });

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.4' },
    { SITE_URL: 'https://example.org' },
    { SITE_URL: 'http://localhost:4321' },
  ])('takes none where the public could come: %o', (environment) => {
    expect(takesLetters(configFor('.local', environment), demonstration, NOW)).toBe(false);
  });
});

describe('a real team', () => {
  it('takes letters in public', () => {
    expect(takesLetters(published, real, NOW)).toBe(true);
  });

  it.each([
    ['no reply days', { replyDays: null }],
    ['empty reply days', { replyDays: [] }],
    ['no deputy', { deputy: null }],
    ['the status paused', { status: 'paused' as const }],
    ['the status closed', { status: 'closed' as const }],
  ])('with %s takes none', (_, change) => {
    expect(takesLetters(published, { ...real, ...change }, NOW)).toBe(false);
  });

  it('without a mail address for an open inbox takes none', () => {
    expect(takesLetters(published, withSocial(real, { address: null }), NOW)).toBe(false);
    const closed = withSocial(real, { address: null, open: false });
    expect(takesLetters(published, closed, NOW)).toBe(true);
  });

  it('with every inbox closed takes none', () => {
    const inboxes = real.inboxes.map((inbox) => ({ ...inbox, open: false }));
    expect(takesLetters(published, { ...real, inboxes }, NOW)).toBe(false);
  });

  it('without a certificate for an open inbox takes none', () => {
    expect(takesLetters(published, withSocial(real, { certificates: [] }), NOW)).toBe(false);
  });
});

describe('a certificate that stops (R18)', () => {
  const expiring = () =>
    withSocial(real, {
      certificates: [{ expires: null }, { expires: new Date(NOW).toISOString() }],
    });

  it('closes the form at that moment by the server’s clock', () => {
    expect(takesLetters(published, expiring(), NOW - 1)).toBe(true);
    expect(takesLetters(published, expiring(), NOW)).toBe(false);
  });

  it('changes nothing where it belongs to a closed inbox', () => {
    const [social] = expiring().inboxes;
    expect(takesLetters(published, withSocial(real, { ...social, open: false }), NOW)).toBe(true);
  });
});

describe('the facts of the build', () => {
  it('are read back as they were written', () => {
    expect(readFacts(JSON.stringify(real))).toEqual(real);
  });

  it('stop the server when they do not fit, naming the place', () => {
    expect(() => readFacts(JSON.stringify({ ...real, locales: ['xx'] }))).toThrow(
      /dist\/intake\.json cannot be used, so build again\. locales\.0/u,
    );
    const inboxes = real.inboxes.slice(0, 1);
    expect(() => readFacts(JSON.stringify({ ...real, inboxes }))).toThrow(
      'an inbox of the sealing set is missing here',
    );
  });
});
