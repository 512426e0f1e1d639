// Neither vowels (no words arise) nor characters that are taken for one another in print or by ear.
const ALPHABET = '23456789CFHJKPRTVWX';

/**
 * The mark of a submission, such as `K7-42`: four characters of a fixed alphabet with a dash, always 5 long.
 * Derived from the submission id alone, so that it says nothing of the content and a retry keeps it.
 */
export const markOf = (submissionId: Uint8Array): string => {
  const characters = Array.from(
    { length: 4 },
    (_, index) => ALPHABET[sixteenBits(submissionId, 2 * index) % ALPHABET.length] ?? '',
  );
  return `${characters.slice(0, 2).join('')}-${characters.slice(2).join('')}`;
};

/** The subject that everybody on the way of the mail may read: a constant word and the mark. */
export const outerSubject = (mark: string): string => `Post ${mark}`;

// Two bytes for each character keep the bias of the remainder below 0.03 %.
const sixteenBits = (bytes: Uint8Array, offset: number): number =>
  ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
