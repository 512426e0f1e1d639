import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { INBOX_IDS, type InboxId } from '../../referral/sealing-set.ts';
import { daysAfter } from './days.ts';
import { NO_RECEIPT, changeSmallFile, readSmallFile, receiptsSchema } from './people-file.ts';
import type { Receipt, ReceiptsFile } from './people-file.ts';

/** A link outlives a weekend with holidays around it, so that Friday's mail still answers on Tuesday. */
export const LINK_DAYS = 4;

const TOKEN_BYTES = 32;

/**
 * Who answered, and the one-time links by which they do: kept in one file, which holds no token but its
 * hash. Servers that share the file see one another's answers.
 */
export class Receipts {
  readonly #path: string;
  #known: ReceiptsFile = {};
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Reads the file anew.
   * @throws Error when it cannot be read; then nobody counts as having answered.
   */
  async load(): Promise<void> {
    await this.#inTurn(async () => {
      const read = readSmallFile(this.#path, receiptsSchema, {});
      this.#known = await read.catch(() => ({}));
      await read;
    });
  }

  /** What is known of one inbox. */
  of(inbox: InboxId): Receipt {
    return this.#known[inbox] ?? NO_RECEIPT;
  }

  /**
   * Makes a link for an inbox; the earlier ones still count until their last day.
   * @returns the token, which is kept nowhere else.
   * @throws Error when it cannot be stored.
   */
  async makeToken(inbox: InboxId, today: string): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const link = { hash: hashOf(token).toString('hex'), until: daysAfter(today, LINK_DAYS) };
    await this.#change(inbox, (receipt) => ({
      ...receipt,
      links: [...receipt.links.filter(({ until }) => until >= today), link],
    }));
    return token;
  }

  /**
   * Notes that the inbox has got its mail of the day.
   * @throws Error when it cannot be stored.
   */
  async noteMailed(inbox: InboxId, today: string): Promise<void> {
    await this.#change(inbox, (receipt) => ({ ...receipt, mailedOn: today }));
  }

  /** The inbox whose link this is; null for one that is used, too old, or was never given. */
  inboxOf(token: string, today: string): InboxId | null {
    const hash = hashOf(token);
    const found = INBOX_IDS.filter((inbox) =>
      this.of(inbox)
        .links.filter(({ until }) => until >= today)
        .map((link) => timingSafeEqual(Buffer.from(link.hash, 'hex'), hash))
        .includes(true),
    );
    return found[0] ?? null;
  }

  /**
   * Notes that somebody reads today, and uses up the link.
   * @returns the inbox; null when the link does not count.
   * @throws Error when it cannot be stored.
   */
  async answer(token: string, today: string): Promise<InboxId | null> {
    const inbox = this.inboxOf(token, today);
    if (inbox === null) return null;
    const used = hashOf(token).toString('hex');
    let uses = 0;
    await this.#change(inbox, (receipt) => {
      const links = receipt.links.filter(({ hash }) => hash !== used);
      // None where another server has used it up since this one read the file.
      uses = receipt.links.length - links.length;
      return uses === 0 ? receipt : { ...receipt, answeredOn: today, links };
    });
    return uses === 0 ? null : inbox;
  }

  /** One change after the other, each on what is on disk: no answer is lost between two. */
  #change(inbox: InboxId, change: (receipt: Receipt) => Receipt): Promise<void> {
    return this.#inTurn(async () => {
      this.#known = await changeSmallFile(this.#path, receiptsSchema, {}, (now) => ({
        ...now,
        [inbox]: change(now[inbox] ?? NO_RECEIPT),
      }));
    });
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
