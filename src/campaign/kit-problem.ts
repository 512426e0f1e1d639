/** What somebody who writes the content has to mend before the kit can be made, in whole sentences. */
export class KitProblem extends Error {
  override readonly name = 'KitProblem';
}

/** Ends the program with the sentences alone; every other error keeps its trace. */
export function sayProblem(error: unknown): never {
  console.error(error instanceof KitProblem ? error.message : error);
  process.exit(1);
}
