/** Why a partner's own copy cannot be made; each has one sentence, `own.problem.<name>`. */
export const OWN_PROBLEMS = [
  'nothing',
  'sheets',
  'letters',
  'numbers',
  'long',
  'not-a-picture',
  'moves',
  'drawing',
  'blank',
  'heavy',
  'large',
  'small',
  'failed',
] as const;

/** Why a partner's own copy cannot be made. */
export type OwnProblem = (typeof OWN_PROBLEMS)[number];

/** A problem with what its sentence names in braces. */
export interface Refusal {
  readonly problem: OwnProblem;
  readonly values: Readonly<Record<string, string>>;
}

/** A problem, and the values of its sentence. */
export const refusal = (
  problem: OwnProblem,
  values: Readonly<Record<string, string>> = {},
): Refusal => ({ problem, values });
