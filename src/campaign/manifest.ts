import { z } from 'zod';
import { localeSchema } from '../i18n/locales.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/, 'write a month as 2026-11');

/** One file of the kit. */
const pieceSchema = z.strictObject({
  file: z.string().meta({ description: 'beside the manifest' }),
  campaign: z.enum(['support', 'neighbour', 'stop', 'young', 'workplace']),
  format: z.string(),
  locale: localeSchema,
  second: localeSchema.nullable().meta({ description: 'the other language of the sheet' }),
  use: z.enum(['office', 'press', 'picture', 'drawing']),
  type: z.enum(['application/pdf', 'image/png', 'image/svg+xml']),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  made: month,
  checkBy: month.meta({ description: 'to be taken down when this month is over' }),
  unchecked: z.array(z.string()).meta({
    description: 'help lines on it that nobody has checked: checkBy says nothing of them',
  }),
  reviewed: z.boolean().meta({ description: 'a native speaker has read every language on it' }),
  alt: z.string().meta({ description: 'everything that it says and shows' }),
  label: z.string().meta({ description: 'the headline and the number it leads to' }),
  preview: z.string(),
  free: z
    .strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
    .nullable()
    .meta({
      description: "the partner's field, mm from the upper left corner of the trimmed sheet",
    }),
});

/** Files packed together. */
const bundleSchema = z.strictObject({
  file: z.string(),
  apart: z.boolean().meta({ description: 'holds what never stands beside the rest' }),
  locale: localeSchema.nullable().meta({ description: 'null: every language that has been read' }),
  files: z.int().positive(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The guide of a language in large print. */
const bookletSchema = z.strictObject({
  file: z.string().meta({ description: 'as seen from the folder of the manifest' }),
  locale: localeSchema,
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  checkBy: month.meta({ description: 'its numbers are to be checked before this month' }),
});

/** `/material/manifest.json`. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  demonstration: z.boolean().meta({ description: 'true: nothing of it may be put up' }),
  address: z.url(),
  pieces: z.array(pieceSchema),
  bundles: z.array(bundleSchema),
  booklets: z.array(bookletSchema),
});

/** One file of the kit. */
export type Piece = z.infer<typeof pieceSchema>;
/** Files packed together. */
export type Bundle = z.infer<typeof bundleSchema>;
/** The guide of a language in large print. */
export type Booklet = z.infer<typeof bookletSchema>;
/** Every file of the kit with campaign, format, language, size, hash and check-by. */
export type Manifest = z.infer<typeof manifestSchema>;
