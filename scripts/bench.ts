// `npm run bench`: prints sizes and times; nothing here is asserted.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BEHIND_THIS_MACHINE, flood, memoryMb, postFrom } from '../tests/support/flood.ts';
import { startSite } from '../tests/support/site-server.ts';
import { blankAfterMs } from './bench/exit.ts';
import { frames } from './bench/frames.ts';
import { kitTimes } from './bench/kit.ts';
import { lighthouseScores } from './bench/lighthouse.ts';
import { load } from './bench/load.ts';
import { ownCopyTime } from './bench/own-copy.ts';
import { proofMs } from './bench/proof.ts';
import { provision } from './provision.ts';
import { run } from './run.ts';

const LIGHTHOUSE_PAGES = ['', 'ring/', 'skriv/'].flatMap((path) => [`/sv/${path}`, `/ar/${path}`]);
const STATIC_REQUESTS = 5_000;
const LETTERS = 400;
const CONNECTIONS = 8;
const FLOOD = { perSecond: 200, seconds: 60, networks: ['203.0.113', '198.51.100', '192.0.2'] };

provision();
const begun = performance.now();
run(process.execPath, ['scripts/build.ts']);
console.log(`Build: ${((performance.now() - begun) / 1000).toFixed(1)} s`);

for (const [how, { seconds, bytes }] of Object.entries(kitTimes())) {
  console.log(`Campaign kit, ${how}: ${seconds.toFixed(1)} s, ${(bytes / 1e9).toFixed(2)} GB`);
}

console.log('\nPages, brotli bytes (at most 14,600):');
const pages = readdirSync('dist/client', { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.html.br'))
  .map((name) => ({ name, bytes: readFileSync(join('dist/client', name)).length }))
  .sort((one, other) => other.bytes - one.bytes);
for (const { name, bytes } of pages) {
  console.log(`  ${String(bytes).padStart(6)}  ${name.replace('.br', '')}`);
}

const site = await startSite(BEHIND_THIS_MACHINE);
for (const slowdown of [1, 4]) {
  const ms = await blankAfterMs(`${site.origin}/sv/ring/`, slowdown);
  console.log(`Exit, release to blank, CPU slowed ${slowdown} ×: ${ms.toFixed(1)} ms (median)`);
}

for (const [sheets, slowdown] of [[1, 4] as const, [4, 4] as const]) {
  const own = await ownCopyTime(`${site.origin}/sv/material/toalett/`, { sheets, slowdown });
  console.log(
    `Own copies of ${own.sheets} sheets, CPU slowed ${slowdown} ×: ${(own.ms / 1000).toFixed(1)} s`,
  );
}

const page = await load(STATIC_REQUESTS, 32, () => ({
  options: { url: `${site.origin}/sv/ring/`, headers: { 'Accept-Encoding': 'br' } },
}));
console.log(
  `Static page: ${page.perSecond.toFixed(0)} requests/s, p95 ${page.p95Ms.toFixed(1)} ms`,
);

const sealed = await frames(LETTERS);
const post = await load(LETTERS, CONNECTIONS, (index) => ({
  options: {
    url: `${site.origin}/api/referrals/`,
    method: 'POST',
    headers: {
      Origin: site.origin,
      'Content-Type': 'application/octet-stream',
      'Content-Length': sealed[index]?.length ?? 0,
      // Each from a network of its own, so that none is over its share.
      'X-Forwarded-For': `100.${64 + (index >> 8)}.${index & 0xff}.1`,
    },
  },
  body: sealed[index] ?? new Uint8Array(),
}));
console.log(
  `POST to 202: ${post.perSecond.toFixed(0)} letters/s, p50 ${post.p50Ms.toFixed(1)} ms, p95 ${post.p95Ms.toFixed(1)} ms`,
);
console.log(`Memory of the server: ${memoryMb(site.pid, 'VmRSS').toFixed(0)} MB`);

for (const slowdown of [1, 4]) {
  const ms = await proofMs(site.origin, slowdown);
  console.log(`Hardest proof of work, CPU slowed ${slowdown} ×: ${ms.toFixed(0)} ms`);
}

const [frame = new Uint8Array()] = sealed;
const target = { origin: site.origin, frame };
const storm = flood({ ...target, ...FLOOD });
const real = setInterval(() => {
  const begun = performance.now();
  void postFrom(target, `100.127.${Math.floor(begun / 1000) % 250}.1`).then((status) => {
    console.log(`  a real sender: ${status} after ${(performance.now() - begun).toFixed(0)} ms`);
  });
}, 10_000);
const answers = [...(await storm)].map(([status, count]) => `${count} × ${status}`).join(', ');
clearInterval(real);
console.log(
  `Flood of ${FLOOD.perSecond}/s for ${FLOOD.seconds} s: ${answers}; memory at most ${memoryMb(site.pid, 'VmHWM').toFixed(0)} MB`,
);

console.log('\nLighthouse (performance/accessibility/best practices/search), median of three:');
for (const path of LIGHTHOUSE_PAGES) {
  console.log(`  ${await lighthouseScores(site.origin + path)}  ${path}`);
}
await site.stop();
