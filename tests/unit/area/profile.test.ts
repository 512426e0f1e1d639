import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ownAddresses, readProfile } from '../../../src/area/profile.ts';

const FILE = 'content/area/profile.json';
const shipped = readFileSync(FILE, 'utf8');
const SITE = 'https://igor.example';

/** What is said of a profile whose Swedish exit leads there. */
const complaint =
  (url: string, environment: Record<string, string> = {}) =>
  (): unknown =>
    readProfile(
      shipped.replace('"https://www.smhi.se/"', JSON.stringify(url)),
      FILE,
      ownAddresses(environment),
    );

const said = (reason: string): string => `${FILE} cannot be used.\n  exits.sv.url: ${reason}`;

test('the profile as it ships can be used', () => {
  expect(readProfile(shipped, FILE, ownAddresses({ SITE_URL: SITE })).exits.sv?.url).toBe(
    'https://www.smhi.se/',
  );
});

describe('an exit is refused with file, field and what to write', () => {
  test.each(['http://www.smhi.se/', 'smhi.se', 'javascript:alert(1)', 'https://', ''])(
    'that is not a whole https address: %s',
    (url) => {
      expect(complaint(url)).toThrow(said('write a whole address that begins with https://'));
    },
  );

  test.each(['https://me@www.smhi.se/', 'https://me:pw@www.smhi.se/', 'https://:pw@www.smhi.se/'])(
    'that has a user part: %s',
    (url) => {
      expect(complaint(url)).toThrow(said('leave out the part before @'));
    },
  );

  test.each([
    [`${SITE}/sv/`, { SITE_URL: SITE }],
    ['https://www.igor.example/', { SITE_URL: `${SITE}/` }],
    ['https://igor.example./', { SITE_URL: SITE }],
    ['https://igor.example:8443/', { SITE_URL: 'https://www.igor.example' }],
    ['https://väder.example/', { SITE_ALIASES: 'https://other.example, https://väder.example' }],
    ['https://127.0.0.1:4321/', {}],
  ])('that is the site itself: %s', (url, environment) => {
    expect(complaint(url, environment)).toThrow(
      said('this is the site itself; write another site'),
    );
  });

  test('but not one that only resembles it', () => {
    expect(complaint('https://igor.example.org/', { SITE_URL: SITE })).not.toThrow();
  });
});
