/** What went wrong, for whoever runs a command: the message of an error, whatever else was thrown as text. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
