import { PROOF_HEADER, PROOF_WANTED } from './proof/proof-header.ts';
import { prove } from './proof/prove.ts';

/** What became of a message. `unsure`: no answer came, so nobody knows whether it arrived. */
export type PostOutcome = 'received' | 'kept' | 'not-stored' | 'unsure';

/** How a frame is posted. */
export type PostOptions = {
  /** Whether the field that nobody sees was filled: then the device works first. */
  readonly trapped: boolean;
  /** Called when the server asks for work, before it begins. */
  readonly onProof: () => void;
};

const ANSWER_WITHIN_MS = 30_000;
/** Each time the server changes its key, or another sender was quicker, the work is asked for again. */
const MOST_PROOFS = 3;

/**
 * Posts a frame, the same bytes at every try, and does the work that the server asks for while the sender's
 * network is over its limit. Never throws.
 */
export const post = async (
  address: string,
  frame: Uint8Array<ArrayBuffer>,
  { trapped, onProof }: PostOptions,
): Promise<PostOutcome> => {
  let proof = trapped ? PROOF_WANTED : '';
  for (let proofs = 0; ; proofs += 1) {
    const answer = await postOnce(address, frame, proof);
    if (answer === null) return 'unsure';
    const challenge = challengeIn(answer);
    if (challenge === undefined) return outcomeOf(answer);
    if (proofs === MOST_PROOFS) return 'not-stored';
    onProof();
    proof = await prove(challenge);
    if (proof === '') return 'not-stored';
  }
};

type Answer = { readonly status: number; readonly said: string };

const postOnce = async (
  address: string,
  frame: Uint8Array<ArrayBuffer>,
  proof: string,
): Promise<Answer | null> => {
  // Not AbortSignal.timeout, which phones of 2021 lack.
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), ANSWER_WITHIN_MS);
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: frame,
      headers: {
        'Content-Type': 'application/octet-stream',
        ...(proof === '' ? {} : { [PROOF_HEADER]: proof }),
      },
      signal: waiting.signal,
    });
    return { status: answer.status, said: await answer.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};

const challengeIn = ({ status, said }: Answer): unknown => {
  if (status !== 429) return undefined;
  try {
    const told: unknown = JSON.parse(said);
    return typeof told === 'object' && told !== null && 'challenge' in told
      ? told.challenge
      : undefined;
  } catch {
    // A proxy has limits of its own and does not say it in our words.
    return undefined;
  }
};

const outcomeOf = ({ status, said }: Answer): PostOutcome => {
  if (status === 202) return said.includes('kept') ? 'kept' : 'received';
  // Only our own server knows that nothing was stored; a proxy that gave up does not.
  return /refused|not-stored/u.test(said) ? 'not-stored' : 'unsure';
};
