import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { posted, sendAnswer, type Posted } from '../../../src/intake/posted.ts';

/** What a server makes of the lines of a request, and its whole answer. */
async function sent(lines: readonly string[], answer: Response) {
  let seen: Posted | undefined;
  const server = createServer((request, response) => {
    seen = posted(request);
    void sendAnswer(response, answer);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const line = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let said = '';
  line.on('data', (part) => (said += part.toString()));
  line.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(line, 'end');
  return { get: (name: string) => seen?.headers.get(name), method: seen?.method, said };
}

const POST = ['POST / HTTP/1.1', 'Host: x', 'Content-Length: 0'];
const END = { headers: { Connection: 'close' } };

test('a header is found whatever the case of its name', async () => {
  const { get, method } = await sent(
    [...POST, 'Sec-Fetch-Site: same-origin'],
    new Response('', END),
  );
  expect(method).toBe('POST');
  expect(['sec-fetch-site', 'Sec-Fetch-Site'].map(get)).toEqual(['same-origin', 'same-origin']);
  expect(get('Origin')).toBeNull();
});

test('a header that comes twice is one value, and so no origin of ours', async () => {
  const { get } = await sent(
    [...POST, 'Origin: https://a', 'Origin: https://b'],
    new Response('', END),
  );
  expect(get('origin')).toBe('https://a, https://b');
});

test('status, headers and body of an answer arrive', async () => {
  const answer = new Response('{"status":"kept"}', { ...END, status: 202 });
  answer.headers.set('Allow', 'POST');
  const { said } = await sent(POST, answer);
  expect(said).toMatch(/^HTTP\/1\.1 202 Accepted\r\n/u);
  expect(said).toMatch(/\r\nallow: POST\r\n/iu);
  expect(said).toContain('{"status":"kept"}');
});
