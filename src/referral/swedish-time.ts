/** The hour of Stockholm as letters write it, e.g. `2026-11-22 21:14`. */
export const swedishTime = (date: Date): string =>
  new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  }).format(date);
