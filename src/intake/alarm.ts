/**
 * What can go wrong in a way that a person must know of. Nothing else is ever logged. What each means and
 * what to do stands in docs/PROBLEMS.md.
 */
export const ALARMS = [
  'alarm-not-sent',
  'closed-certificate-expired',
  'closed-inbox-switched-off',
  'closed-letters-late',
  'closed-letters-set-aside',
  'closed-nobody-answered',
  'closed-people-file-failed',
  'closed-spool-failed',
  'courier-configuration',
  'courier-later',
  'courier-second',
  'daily-mail-not-sent',
  'health-port-taken',
  'late-notice-not-sent',
  'letter-not-marked',
  'letter-set-aside',
  'nobody-watches',
  'not-sealed',
  'outbox-with-real-certificates',
  'people-file-failed',
  'proxies-not-named',
  'spool-failed',
  'spool-file-missing',
  'spool-file-unreadable',
  'spool-full',
  'spool-left-behind',
  'unexpected',
  'watch-file-failed',
] as const;

/** The code of one problem. */
export type Alarm = (typeof ALARMS)[number];

/** Takes an alarm to where people look. */
export type Report = (alarm: Alarm) => void;

const MINUTE_DIGITS = 16;

/** Writes the minute and the code, and nothing else, as one line of JSON on stderr. */
export const reportOnStderr: Report = (problem) => {
  const time = `${new Date().toISOString().slice(0, MINUTE_DIGITS)}Z`;
  console.error(JSON.stringify({ time, problem }));
};
