import type { Result } from '../i18n/result.ts';
import type { InboxId } from '../referral/sealing-set.ts';
import type { Submission, Waiting } from './spool-file.ts';

/** Why a submission was not taken; in both cases the sender is told "not sent". */
export type SpoolProblem = 'not-stored' | 'spool-full';

/**
 * How many submissions may wait at once, so that a flood does not fill the disk: half a gigabyte. A relay
 * that takes one letter a second is through with them, two letters each, in the 12 hours after which the form
 * closes anyway.
 */
export const MAX_WAITING_SUBMISSIONS = 20_000;

/** How many submissions there are in each state: accepted is the sum of delivered, waiting and set aside. */
export interface SpoolCounts {
  readonly accepted: number;
  readonly delivered: number;
  readonly waiting: number;
  /** 0 when none waits. */
  readonly oldestWaitingMs: number;
  readonly setAside: number;
}

/**
 * Keeps sealed letters from the moment a sender is told "received" until they are delivered. It works again
 * by itself when what it stores on does, and nothing in it throws.
 */
export interface Spool {
  /** Whether what it stores on answered when it was last needed. */
  readonly ready: boolean;
  /** Whether the submission that was last offered could not be stored. */
  readonly lastStoreFailed: boolean;
  /** How long a courier may rest before it looks again for what another server took, in milliseconds. */
  readonly lookAgainMs: number;
  /**
   * Makes sure that it can store, and finds what this server is to deliver; false when it is refused. A server
   * that cannot carry now leaves to others what it has not tried.
   */
  readonly prepare: (canCarry?: boolean) => Promise<boolean>;
  /**
   * Takes a submission; success means that it is stored, whatever happens to this server next.
   * A repeated id is the same submission, also after its delivery.
   */
  readonly accept: (submission: Submission) => Promise<Result<void, SpoolProblem>>;
  /** What waits for this server's courier, oldest first. */
  readonly waiting: () => Waiting[];
  /** The submission that has waited longest for this server's courier. */
  readonly oldest: () => Waiting | undefined;
  /** How long the oldest undelivered submission has waited, in milliseconds; 0 when none waits. */
  readonly oldestWaitingMs: () => number;
  /** A waiting submission with its letters; null when it cannot be read now, or is another courier's. */
  readonly read: (id: string) => Promise<Submission | null>;
  /** Removes a delivered letter; false when that is refused, and then the letter still waits. */
  readonly markDelivered: (id: string, inbox: InboxId) => Promise<boolean>;
  /** Takes a submission that nobody could be given out of what waits, and keeps it; false when that is refused. */
  readonly setAside: (id: string) => Promise<boolean>;
  /** How much there is. */
  readonly counts: () => Promise<SpoolCounts>;
  /** Forgets deliveries of more than 48 hours ago. */
  readonly prune: () => Promise<void>;
  /** Lets go of what it holds; everything undelivered stays stored. */
  readonly close: () => Promise<void>;
}
