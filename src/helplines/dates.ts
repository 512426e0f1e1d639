/** The day (`2026-06-04`) or month (`2026-06`) of a check in the words of a language, e.g. `4 juni 2026`. */
export const checkedDate = (date: string, lang: string): string => {
  const day = date.length > 7 ? ({ day: 'numeric' } as const) : {};
  return formatDate(date, { ...day, month: 'long', year: 'numeric' }, lang);
};

/** A day of every year (`06-01`) in the words of a language, e.g. `1 juni`. */
export const yearDay = (date: string, lang: string): string =>
  formatDate(`2024-${date}`, { day: 'numeric', month: 'long' }, lang);

// Digits and calendar are fixed: some languages would otherwise use others than the telephone shows.
const formatDate = (date: string, format: Intl.DateTimeFormatOptions, lang: string): string =>
  new Intl.DateTimeFormat(`${lang}-u-ca-gregory-nu-latn`, { ...format, timeZone: 'UTC' }).format(
    new Date(date),
  );
