import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readFacts } from '../../src/intake/facts.ts';
import { readReferral } from '../../src/referral/referral.ts';
import { sealReferral } from '../../src/referral/seal-referral.ts';

/** Sealed frames for the built site, each a submission of its own. */
export async function frames(count: number): Promise<Uint8Array[]> {
  const { set } = readFacts(await readFile('dist/intake.json', 'utf8'));
  const read = readReferral([
    ['kind', 'self'],
    ['locale', 'sv'],
    ['textVersion', '00000000'],
    ['recipients', 'social'],
    ['reach', '070'],
  ]);
  if (!read.ok) throw new Error('the form has changed; give the benchmark what it asks for now');
  const made: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    made.push(
      await sealReferral({
        referral: read.value,
        set,
        submissionId: new Uint8Array(randomBytes(16)),
        writtenAt: new Date(),
        withoutJavaScript: false,
      }),
    );
  }
  return made;
}
