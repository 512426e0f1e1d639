import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Where a flood goes to and what it sends. */
export interface Flood {
  /** Without a slash at the end; the server trusts this machine as a proxy. */
  readonly origin: string;
  readonly frame: Uint8Array;
  readonly networks: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
}

/** The settings of a server that is to see many networks in requests from this machine. */
export const BEHIND_THIS_MACHINE = { TRUSTED_PROXIES: '127.0.0.1' } as const;

/** Posts a frame from an address; 0 when no answer came. */
export function postFrom(
  { origin, frame }: Pick<Flood, 'origin' | 'frame'>,
  address: string,
  agent: Agent | false = false,
): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(
      `${origin}/api/referrals/`,
      { method: 'POST', headers: headersFrom(address, origin, frame.length), agent },
      (answer) => {
        answer.resume();
        // Also when the line breaks before the end of the answer.
        answer.once('close', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.once('error', () => resolve(0));
    sent.end(frame);
  });
}

/** Posts again and again at a steady rate; says how often each status was answered. */
export async function flood(options: Flood): Promise<Map<number, number>> {
  const { networks, perSecond, seconds } = options;
  const answers: Promise<number>[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const begun = performance.now();
  while (answers.length < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, ((performance.now() - begun) / 1000) * perSecond);
    while (answers.length < due) {
      const network = networks[answers.length % networks.length] ?? '';
      answers.push(postFrom(options, `${network}.${(answers.length % 250) + 1}`, agent));
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const seen = new Map<number, number>();
  for (const status of await Promise.all(answers)) seen.set(status, (seen.get(status) ?? 0) + 1);
  agent.destroy();
  return seen;
}

/**
 * Opens many posts and sends a little of each now and then, never the last byte; `end` hangs up on all.
 * @param bytes how much at a time.
 */
export function slowSenders(
  { origin, frame, networks }: Pick<Flood, 'origin' | 'frame' | 'networks'>,
  count: number,
  bytes = 1,
): { end: () => void } {
  const { hostname, port } = new URL(origin);
  const lines = Array.from({ length: count }, (_, index): Socket => {
    const line = connect(Number(port), hostname);
    const address = `${networks[index % networks.length] ?? ''}.${(index % 250) + 1}`;
    const headers = { Host: `${hostname}:${port}`, ...headersFrom(address, origin, frame.length) };
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    line.on('error', () => undefined).resume();
    line.write(`POST /api/referrals/ HTTP/1.1\r\n${head.join('')}\r\n`);
    return line;
  });
  let sent = 0;
  const drops = setInterval(() => {
    const part = frame.subarray(sent, Math.min(sent + bytes, frame.length - 1));
    for (const line of lines) if (line.writable) line.write(part);
    sent += part.length;
  }, 250);
  return {
    end: () => {
      clearInterval(drops);
      for (const line of lines) line.destroy();
    },
  };
}

/** What a process holds in memory, in megabytes: now, or at most so far (Linux). */
export function memoryMb(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${which}:\\s+(\\d+) kB`, 'u').exec(status)?.[1] ?? 0) / 1000;
}

const headersFrom = (address: string, origin: string, length: number) => ({
  Origin: origin,
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': 'application/octet-stream',
  'Content-Length': `${length}`,
  'X-Forwarded-For': address,
});
