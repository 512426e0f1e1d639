interface Mistake {
  readonly code: string;
  readonly keys?: readonly string[] | undefined;
}

/**
 * The messages of a strict object: a field that does not exist is named, anything else gets `form`,
 * which says what to write instead.
 */
export const mistakeIn = (form: string) => ({
  error: ({ code, keys = [] }: Mistake): string =>
    code === 'unrecognized_keys'
      ? `there is no field ${keys.map((key) => `"${key}"`).join(', ')}; remove it`
      : form,
});
