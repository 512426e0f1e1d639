const DAY_MS = 86_400_000;
const SATURDAY = 6;

// Month and day as one number, e.g. 106 for 6 January.
const FIXED_DATES = [101, 106, 501, 1225, 1226];
// Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday.
const DAYS_FROM_EASTER = [-2, 0, 1, 39, 49];

/** Month and day as one number: 106 for 6 January. Reads the UTC fields. */
export const monthDay = (day: Date): number => (day.getUTCMonth() + 1) * 100 + day.getUTCDate();

/**
 * Easter Sunday of a year from 1900 to 2199, as midnight UTC in milliseconds: the Sunday after the
 * paschal full moon of the Gregorian calendar.
 */
export const easterSunday = (year: number): number => {
  const golden = year % 19;
  const age = (golden * 19 + 24) % 30;
  const early = age > 28 || (age > 27 && golden > 10) ? 1 : 0;
  const fullMoon = new Date(Date.UTC(year, 2, 21 + age - early));
  return +fullMoon + (7 - fullMoon.getUTCDay()) * DAY_MS;
};

/**
 * Whether a day outside June and July is a Swedish public holiday or the day before one; the two months
 * are doubtful as a whole. Every customary eve (Christmas Eve, Maundy Thursday …) is such a day before.
 * Reads the UTC fields.
 */
export const isHolidayOrEve = (day: Date): boolean =>
  isHoliday(day) || isHoliday(new Date(+day + DAY_MS));

const isHoliday = (day: Date): boolean => {
  const date = monthDay(day);
  return (
    FIXED_DATES.includes(date) ||
    DAYS_FROM_EASTER.includes(Math.floor((+day - easterSunday(day.getUTCFullYear())) / DAY_MS)) ||
    // All Saints' Day
    (day.getUTCDay() === SATURDAY && date > 1030 && date < 1107)
  );
};
