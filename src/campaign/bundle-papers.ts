import { checkedDate } from '../helplines/dates.ts';
import { direction, formatTag, SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/sentences.ts';
import { copyText, filled, pictureText } from './copy-text.ts';
import { FORMATS, type Format } from './formats.ts';
import { firstToEnd, type Piece } from './manifest.ts';
import { formatName, measure, purposeOf } from './piece-words.ts';
import type { SheetFacts } from './sheet.ts';
import { SHELVES, standsOn, type Shelf } from './shelves.ts';
import { addressOf, campaignsOf, textFile, textsCheckBy, type TextKit } from './text-kit.ts';
import type { SheetLanguage } from './told.ts';

/** What is packed with the sheets of a language, by name. */
export type BundlePapers = ReadonlyMap<string, string>;

/** The places that a file is made for, the most fitting first. @throws where there is none */
function shelvesOf(piece: Piece): readonly [Shelf, ...Shelf[]] {
  const [first, ...others] = SHELVES.filter((shelf) => standsOn(shelf, piece));
  if (first !== undefined) return [first, ...others];
  throw new Error(`${piece.campaign}, ${piece.format}: write in shelves.ts where it hangs`);
}

/** The folder of a file in a bundle: the first place it is made for. */
export const folderOf = (piece: Piece): string => shelvesOf(piece)[0].slug;

/** Where to hang what and what the pictures say (`LAS-MIG.txt`), and the text kit, in the language of a bundle. */
export function bundlePapers(
  {
    facts,
    languages,
  }: { readonly facts: SheetFacts; readonly languages: readonly SheetLanguage[] },
  inside: readonly Piece[],
  locale: Locale,
): BundlePapers {
  const language = languages.find((one) => one.locale === locale);
  const source = languages.find((one) => one.locale === SOURCE_LOCALE) ?? language;
  if (language === undefined || source === undefined) return new Map();
  const kit = inside.every(({ campaign }) => campaign === 'stop') ? 'separat' : 'texter';
  const read = campaignsOf(kit).every(({ id }) => language.read.has(id));
  const { helplines } = facts;
  const texts = campaignsOf(kit).map((campaign) => {
    const words = language.words[campaign.id];
    const address = addressOf(campaign, locale, facts.address);
    return {
      campaign: campaign.id,
      text: copyText({ locale, words, helplines, address }),
      alt: pictureText({ locale, words, helplines }),
    };
  });
  const notes = {
    locale,
    t: language.t,
    swedish: source.t,
    read,
    demonstration: facts.demonstration,
    checkBy: textsCheckBy(inside, locale, kit),
  };
  return new Map([
    ['LAS-MIG.txt', readMe(language, inside, { facts, read, kit })],
    [`${kit}.txt`, textFile(texts, notes)],
  ]);
}

function readMe(
  language: SheetLanguage,
  inside: readonly Piece[],
  {
    facts,
    read,
    kit,
  }: { readonly facts: SheetFacts; readonly read: boolean; readonly kit: TextKit },
): string {
  const { locale, t } = language;
  const until = { month: checkedDate(firstToEnd(inside), formatTag(locale)) };
  const places = SHELVES.map((shelf) => ({
    shelf,
    pieces: inside.filter((piece) => folderOf(piece) === shelf.slug),
  })).filter(({ pieces }) => pieces.length > 0);
  return [
    t('kit.title'),
    ...(facts.demonstration ? [t('kit.demo')] : []),
    ...(read ? [] : [t('kit.unread.note')]),
    `${t('kit.care')}\n${t('kit.care.text')}`,
    `${t('kit.ask')}\n${filled(t('kit.ask.text'), { locale, helplines: facts.helplines })}`,
    `${kit}.txt · ${t('kit.texts')}\n${t('kit.until', until)}`,
    ...places.flatMap(({ shelf, pieces }) => [
      `--- ${shelf.slug}/ · ${placeName(t, shelf)}\n${t(`kit.where.${shelf.id}`)}`,
      ...[...Map.groupBy(pieces, ({ preview }) => preview).values()].map((sheet) =>
        sheetPaper(sheet, language),
      ),
    ]),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}

/** A measure, isolated so that it is read from the left among letters that are read from the right. */
const measureIn = (locale: Locale, format: Format): string =>
  direction(locale) === 'rtl' ? `\u2066${measure(format)}\u2069` : measure(format);

const placeName = (t: Translate, { id }: Shelf): string =>
  t(id === 'apart' ? 'kit.to.stop' : `kit.place.${id}`);

/** What to print the files of one sheet on, where else to hang it, what to cut, when to take it down, and what its picture says. */
function sheetPaper(sheet: readonly Piece[], { t, common, locale }: SheetLanguage): string {
  const [piece] = sheet;
  const format = FORMATS.find(({ id }) => id === piece?.format);
  if (piece === undefined || format === undefined) return '';
  const until = format.free === null ? common.until : common.takedown;
  const also = shelvesOf(piece).slice(1);
  return [
    [formatName(t, format), measureIn(locale, format), t(`kit.to.${piece.campaign}`)].join(' · '),
    ...sheet.map((one) => `${purposeOf(t, format, one)}: ${one.file}`),
    ...also.map((shelf) => `${placeName(t, shelf)}: ${t(`kit.where.${shelf.id}`)}`),
    ...(format.layout === 'strips' ? [`${t('kit.strips.cut')} ${t('kit.strips')}`] : []),
    until.replace('{month}', checkedDate(piece.checkBy, formatTag(locale))),
    ...(format.medium === 'print' ? [] : [`${t('kit.texts.alt')} ${piece.alt}`]),
  ].join('\n');
}
