// `npm run bench`: prints sizes and times; nothing here is asserted. `npm run bench -- intake`: what concerns letters only.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BEHIND_THIS_MACHINE, memoryMb } from '../tests/support/flood.ts';
import { startSite } from '../tests/support/site-server.ts';
import { allTabsLeaveMs, blankAfterMs } from './bench/exit.ts';
import { benchFlood } from './bench/flood.ts';
import { benchIntake } from './bench/intake.ts';
import { kitTimes } from './bench/kit.ts';
import { lighthouseScores } from './bench/lighthouse.ts';
import { load } from './bench/load.ts';
import { ownCopyTime } from './bench/own-copy.ts';
import { proofMs } from './bench/proof.ts';
import { provision } from './provision.ts';
import { run } from './run.ts';

const LIGHTHOUSE_PAGES = ['', 'ring/', 'skriv/'].flatMap((path) => [`/sv/${path}`, `/ar/${path}`]);
const STATIC_REQUESTS = 5_000;

provision();
if (process.argv[2] === 'intake' && existsSync('dist/intake.json')) {
  await benchIntake();
  process.exit();
}
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
for (const [slowdown, more] of [
  [1, 0] as const,
  [1, 2000] as const,
  [4, 0] as const,
  [4, 2000] as const,
]) {
  const ms = await blankAfterMs(`${site.origin}/sv/ring/`, { slowdown, more });
  console.log(
    `Exit, release to blank, ${more} more elements, CPU slowed ${slowdown} ×: ${ms.toFixed(1)} ms (median)`,
  );
}
const allLeave = await allTabsLeaveMs(`${site.origin}/sv/ring/`);
console.log(
  `Exit, press until three tabs are at the destination: ${allLeave.toFixed(0)} ms (median)`,
);

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

console.log(`Memory of the server: ${memoryMb(site.pid, 'VmRSS').toFixed(0)} MB`);
for (const slowdown of [1, 4]) {
  const ms = await proofMs(site.origin, slowdown);
  console.log(`Hardest proof of work, CPU slowed ${slowdown} ×: ${ms.toFixed(0)} ms`);
}
await benchFlood(site);

console.log('\nLighthouse (performance/accessibility/best practices/search), median of three:');
for (const path of LIGHTHOUSE_PAGES) {
  console.log(`  ${await lighthouseScores(site.origin + path)}  ${path}`);
}
await site.stop();

console.log();
await benchIntake();
