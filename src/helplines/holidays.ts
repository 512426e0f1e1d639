const DAY_MS = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

/** Easter Sunday of a year from 1900 to 2199 in days since 1970: the Sunday after the paschal full moon. */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const age = (golden * 19 + 24) % 30;
  const early = age === 29 || (age === 28 && golden > 10) ? 1 : 0;
  return weekdayOnOrAfter(SUNDAY, dayNumber(year, 3, 22 + age - early));
}

/** The public holidays of Sweden in a year, other than ordinary Sundays, in days since 1970. */
export function publicHolidays(year: number): number[] {
  const easter = easterSunday(year);
  return [
    dayNumber(year, 1, 1),
    dayNumber(year, 1, 6),
    // Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday
    ...[-2, 0, 1, 39, 49].map((days) => easter + days),
    dayNumber(year, 5, 1),
    dayNumber(year, 6, 6),
    // Midsummer Day and All Saints' Day
    weekdayOnOrAfter(SATURDAY, dayNumber(year, 6, 20)),
    weekdayOnOrAfter(SATURDAY, dayNumber(year, 10, 31)),
    dayNumber(year, 12, 25),
    dayNumber(year, 12, 26),
  ];
}

/**
 * The days of a year on which Swedish offices do not work, weekends apart: the public holidays and the
 * eves of Midsummer, Christmas and New Year; in days since 1970.
 */
export function officeHolidays(year: number): number[] {
  const midsummerEve = weekdayOnOrAfter(SATURDAY, dayNumber(year, 6, 20)) - 1;
  const eves = [midsummerEve, dayNumber(year, 12, 24), dayNumber(year, 12, 31)];
  return [...publicHolidays(year), ...eves].sort((one, other) => one - other);
}

/** A date as days since 1970. */
export const dayNumber = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / DAY_MS;

// Day 0 was a Thursday.
const weekdayOnOrAfter = (weekday: number, day: number): number =>
  day + ((weekday + 10 - (day % 7)) % 7);
