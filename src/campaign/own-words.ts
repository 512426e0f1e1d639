/** The sentences of the island that are no problems: `own.<name>`. */
export const OWN_WORDS = [
  'sheets',
  'languages',
  'unread',
  'logo',
  'logo.note',
  'logo.remove',
  'line',
  'line.note',
  'preview',
  'make',
  'making',
  'progress',
  'done',
  'print',
] as const;

/** A sentence of the island. */
export type OwnWord = (typeof OWN_WORDS)[number];
