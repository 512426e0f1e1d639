// R9 against what `npm start` runs: Node's own reading of requests, and the bounds of connections.
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFacts, type IntakeFacts } from '../../src/intake/facts.ts';
import { openPost, post } from '../faults/server-process.ts';
import { memoryMb } from '../support/flood.ts';
import { startSite, type SiteServer } from '../support/site-server.ts';
import { frameOf } from '../unit/intake/stage.ts';

const MB = 1024 * 1024;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const CHUNKED = { headers: { 'Transfer-Encoding': 'chunked' }, without: ['Content-Length'] };

let facts: IntakeFacts;
let site: SiteServer;
let port: number;

beforeAll(async () => {
  facts = readFacts(await readFile('dist/intake.json', 'utf8'));
  site = await startSite();
  port = Number(new URL(site.origin).port);
  expect((await post(port, await frameOf(facts))).status).toBe(202);
});

afterAll(() => site.stop());

const handles = () => readdirSync(`/proc/${site.pid}/fd`).length;

test('a sender of nonsense who keeps the line open is let go', async () => {
  const before = handles();
  const lines = Array.from({ length: 20 }, () => {
    const line = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    line.on('error', () => undefined).resume();
    line.write('nonsense\r\n\r\n');
    return line;
  });
  await Promise.all(lines.map((line) => once(line, 'end')));
  expect(handles()).toBeGreaterThan(before + 10);
  await expect.poll(handles, { timeout: 5_000 }).toBeLessThan(before + 10);
  for (const line of lines) line.destroy();
});

test('who closes its side after the last byte is answered, and the line ends', async () => {
  const whole = await frameOf(facts);
  const { line, got } = openPost(port, { 'Content-Length': `${whole.length}` });
  line.end(whole);
  await once(line, 'close');
  expect(got()).toMatch(/^HTTP\/1\.1 202 [\s\S]*"received"/u);
});

test('who closes its side before that is refused, and the line ends', async () => {
  const whole = await frameOf(facts);
  for (const body of [new Uint8Array(), whole.subarray(0, -1)]) {
    const { line, got } = openPost(port, { 'Content-Length': `${whole.length}` });
    line.end(body);
    await once(line, 'close');
    expect(got()).toMatch(/^HTTP\/1\.1 400 /u);
  }
  const idle = connect(port, '127.0.0.1').end();
  idle.resume();
  await once(idle, 'close');
});

test('a wrong length, or none, is refused', async () => {
  const whole = await frameOf(facts);
  const refused = async (...sent: Parameters<typeof post>) => {
    const { status, body } = await post(...sent);
    expect(body).toBe('{"status":"refused"}');
    return status;
  };
  expect(await refused(port, new Uint8Array())).toBe(400);
  expect(await refused(port, whole.subarray(0, -1))).toBe(400);
  expect(await refused(port, Buffer.concat([whole, Buffer.alloc(1)]))).toBe(413);
  expect(await refused(port, whole, CHUNKED)).toBe(411);
});

test('50 MB are refused unread and cost no memory: announced, chunked or as a form', async () => {
  const big = new Uint8Array(50 * MB).fill(0x61);
  const before = memoryMb(site.pid, 'VmRSS');
  for (const options of [{}, { headers: FORM }, CHUNKED]) {
    // The line is cut while the rest still comes, so that this sender may not see its answer.
    const answer = await post(port, big, options).catch(() => null);
    expect([411, 413, null]).toContain(answer?.status ?? null);
  }
  expect(memoryMb(site.pid, 'VmRSS') - before).toBeLessThan(40);
  expect((await post(port, await frameOf(facts))).status).toBe(202);
});

test('slow senders hold up nobody, and no memory worth the name', async () => {
  const length = `${(await frameOf(facts)).length}`;
  const before = memoryMb(site.pid, 'VmRSS');
  const slow = Array.from({ length: 30 }, () => openPost(port, { 'Content-Length': length }));
  for (let drop = 0; drop < 10; drop += 1) {
    for (const { line } of slow) line.write('x');
    await sleep(50);
  }
  expect((await fetch(`${site.origin}/sv/ring/`)).status).toBe(200);
  expect((await post(port, await frameOf(facts))).status).toBe(202);
  expect(slow.map(({ got }) => got())).toEqual(slow.map(() => ''));
  expect(memoryMb(site.pid, 'VmRSS') - before).toBeLessThan(40);
  for (const { line } of slow) line.destroy();
});
