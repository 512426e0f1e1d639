import { z } from 'zod';
import { directory } from './directory.ts';
import { helplineSchema, type Helpline } from './helpline.ts';
import { telHref } from './phone.ts';

/** The version of the form below; it grows when a field changes its meaning or goes away. */
const VERSION = 1;

/** A help line as `/helplines.json` gives it: its facts, and how its number is dialled. */
type PublicHelpline = Omit<Helpline, 'phone'> & {
  readonly phone: (NonNullable<Helpline['phone']> & { readonly href: string }) | null;
};

/** The content of `/helplines.json`. */
export interface PublicHelplines {
  /** Where the form is told, beside this file. */
  readonly $schema: '/helplines.schema.json';
  readonly version: number;
  /** All hours are wall-clock times here. */
  readonly timeZone: 'Europe/Stockholm';
  readonly lines: readonly PublicHelpline[];
}

/**
 * The published help lines as data for other sites, in the order of the page.
 * Numbers that a service no longer uses are in no file, so they cannot be here.
 */
export const publicHelplines = (lines: readonly Helpline[]): PublicHelplines => ({
  $schema: '/helplines.schema.json',
  version: VERSION,
  timeZone: 'Europe/Stockholm',
  lines: directory(lines).flatMap((group) =>
    group.lines.map(({ phone, ...facts }) => ({
      ...facts,
      phone: phone === null ? null : { ...phone, href: telHref(phone.number) },
    })),
  ),
});

/** The form of `/helplines.json` as JSON Schema (draft 2020-12). */
export function publicHelplinesJsonSchema(): object {
  const line = z.toJSONSchema(helplineSchema, { unrepresentable: 'any' });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Published help lines',
    description:
      'Times are wall-clock times in Europe/Stockholm; "always" is day and night, null is not known.',
    type: 'object',
    required: ['version', 'timeZone', 'lines'],
    properties: {
      $schema: { const: '/helplines.schema.json' },
      version: { const: VERSION },
      timeZone: { const: 'Europe/Stockholm' },
      lines: { type: 'array', items: withHref(line) },
    },
  };
}

/** A published number says how it is dialled; everything else is as in the files. */
const withHref = (line: z.core.JSONSchema.BaseSchema): object => ({
  // The one outside says it for the whole document.
  ...Object.fromEntries(Object.entries(line).filter(([key]) => key !== '$schema')),
  properties: {
    ...line.properties,
    phone: {
      type: ['object', 'null'],
      required: ['number', 'display', 'href'],
      properties: {
        number: { type: 'string' },
        display: { type: 'string' },
        href: { type: 'string', pattern: '^tel:' },
      },
    },
  },
});
