import type { Result } from '../../i18n/result.ts';
import type { OutgoingLetter } from '../mail.ts';
import type { Notice } from '../notice.ts';

/** Why a letter is still here. `configuration`: it goes only when a person changes something. */
export interface DeliveryProblem {
  readonly kind: 'later' | 'configuration';
  /** How long the relay asked to be left alone. */
  readonly retryAfterMs?: number;
}

/** Whether the other side has it. */
export type Delivery = Result<void, DeliveryProblem>;

/** One way to hand letters on. */
export interface Transport {
  /**
   * Hands one letter on; success means that the other side has it. Never throws. When the signal
   * fires the letter counts as not delivered, though it may have been: the next attempt is the same mail.
   */
  readonly deliver: (letter: OutgoingLetter, signal: AbortSignal) => Promise<Delivery>;
  /** Hands on a mail of the server's own, under the same terms. */
  readonly notify: (notice: Notice, signal: AbortSignal) => Promise<Delivery>;
}
