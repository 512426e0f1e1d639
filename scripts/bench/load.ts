import { Agent, request, type RequestOptions } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Times of many requests: how many a second, and the median and 95th percentile in milliseconds. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/**
 * Sends `count` requests over `connections` kept-open connections.
 * @param pauseMs what each connection rests after an answer on average, out of step with the others.
 * @throws when one fails.
 */
export async function load(
  count: number,
  connections: number,
  next: (index: number) => { options: RequestOptions & { url: string }; body?: Uint8Array },
  pauseMs = 0,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let index = 0;
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    while (index < count) {
      const { options, body } = next(index++);
      const start = performance.now();
      await once({ ...options, agent }, body);
      times.push(performance.now() - start);
      if (pauseMs > 0) await sleep(2 * pauseMs * Math.random());
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((one, other) => one - other);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? 0;
  return { perSecond: count / seconds, p50Ms: at(0.5), p95Ms: at(0.95) };
}

const once = ({ url, ...options }: RequestOptions & { url: string }, body?: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if ((answer.statusCode ?? 500) < 300) resolve();
        else reject(new Error(`${url}: ${answer.statusCode ?? 0}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
