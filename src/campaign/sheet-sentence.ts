import { z } from 'zod';

/** A digit of any script outside the braces that name a help line. */
const DIGIT = /\p{Nd}/u;
const NAMED = /\{[a-z0-9-]+\}/gu;

/**
 * A sentence of a sheet. It holds no digits of its own: a number that is not named by its help line is
 * not among the facts, and nobody checks it.
 */
export const sheetSentence = z
  .string()
  .min(1, 'write the sentence; nothing may be empty')
  .refine((sentence) => !DIGIT.test(sentence.replace(NAMED, '')), {
    error: ({ input }) =>
      `"${String(input)}" holds a number that is not in the facts; write {id}, the name of a file in content/helplines/, or words`,
  });
