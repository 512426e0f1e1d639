import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import sentences from '../../content/locales/sv/ui.json' with { type: 'json' };
import { otherContent, type OtherContent } from '../support/other-content.ts';

let other: OtherContent;

/** Two languages, a piece of news, and no files of the kit. */
beforeAll(() => {
  other = otherContent();
  const { content, build, env } = other;
  const { sv, en } = profile.exits;
  const small = { ...profile, locales: ['sv', 'en'], exits: { sv, en } };
  writeFileSync(join(content, 'area/profile.json'), JSON.stringify(small));
  mkdirSync(join(content, 'locales/sv/news'));
  writeFileSync(
    join(content, 'locales/sv/news/oppet.mdx'),
    '---\ntitle: Nytt\nheading: Nu & här\ndescription: Nytt.\norder: 1\npart: news\nchanged: 2026-11-23\n---\n\nEn mening.\n',
  );
  // Astro alone, as on a machine without a compiler: nobody hands a manifest to the pages.
  const astro = [
    'node_modules/astro/bin/astro.mjs',
    'build',
    '--force',
    '--outDir',
    join(build, 'client'),
  ];
  const { status, stderr } = spawnSync(process.execPath, astro, {
    env: { ...process.env, ...env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  expect(status, stderr.toString()).toBe(0);
});
afterAll(() => {
  other.discard();
});

const read = (name: string) => readFileSync(join(other.build, 'client', name), 'utf8');

test('news stay out of sight while there are none', () => {
  expect(existsSync('dist/client/sv/nytt')).toBe(false);
  expect(readFileSync('dist/client/sv/fragor/index.html', 'utf8')).not.toContain('/nytt/');
});

test('a piece of news has its page, its link and a feed, in its language only', () => {
  expect(read('sv/nytt/index.html')).toContain('En mening.');
  expect(read('sv/fragor/index.html')).toContain('href="/sv/nytt/"');
  expect(existsSync(join(other.build, 'client/en/nytt'))).toBe(false);
  const feed = read('sv/nytt/feed.xml');
  expect(feed).toContain('<title>Nu &amp; här</title>');
  expect(feed).toContain('<updated>2026-11-23T00:00:00.000Z</updated>');
});

test('where no files could be made, the page says so, and holds the text and the texts to copy', () => {
  const main = (path: string) =>
    parseHTML(read(join('sv/material', path, 'index.html'))).document.querySelector('main')!;
  expect(main('').textContent).toContain(sentences['kit.none']);
  expect(main('').querySelectorAll('a[href^="/material/"], img').length).toBe(0);
  expect(
    [...main('').querySelectorAll('.doors a')].map((link) => link.getAttribute('href')),
  ).toEqual(['/sv/material/texter/', '/sv/material/texter/separat/', '/sv/hafte/']);
  expect(existsSync(join(other.build, 'client/sv/material/trapphus'))).toBe(false);
  // Without an address of its own the site names none.
  const [text] = main('texter').querySelectorAll('pre');
  expect(text?.textContent).toContain('116\u00a0016');
  expect(text?.textContent).not.toContain('http');
});
