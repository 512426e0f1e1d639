import { z } from 'zod';
import { mistakeIn } from './mistakes.ts';

/** The days of the week as the files name them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const TIME = 'write a time as 09:00, from 00:00 to 24:00';
const DAY = 'write the openings of the day as [["09:00", "16:00"]], or [] when closed';
const WEEK = 'write all of mon, tue, wed, thu, fri, sat and sun';
const HOURS = 'write "always", null when not known, or the hours of each weekday';
const DATE = 'write month and day as 06-01';

// A leap year, so that 29 February can be written.
const SOME_LEAP_YEAR = 2024;

const time = z
  .string(TIME)
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: TIME, abort: true });

const opening = z
  .tuple([time, time], 'write an opening as ["09:00", "16:00"]')
  .refine(
    ([from, to]) => from < to,
    'an opening must begin before it ends; write a night as ["21:00", "24:00"] and, on the next day, ["00:00", "06:00"]',
  );

const day = z
  .array(opening, DAY)
  .refine(
    (openings) =>
      openings.every(([from], place) => place === 0 || from > (openings[place - 1]?.[1] ?? '')),
    'write the openings of a day in order, with a gap between them',
  );

/** Opening hours of each weekday in Europe/Stockholm. */
const weekHoursSchema = z
  .strictObject(
    { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
    mistakeIn(WEEK),
  )
  .refine(
    (week) => WEEKDAYS.some((name) => week[name].length > 0),
    'no day has an opening; write null when the hours are not known',
  )
  .refine(
    (week) => WEEKDAYS.some((name) => week[name][0]?.join() !== '00:00,24:00'),
    'open every day around the clock: write "always"',
  );

/**
 * `always` (day and night, every day of the year), the hours of a week, or null when they are not known.
 * No union: its message would hide which day is wrong.
 */
export const hoursSchema = z.unknown().transform((value, context): 'always' | WeekHours | null => {
  if (value === 'always' || value === null) return value;
  const schema = typeof value === 'object' ? weekHoursSchema : z.never(HOURS);
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) {
    context.addIssue({ code: 'custom', path, message });
  }
  return z.NEVER;
});

const yearDay = z
  .string(DATE)
  .regex(/^\d{2}-\d{2}$/, { error: DATE, abort: true })
  .refine((text) => {
    const date = new Date(`${String(SOME_LEAP_YEAR)}-${text}T00:00:00Z`);
    return !Number.isNaN(+date) && date.toISOString().slice(5, 10) === text;
  }, 'this day does not exist; write month and day as 06-01');

/** Dates of every year, first and last included, in which other hours hold; null when those are not known. */
export const hoursExceptionSchema = z.strictObject(
  { from: yearDay, to: yearDay, hours: weekHoursSchema.nullable() },
  mistakeIn('write an exception as { "from": "06-01", "to": "07-31", "hours": null }'),
);

/** A day of the week, e.g. `mon`. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Opening hours of each weekday. */
export type WeekHours = z.infer<typeof weekHoursSchema>;

/** When a channel is open, or null when that is not known. */
export type Hours = z.infer<typeof hoursSchema>;

/** Dates of every year in which other hours hold. */
export type HoursException = z.infer<typeof hoursExceptionSchema>;
