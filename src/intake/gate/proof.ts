import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';

/** Rounds of PBKDF2 in one try; enough that calling the browser for each costs less than the work itself. */
const ROUNDS_OF_A_TRY = 2_000;
/** How many tries a challenge takes; at most two seconds of a slow phone (`npm run bench` prints them). */
export const TRIES = { least: 100, most: 300 } as const;

const MOST_HEADER_CHARACTERS = 2_000;

const hex = z.string().regex(/^[0-9a-f]+$/u);
const proofSchema = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(ROUNDS_OF_A_TRY),
      keyLength: z.literal(32),
      keyPrefix: hex,
      keySignature: hex,
      nonce: hex,
      salt: hex,
    }),
    signature: hex,
  }),
  solution: z.strictObject({ counter: z.int(), derivedKey: hex, time: z.number() }),
});

/** A piece of work for the sender's device. It knows neither sender nor message. */
export const askForProof = (secret: string, tries = randomInt(TRIES.most, TRIES.least)) =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: ROUNDS_OF_A_TRY,
    counter: tries,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: secret,
  });

/**
 * The signature of the challenge that a header solves; null for a header that solves none of this secret. The same
 * proof has the same signature, so that it can be counted once.
 */
export async function solvedIn(header: string, secret: string): Promise<string | null> {
  const parsed = proofSchema.safeParse(jsonIn(header));
  if (!parsed.success) return null;
  const { challenge, solution } = parsed.data;
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: secret,
  });
  return verified ? challenge.signature : null;
}

function jsonIn(header: string): unknown {
  if (header.length > MOST_HEADER_CHARACTERS) return null;
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString());
  } catch {
    return null;
  }
}
