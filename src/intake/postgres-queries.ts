import { z } from 'zod';
import type { Holding } from './spool-shelf.ts';

/** What the database holds. */
export interface Figures {
  readonly waiting: number;
  readonly setAside: number;
  /** Since the spool began. */
  readonly delivered: number;
  /** When the oldest waiting submission was received, in milliseconds since 1970. */
  readonly oldestReceivedAt: number | null;
}

/** The database schema that holds everything of the spool. */
export const SCHEMA = 'spool';

/** The queue of submissions. */
export const LETTERS = 'letters';

const LOCK = 20_261_122;

/** Makes the table of deliveries that are no longer remembered one by one; safe to run twice at once. */
export const OWN_TABLE = `
  SELECT pg_advisory_xact_lock(${LOCK});
  CREATE TABLE IF NOT EXISTS ${SCHEMA}.forgotten (delivered bigint NOT NULL);
  INSERT INTO ${SCHEMA}.forgotten SELECT 0 WHERE NOT EXISTS (SELECT FROM ${SCHEMA}.forgotten);`;

/** How many wait, lie aside and were delivered, and when the oldest was received. */
export const FIGURES = `
  SELECT count(*) FILTER (WHERE state < 'completed') AS waiting,
         count(*) FILTER (WHERE state > 'completed') AS set_aside,
         count(*) FILTER (WHERE state = 'completed')
           + (SELECT delivered FROM ${SCHEMA}.forgotten) AS delivered,
         min(singleton_key) FILTER (WHERE state < 'completed') AS oldest
  FROM ${SCHEMA}.job WHERE name = '${LETTERS}'`;

const STATE = `
  CASE WHEN state < 'completed' THEN 'waiting' WHEN state = 'completed' THEN 'delivered' ELSE 'set-aside' END AS state`;

/** The state of a submission, $1; no row when it is not there. */
export const STATE_OF = `SELECT ${STATE} FROM ${SCHEMA}.job WHERE name = '${LETTERS}' AND id = $1`;

/** Every submission with its state and time. */
export const HOLDINGS = `
  SELECT id, ${STATE},
         CASE WHEN state = 'completed' THEN (output->>'deliveredAt')::bigint
              ELSE extract(epoch FROM singleton_key::timestamptz) * 1000 END AS at
  FROM ${SCHEMA}.job WHERE name = '${LETTERS}' ORDER BY singleton_key`;

/**
 * Removes one letter ($1 id, $2 inbox, $3 now). One statement: a crash leaves it delivered and gone, or as it was.
 */
export const TAKE_OUT = `
  WITH rest AS (
    SELECT id, coalesce((SELECT jsonb_agg(letter) FROM jsonb_array_elements(data->'letters') letter
                         WHERE letter->>'inbox' <> $2), '[]') AS letters
    FROM ${SCHEMA}.job WHERE name = '${LETTERS}' AND id = $1 FOR UPDATE)
  UPDATE ${SCHEMA}.job SET
    data = jsonb_set(data, '{letters}', rest.letters),
    state = CASE WHEN rest.letters = '[]' THEN 'completed' ELSE job.state END,
    completed_on = CASE WHEN rest.letters = '[]' THEN now() ELSE job.completed_on END,
    output = CASE WHEN rest.letters = '[]' THEN jsonb_build_object('deliveredAt', $3::bigint) ELSE job.output END
  FROM rest WHERE name = '${LETTERS}' AND job.id = rest.id AND job.state <> 'completed'
  RETURNING job.id`;

/** Remembers a submission ($1 id) that was delivered elsewhere ($2 when): at no moment is it one that waits. */
export const REMEMBER = `
  INSERT INTO ${SCHEMA}.job (name, id, state, singleton_key, completed_on, output, deletion_seconds)
  VALUES ('${LETTERS}', $1, 'completed', '', now(), jsonb_build_object('deliveredAt', $2::bigint), 0)`;

/** Forgets deliveries before $1, but not how many they were. */
export const FORGET = `
  WITH gone AS (
    DELETE FROM ${SCHEMA}.job WHERE name = '${LETTERS}' AND state = 'completed'
      AND (output->>'deliveredAt')::bigint < $1 RETURNING id)
  UPDATE ${SCHEMA}.forgotten SET delivered = delivered + gone.count
  FROM (SELECT count(*) FROM gone) gone WHERE gone.count > 0`;

const countSchema = z.coerce.number().int();
const timeSchema = z.iso.datetime().transform((text) => Date.parse(text));
const figuresSchema = z.object({
  waiting: countSchema,
  set_aside: countSchema,
  delivered: countSchema,
  oldest: timeSchema.nullable(),
});
const stateSchema = z.object({ state: z.enum(['waiting', 'set-aside', 'delivered']) });
const holdingSchema = stateSchema.extend({
  id: z.string().transform((uuid) => uuid.replaceAll('-', '')),
  at: countSchema,
});

/** The answer to `FIGURES`. */
export function readFigures(rows: readonly unknown[]): Figures {
  const { set_aside: setAside, oldest, ...counts } = figuresSchema.parse(rows[0]);
  return { ...counts, setAside, oldestReceivedAt: oldest };
}

/** The answer to `HOLDINGS`. */
export const readHoldings = (rows: readonly unknown[]): Holding[] =>
  z.array(holdingSchema).parse(rows);

/** The answer to `STATE_OF`; null when the submission is not there. */
export const readState = ([row]: readonly unknown[]): Holding['state'] | null =>
  row === undefined ? null : stateSchema.parse(row).state;
