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
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import profile from '../../content/area/profile.json' with { type: 'json' };
import sentences from '../../content/locales/sv/ui.json' with { type: 'json' };

test('where no files could be made, the page says so, and holds the text and the texts to copy', () => {
  mkdirSync('.local', { recursive: true });
  const build = mkdtempSync('.local/build-');
  const content = mkdtempSync(join(tmpdir(), 'content-'));
  cpSync('content', content, { recursive: true });
  const { sv, en } = profile.exits;
  const small = { ...profile, locales: ['sv', 'en'], exits: { sv, en } };
  writeFileSync(join(content, 'area/profile.json'), JSON.stringify(small));
  // Astro alone, as on a machine without a compiler: nobody hands a manifest to the pages.
  const astro = ['node_modules/astro/bin/astro.mjs', 'build', '--force', '--outDir', build];
  const { status, stderr } = spawnSync(process.execPath, astro, {
    env: { ...process.env, CONTENT_DIR: content, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  expect(status, stderr.toString()).toBe(0);
  const main = (path: string) =>
    parseHTML(
      readFileSync(join(build, 'client/sv/material', path, 'index.html'), 'utf8'),
    ).document.querySelector('main')!;
  expect(main('').textContent).toContain(sentences['kit.none']);
  expect(main('').querySelectorAll('a[href^="/material/"], img').length).toBe(0);
  expect(
    [...main('').querySelectorAll('.doors a')].map((link) => link.getAttribute('href')),
  ).toEqual(['/sv/material/texter/', '/sv/material/texter/separat/']);
  expect(existsSync(join(build, 'client/sv/material/trapphus'))).toBe(false);
  // Without an address of its own the site names none.
  const [text] = main('texter').querySelectorAll('textarea');
  expect(text?.textContent).toContain('116\u00a0016');
  expect(text?.textContent).not.toContain('http');
  for (const folder of [content, build]) rmSync(folder, { recursive: true });
});
