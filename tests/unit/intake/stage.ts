import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decrypt, readMessage, readPrivateKey } from 'openpgp';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../../src/intake/config.ts';
import type { IntakeConfig } from '../../../src/intake/config.ts';
import type { IntakeFacts } from '../../../src/intake/facts.ts';
import { dayOf } from '../../../src/intake/people/days.ts';
import { peopleFiles, writeSmallFile } from '../../../src/intake/people/people-file.ts';
import { makeDemoCertificate, sealedAtOf } from '../../../src/referral/pgp/certificate.ts';
import type { Referral } from '../../../src/referral/referral.ts';
import { sealReferral } from '../../../src/referral/seal-referral.ts';
import type { InboxId } from '../../../src/referral/sealing-set.ts';

/** A Sunday evening; every clock of these tests starts here. */
export const NOW = Date.parse('2026-11-22T20:00:00Z');

export const ORIGIN = 'http://127.0.0.1:4321';

export const ENDPOINT = `${ORIGIN}/api/referrals/`;

/** An invented area with its keys. */
export interface Stage {
  readonly facts: IntakeFacts;
  readonly privateKeys: Readonly<Record<InboxId, string>>;
}

/** Two inboxes with a fresh demo certificate each. */
export async function makeStage(): Promise<Stage> {
  const made = new Date(NOW - 86_400_000);
  const social = await makeDemoCertificate('Socialtjänsten (prov)', made);
  const police = await makeDemoCertificate('Polisen (prov)', made);
  const sealedAt = await sealedAtOf([social.certificate, police.certificate]);
  const expires = '2028-11-20T20:00:00.000Z';
  return {
    privateKeys: { social: social.privateKey, police: police.privateKey },
    facts: {
      area: 'IGOR Exempelstad',
      status: 'active',
      locales: ['sv', 'en', 'ar'],
      formPaths: { self: 'skriv', 'using-violence': 'sluta/skriv' },
      set: {
        sealedAt: sealedAt.toISOString(),
        demonstration: true,
        inboxes: [
          { id: 'social', name: 'Socialtjänsten', certificates: [social.certificate] },
          { id: 'police', name: 'Polisen', certificates: [police.certificate] },
        ],
      },
      inboxes: [
        { id: 'social', open: true, address: 'social@example.org', certificates: [{ expires }] },
        { id: 'police', open: true, address: 'police@example.org', certificates: [{ expires }] },
      ],
      replyDays: null,
      closedDays: ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-31'],
      deputy: null,
    },
  };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A team with real certificates that reads on weekdays; Christmas is off. */
export const realFacts = (facts: IntakeFacts): IntakeFacts => ({
  ...facts,
  set: { ...facts.set, demonstration: false },
  replyDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  deputy: 'Ersättaren',
});

/** Leaves the answer of each inbox on the day of a moment, as the server itself keeps it. */
export async function answerForAll(dataDir: string, now: number): Promise<void> {
  const answeredOn = dayOf(now);
  const receipt = { answeredOn, mailedOn: answeredOn, links: [] };
  await writeSmallFile(peopleFiles(dataDir).receipts, { social: receipt, police: receipt });
}

/** Settings for a server on loopback. */
export const configFor = (dataDir: string, more: Record<string, string> = {}): IntakeConfig =>
  readConfig({ DATA_DIR: dataDir, ...more });

/** A clock that stands still until it is moved. */
export interface TestClock {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
}

export function testClock(start = NOW): TestClock {
  let time = start;
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}

/** A request that only asks for a call. */
export const referralOf = (more: Partial<Referral> = {}): Referral => ({
  kind: 'self',
  locale: 'sv',
  textVersion: '0123abcd',
  recipients: 'social',
  reach: '070-174 06 05',
  ...more,
});

export const newId = (): Uint8Array => new Uint8Array(randomBytes(16));

/** What the form's script would post. */
export const frameOf = (
  facts: IntakeFacts,
  more: Partial<Referral> = {},
  submissionId: Uint8Array = newId(),
): Promise<Uint8Array<ArrayBuffer>> =>
  sealReferral({
    referral: referralOf(more),
    set: facts.set,
    submissionId,
    writtenAt: new Date(NOW),
    withoutJavaScript: false,
  });

/** Headers a browser sends with the form's own post. */
export const browserHeaders = (body: Uint8Array, type = 'application/octet-stream') => ({
  Origin: ORIGIN,
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': type,
  'Content-Length': String(body.length),
});

export const framePost = (
  frame: Uint8Array<ArrayBuffer>,
  more: Record<string, string> = {},
): Request =>
  new Request(ENDPOINT, {
    method: 'POST',
    headers: { ...browserHeaders(frame), ...more },
    body: frame,
  });

/** A form posted by a browser without JavaScript. */
export function fieldsPost(fields: Record<string, string>): Request {
  const body = new TextEncoder().encode(new URLSearchParams(fields).toString());
  return new Request(ENDPOINT, {
    method: 'POST',
    headers: browserHeaders(body, 'application/x-www-form-urlencoded'),
    body,
  });
}

/** What somebody with this private key reads in an armored letter. */
export async function openArmored(armored: string, privateKey: string): Promise<string> {
  const message = await readMessage({ armoredMessage: armored });
  const decryptionKeys = await readPrivateKey({ armoredKey: privateKey });
  const decrypted: unknown = await decrypt({ message, decryptionKeys });
  return z.object({ data: z.string() }).parse(decrypted).data;
}

/** The armor inside a mail. */
export function armorIn(mail: string): string {
  const found = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----/u.exec(mail);
  if (found === null) throw new Error('There is no armor in this mail.');
  return found[0];
}
