import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { IntakeFacts } from '../../src/intake/facts.ts';
import { TEXT_FIELDS } from '../../src/referral/fields.ts';
import { armorIn, makeStage, openArmored } from '../unit/intake/stage.ts';
import type { Stage } from '../unit/intake/stage.ts';
import { namesIn, postFields, startServer } from './server-process.ts';
import type { ServerProcess } from './server-process.ts';

const SENTINEL = 'Zebrafink7391';

const PATIENCE = { timeout: 10_000 };

let stage: Stage;

// Servers in processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(async () => {
  stage = await makeStage();
});

/** A form in which every answer in words holds the sentinel. */
const fields = (more: Record<string, string> = {}): Record<string, string> => ({
  kind: 'self',
  locale: 'sv',
  textVersion: '0123abcd',
  recipients: 'both',
  ...Object.fromEntries(
    TEXT_FIELDS.filter((name) => name !== 'workplace').map((name) => [name, `${SENTINEL} å`]),
  ),
  ...more,
});

/** The sentinel as it stands in memory, in base64 at each offset, in hex and backwards. */
const shapes = (): string[] => {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(`${'x'.repeat(offset)}${SENTINEL}`)
      .toString('base64')
      .slice(4, -4),
  );
  return [SENTINEL, ...base64, Buffer.from(SENTINEL).toString('hex')];
};

async function expectNoTrace(server: ServerProcess): Promise<void> {
  const names = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  for (const text of [...texts, server.printed()]) {
    for (const shape of shapes()) expect(text.includes(shape)).toBe(false);
  }
}

describe('a form without JavaScript (R10)', () => {
  it('arrives, and what was written is nowhere in the spool, the outbox, stdout or stderr', async () => {
    const server = await startServer({ facts: stage.facts });
    expect((await postFields(server.port, fields())).status).toBe(303);
    await vi.waitFor(async () => {
      expect(await namesIn(server.dataDir, 'outbox')).toHaveLength(2);
      // What was delivered goes from here a moment later.
      expect(await namesIn(server.dataDir, 'spool/new')).toHaveLength(0);
    }, PATIENCE);
    await expectNoTrace(server);
    expect(server.printed()).toBe('');
    const names = await namesIn(server.dataDir, 'outbox');
    const name = names.find((candidate) => candidate.includes('social')) ?? '';
    const mail = await readFile(join(server.dataDir, 'outbox', name), 'utf8');
    const text = await openArmored(armorIn(mail), stage.privateKeys.social);
    expect(text.split(SENTINEL).length - 1).toBeGreaterThanOrEqual(10);
  });

  it('that waits in the spool is ciphertext there', async () => {
    const environment = {
      COURIER: 'smtp',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'a@b.example',
    };
    const server = await startServer({ facts: stage.facts, environment });
    expect((await postFields(server.port, fields())).status).toBe(303);
    expect(await namesIn(server.dataDir, 'spool', 'new')).toHaveLength(1);
    await expectNoTrace(server);
  });

  it('never touches the disk in the clear, not even in a file that is gone again', async () => {
    const trace = join((await startServer({ facts: stage.facts })).dataDir, 'trace');
    const under = [
      'strace',
      '-D',
      '-f',
      '-s',
      '65536',
      '-e',
      'trace=write,writev,pwrite64',
      '-o',
      trace,
    ];
    const server = await startServer({ facts: stage.facts, under });
    expect((await postFields(server.port, fields())).status).toBe(303);
    await vi.waitFor(async () => {
      expect(await namesIn(server.dataDir, 'outbox')).toHaveLength(2);
    }, PATIENCE);
    await server.kill();
    await vi.waitFor(async () => {
      expect(await readFile(trace, 'utf8')).toContain('+++ killed by SIGKILL +++');
    }, PATIENCE);
    const written = await readFile(trace, 'utf8');
    expect(written).toContain('BEGIN PGP MESSAGE');
    expect(written).toContain('HTTP/1.1 303');
    for (const shape of shapes()) expect(written.includes(shape)).toBe(false);
  });

  it('that is wrong, refused, not stored or not sealed leaves nothing behind either', async () => {
    const server = await startServer({ facts: stage.facts });
    const wrong = await postFields(server.port, fields({ district: SENTINEL }));
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain(`${SENTINEL} å</textarea>`);
    const unknown = await postFields(server.port, fields({ [SENTINEL]: SENTINEL }));
    expect(unknown.status).toBe(422);
    await rm(join(server.dataDir, 'spool'), { recursive: true });
    await writeFile(join(server.dataDir, 'spool'), '');
    expect((await postFields(server.port, fields())).status).toBe(503);
    await expectNoTrace(server);
    expect(new Set(server.problems())).toEqual(new Set(['spool-failed']));
  });

  it('with certificates that cannot be used is “not sent”, and leaves nothing behind', async () => {
    const broken: IntakeFacts = {
      ...stage.facts,
      set: {
        ...stage.facts.set,
        inboxes: stage.facts.set.inboxes.map((inbox) => ({ ...inbox, certificates: ['broken'] })),
      },
    };
    const server = await startServer({ facts: broken });
    const answer = await postFields(server.port, fields());
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('<section data-not-sent="">');
    await expectNoTrace(server);
    expect(server.problems()).toEqual(['not-sealed']);
  });

  it('finds its sentinel where there is one, so that these tests mean something', () => {
    const grep = (text: string) => shapes().some((shape) => text.includes(shape));
    expect(grep(`a ${SENTINEL} b`)).toBe(true);
    const encode = (text: string) =>
      execFileSync('base64', ['-w0'], { input: text, encoding: 'utf8' });
    for (const before of ['', 'a', 'ab', 'abc']) {
      expect(grep(encode(`${before}${SENTINEL} efter`))).toBe(true);
    }
  });
});
