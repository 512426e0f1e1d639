/*
 * Does the work that is asked of a sender while its network is over the limit. Runs in a worker, so that
 * the page, its telephone numbers and its exit stay quick meanwhile.
 */
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

/** Far beyond the slowest phone: whoever waits so long is told to telephone. */
const GIVE_UP_AFTER_MS = 20_000;

addEventListener('message', ({ data: challenge }: MessageEvent<Challenge>) => {
  void solveChallenge({ challenge, deriveKey, timeout: GIVE_UP_AFTER_MS })
    .then((solution) => (solution === null ? '' : JSON.stringify({ challenge, solution })))
    // What a device cannot do is answered like what it did not finish.
    .catch(() => '')
    .then((proof) => {
      postMessage(btoa(proof));
    });
});
