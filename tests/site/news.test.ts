import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };

test('news stay out of sight while there are none', () => {
  expect(existsSync('dist/client/sv/nytt')).toBe(false);
  expect(readFileSync('dist/client/sv/fragor/index.html', 'utf8')).not.toContain('/nytt/');
});

test('a piece of news has its page, its link and a feed, in its language only', () => {
  mkdirSync('.local', { recursive: true });
  const build = mkdtempSync('.local/build-');
  const content = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('content', content, { recursive: true });
  const { sv, en } = profile.exits;
  const small = { ...profile, locales: ['sv', 'en'], exits: { sv, en } };
  writeFileSync(join(content, 'area/profile.json'), JSON.stringify(small));
  mkdirSync(join(content, 'locales/sv/news'));
  writeFileSync(
    join(content, 'locales/sv/news/oppet.mdx'),
    '---\ntitle: Nytt\nheading: Nu & här\ndescription: Nytt.\norder: 1\npart: news\nchanged: 2026-11-23\n---\n\nEn mening.\n',
  );
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], {
    env: { ...process.env, CONTENT_DIR: content, BUILD_DIR: build },
  });
  expect(status, stderr.toString()).toBe(0);
  const read = (name: string) => readFileSync(join(build, 'client', name), 'utf8');
  expect(read('sv/nytt/index.html')).toContain('En mening.');
  expect(read('sv/fragor/index.html')).toContain('href="/sv/nytt/"');
  expect(existsSync(join(build, 'client/en/nytt'))).toBe(false);
  const feed = read('sv/nytt/feed.xml');
  expect(feed).toContain('<title>Nu &amp; här</title>');
  expect(feed).toContain('<updated>2026-11-23T00:00:00.000Z</updated>');
  for (const folder of [content, build]) rmSync(folder, { recursive: true });
});
