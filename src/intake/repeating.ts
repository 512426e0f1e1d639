/** Does something again and again until it is stopped; never twice at once. */
export class Repeating {
  readonly #task: () => Promise<void>;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(task: () => Promise<void>, everyMs: number) {
    this.#task = task;
    this.#everyMs = everyMs;
  }

  /** Begins at once. */
  start(): void {
    this.#running = this.#task().finally(() => {
      if (this.#stopped) return;
      this.#timer = setTimeout(() => {
        this.start();
      }, this.#everyMs);
    });
  }

  /** Ends for good, after what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }
}
