/** What can go wrong in a way that a person must know of. Nothing else is ever logged. */
export type Alarm =
  | 'closed-certificate-expired'
  | 'courier-configuration'
  | 'courier-later'
  | 'letter-not-marked'
  | 'outbox-with-real-certificates'
  | 'spool-failed'
  | 'spool-file-missing'
  | 'spool-file-unreadable'
  | 'spool-full'
  | 'not-sealed'
  | 'unexpected';

/** Takes an alarm to where people look. */
export type Report = (alarm: Alarm) => void;

/** Writes the code, and only the code, as one line on stderr. */
export const reportOnStderr: Report = (alarm) => {
  console.error(`intake: ${alarm}`);
};
