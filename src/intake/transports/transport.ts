import type { Result } from '../../i18n/result.ts';
import type { OutgoingLetter } from '../mail.ts';

/** Why a letter is still here. `configuration`: it goes only when a person changes something. */
export interface DeliveryProblem {
  readonly kind: 'later' | 'configuration';
  /** How long the relay asked to be left alone. */
  readonly retryAfterMs?: number;
}

/** One way to hand letters on. */
export interface Transport {
  /**
   * Hands one letter on; success means that the other side has it. Never throws. When the signal
   * fires the letter counts as not delivered, though it may have been: the next attempt is the same mail.
   */
  readonly deliver: (
    letter: OutgoingLetter,
    signal: AbortSignal,
  ) => Promise<Result<void, DeliveryProblem>>;
}
