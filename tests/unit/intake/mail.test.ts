import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressLetter, writeMail } from '../../../src/intake/mail.ts';
import type { OutgoingLetter } from '../../../src/intake/mail.ts';
import { lateNotice, writeNotice } from '../../../src/intake/notice.ts';
import { decodeFrame } from '../../../src/referral/frame.ts';
import { NOW, armorIn, frameOf, makeStage, openArmored } from './stage.ts';
import type { Stage } from './stage.ts';

const ID = '0123456789abcdef0123456789abcdef';

let stage: Stage;
let social: OutgoingLetter;
let police: OutgoingLetter;

beforeAll(async () => {
  stage = await makeStage();
  const id = new Uint8Array(Buffer.from(ID, 'hex'));
  const frame = await frameOf(stage.facts, { recipients: 'both', ownWords: 'Ring mig.' }, id);
  const decoded = decodeFrame(frame, stage.facts.set);
  if (!decoded.ok) throw new Error(decoded.problem);
  const [first, second] = decoded.value.letters.map((letter) =>
    addressLetter({ id: ID, receivedAt: NOW }, letter, {
      from: 'Post <post@site.example>',
      to: `${letter.inbox}@example.org`,
    }),
  );
  if (!first || !second) throw new Error('Two letters were expected.');
  [social, police] = [first, second];
});

describe('the mail around a letter', () => {
  it('shows on the outside a constant word, the mark, the time and nothing else', () => {
    const head = writeMail(social).split('\r\n\r\n')[0]?.replace(social.messageId, '<…>');
    expect(head?.split('\r\n')).toEqual([
      'From: Post <post@site.example>',
      'To: social@example.org',
      expect.stringMatching(/^Subject: Post [2-9A-Z]{2}-[2-9A-Z]{2}$/u),
      'Date: Sun, 22 Nov 2026 20:00:00 +0000',
      'Message-ID: <…>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";',
      ' boundary="post-6f1c7e02b9d84a35"',
    ]);
  });

  it('is the same at every attempt', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const attempt = () =>
      addressLetter({ id: ID, receivedAt: NOW }, { inbox: 'social', bytes }, social);
    expect(writeMail(attempt())).toBe(writeMail(attempt()));
    expect(attempt().key).toBe(social.key);
    expect(attempt().messageId).toBe(social.messageId);
  });

  it('has a Message-ID and a key for the relay that do not give away the id', () => {
    expect(social.messageId).toBe(`<${social.key}@site.example>`);
    for (const key of [social.key, police.key]) {
      expect(key).toMatch(/^[0-9a-f]{32}$/u);
      expect(key).not.toContain(ID.slice(0, 8));
    }
    expect(social.key).not.toBe(police.key);
  });

  it('to both shows by its mark that two letters belong together, as the threat model says', () => {
    expect(social.mark).toBe(police.mark);
    const relay = /^\| mail relay \| (.*) \| (.*) \|$/mu.exec(
      readFileSync('docs/THREAT-MODEL.md', 'utf8'),
    );
    expect(relay?.[1]).toContain('belong together');
    expect(relay?.[2]).not.toContain('belong together');
  });

  it('is parsed by another program without a defect and opens with the key', async () => {
    const script = [
      'import email, email.policy, sys',
      'm = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)',
      'parts = list(m.walk())',
      'assert [p.get_content_type() for p in parts] == ["multipart/encrypted",' +
        ' "application/pgp-encrypted", "application/octet-stream"]',
      'assert sum(len(p.defects) for p in parts) == 0',
      'sys.stdout.write(parts[2].get_content().decode("ascii"))',
    ].join('\n');
    const armored = execFileSync('python3', ['-c', script], {
      input: writeMail(social),
      encoding: 'utf8',
    });
    expect(armorIn(armored)).toContain('-----BEGIN PGP MESSAGE-----');
    const text = await openArmored(armored, stage.privateKeys.social);
    expect(text).toContain('SÅ FÅR VI KONTAKTA');
    expect(text).toContain('Ring mig.');
  });

  it('is preceded, when late, by a notice that another program reads without a defect', () => {
    const script = [
      'import email, email.policy, sys',
      'm = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)',
      'assert m.get_content_type() == "text/plain" and len(m.defects) == 0',
      'sys.stdout.buffer.write((m["Subject"] + "\\n" + m.get_content()).encode())',
    ].join('\n');
    const mail = writeNotice(lateNotice(social));
    expect(mail).toMatch(/^[\x20-\x7e\r\n]+$/u);
    expect(mail.split('\r\n').every((line) => line.length <= 78)).toBe(true);
    const read = execFileSync('python3', ['-c', script], { input: mail, encoding: 'utf8' });
    expect(read).toMatch(
      new RegExp(
        `^${social.subject}\\nFÖRSENAT: ring inte utan att kontrollera tiderna\\.\\n`,
        'u',
      ),
    );
    expect(read).toContain(`Det gäller ${social.mark}, `);
  });

  it('has only lines that every relay lets through', () => {
    const lines = writeMail(social).split('\r\n');
    expect(lines.every((line) => line.length <= 78 && !/[\r\n]/u.test(line))).toBe(true);
    expect(writeMail(social)).toMatch(/^[\x20-\x7e\r\n]+$/u);
  });
});
