import type { InboxId } from '../referral/sealing-set.ts';
import type { Submission } from './spool-file.ts';

/** What a spool holds of one submission. */
export interface Holding {
  readonly id: string;
  readonly state: 'waiting' | 'set-aside' | 'delivered';
  /** When it was received, or delivered, in milliseconds since 1970. */
  readonly at: number;
}

/** A spool as the commands see it that look into one or move one. Every method throws the system's error. */
export interface Shelf {
  /** Every submission, also those whose letters cannot be read. */
  readonly holdings: () => Promise<Holding[]>;
  /** Null when the spool knows nothing of it. */
  readonly state: (id: string) => Promise<Holding['state'] | null>;
  /** The letters that wait or lie aside; null when there are none, or they cannot be understood. */
  readonly read: (id: string) => Promise<Submission | null>;
  /** Adds a submission that the spool does not know; without letters it is one that was delivered. */
  readonly put: (holding: Holding, submission: Submission | null) => Promise<void>;
  /** Removes a delivered letter; without letters the submission is delivered. */
  readonly takeOut: (id: string, inbox: InboxId, now: number) => Promise<void>;
  /** Removes a submission without a trace. */
  readonly remove: (holding: Holding) => Promise<void>;
  /** Lets a submission that was set aside wait again. */
  readonly putBack: (id: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
