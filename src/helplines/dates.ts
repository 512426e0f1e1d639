/** The day (`2026-06-04`) or month (`2026-06`) of a check in the words of a language, e.g. `4 juni 2026`. */
export const checkedDate = (date: string, lang: string): string => {
  const day = date.length > 7 ? ({ day: 'numeric' } as const) : {};
  return formatDate(date, { ...day, month: 'long', year: 'numeric' }, lang);
};

/** A day of every year (`06-01`) in the words of a language, e.g. `1 juni`. */
export const yearDay = (date: string, lang: string): string =>
  formatDate(`2024-${date}`, { day: 'numeric', month: 'long' }, lang);

function formatDate(date: string, format: Intl.DateTimeFormatOptions, lang: string): string {
  const key = lang + JSON.stringify(format);
  const formatter = formatters.get(key) ?? dayFormat(format, lang);
  formatters.set(key, formatter);
  return formatter.format(new Date(date));
}

// Digits and calendar are fixed: some languages would otherwise use others than the telephone shows.
const dayFormat = (format: Intl.DateTimeFormatOptions, lang: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(`${lang}-u-ca-gregory-nu-latn`, { ...format, timeZone: 'UTC' });

/** Making a format takes a hundred times as long as using it, and a build writes thousands of dates. */
const formatters = new Map<string, Intl.DateTimeFormat>();
