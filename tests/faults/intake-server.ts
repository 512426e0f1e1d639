// A server around the intake and nothing else, for tests that kill it, starve it and read what it writes.
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { readConfig } from '../../src/intake/config.ts';
import { readFacts } from '../../src/intake/facts.ts';
import { openIntake } from '../../src/intake/intake.ts';
import { posted, sendAnswer } from '../../src/intake/posted.ts';

const config = readConfig(process.env);
const facts = readFacts(await readFile(process.env.FACTS ?? '', 'utf8'));
const intake = await openIntake({
  config,
  facts,
  clientDir: process.env.CLIENT_DIR ?? '',
  readTimeLimitMs: Number(process.env.READ_TIME_LIMIT_MS ?? 30_000),
  leaseSeconds: Number(process.env.LEASE_SECONDS ?? 90),
});
const held: number[] = [];

const server = createServer((incoming, outgoing) => {
  void intake.receive(posted(incoming)).then((answer) => sendAnswer(outgoing, answer));
});

server.listen(config.port, config.host, () => {
  intake.start();
  process.send?.('listening');
});

process.on('message', (order) => {
  if (order === 'hold all file handles') holdAll();
  else for (const handle of held.splice(0)) closeSync(handle);
  process.send?.('done');
});

function holdAll(): void {
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch {
    // None is left: that is what was asked for.
  }
}
