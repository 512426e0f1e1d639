import { z } from 'zod';
import { localeSchema } from '../i18n/locales.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/, 'write a month as 2026-11');

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const campaign = z.enum(['support', 'neighbour', 'stop', 'young', 'workplace']);
/** The same of every file; sheets, the guides and the embeds say it themselves. */
const checkBy = month.meta({
  description: 'the last month in which it may be used, by the first of its numbers to grow old',
});

/** One file of the kit. */
const pieceSchema = z.strictObject({
  file: z.string().meta({ description: 'beside the manifest' }),
  campaign,
  format: z.string(),
  locale: localeSchema,
  second: localeSchema.nullable().meta({ description: 'the other language of the sheet' }),
  use: z.enum(['office', 'press', 'picture', 'drawing']),
  type: z.enum(['application/pdf', 'image/png', 'image/svg+xml']),
  bytes: z.int().positive(),
  sha256: digest,
  made: month,
  checkBy,
  unchecked: z.array(z.string()).meta({
    description: 'help lines on it that nobody has checked: checkBy says nothing of them',
  }),
  reviewed: z.boolean().meta({ description: 'a native speaker has read every language on it' }),
  alt: z.string().meta({ description: 'everything that it says and shows' }),
  label: z.string().meta({ description: 'the headline and the number it leads to' }),
  preview: z.string().meta({ description: 'the file of its small picture, one of `previews`' }),
  free: z
    .strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
    .nullable()
    .meta({
      description: "the partner's field, mm from the upper left corner of the trimmed sheet",
    }),
});

/** The small picture of a sheet. */
const previewSchema = z.strictObject({
  file: z.string(),
  bytes: z.int().positive(),
  sha256: digest,
});

/** A file that is no sheet. */
const paperSchema = z.strictObject({
  file: z.string().meta({ description: 'as seen from the folder of the manifest' }),
  campaigns: z
    .array(campaign)
    .meta({ description: 'whose words it holds; none: it is of no campaign' }),
  format: z.enum(['zip', 'booklet', 'text', 'embed']),
  use: z.enum(['office', 'press']).nullable().meta({ description: 'null: not for paper' }),
  locale: localeSchema,
  bytes: z.int().positive(),
  sha256: digest,
  checkBy,
});

/** Files packed together. */
const bundleSchema = paperSchema.extend({
  apart: z.boolean().meta({ description: 'holds what never stands beside the rest' }),
  locale: localeSchema.nullable().meta({ description: 'null: every language that has been read' }),
  files: z.int().positive(),
});

/** `/material/manifest.json`. */
export const manifestSchema = z.strictObject({
  version: z.literal(3),
  demonstration: z.boolean().meta({ description: 'true: nothing of it may be put up' }),
  address: z.url(),
  pieces: z.array(pieceSchema),
  previews: z.array(previewSchema).meta({ description: 'WebP, one for each sheet' }),
  bundles: z.array(bundleSchema),
  booklets: z.array(paperSchema).meta({ description: 'the guide of a language in large print' }),
  texts: z.array(paperSchema).meta({ description: 'the words of campaigns, to copy' }),
  embeds: z.array(paperSchema).meta({ description: 'the numbers, to paste into a page' }),
});

/** One file of the kit. */
export type Piece = z.infer<typeof pieceSchema>;
/** Files packed together. */
export type Bundle = z.infer<typeof bundleSchema>;
/** A file that is no sheet. */
export type Paper = z.infer<typeof paperSchema>;
/** Every file of the kit with campaign, format, language, size, hash and check-by. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The last month in which all of some sheets may be used. */
export const firstToEnd = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => piece.checkBy).sort()[0] ?? '';
