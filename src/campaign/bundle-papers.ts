import { checkedDate } from '../helplines/dates.ts';
import { formatTag, SOURCE_LOCALE, type Locale } from '../i18n/locales.ts';
import { copyText, filled, pictureText } from './copy-text.ts';
import type { Piece } from './manifest.ts';
import type { SheetFacts } from './sheet.ts';
import { SHELVES, standsOn } from './shelves.ts';
import { addressOf, campaignsOf, textFile } from './text-kit.ts';
import type { SheetLanguage } from './told.ts';

/** What is packed with the sheets of a language, by name. */
export type BundlePapers = ReadonlyMap<string, string>;

/** What stands on no shelf is made for no place. */
const ELSEWHERE = 'ovrigt';

/** The folder of a file in a bundle: the first place it is made for. */
export const folderOf = (piece: Piece): string =>
  SHELVES.find((shelf) => standsOn(shelf, piece))?.slug ?? ELSEWHERE;

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
  return new Map([
    ['LAS-MIG.txt', readMe(language, inside, { facts, read })],
    [`${kit}.txt`, textFile(texts, { t: language.t, swedish: source.t, read })],
  ]);
}

function readMe(
  { locale, t }: SheetLanguage,
  inside: readonly Piece[],
  { facts, read }: { readonly facts: SheetFacts; readonly read: boolean },
): string {
  const [checkBy = facts.made] = inside.map((piece) => piece.checkBy).sort();
  const places = SHELVES.filter(({ slug }) => inside.some((piece) => folderOf(piece) === slug));
  const pictures = inside.filter(({ use }) => use === 'picture' || use === 'drawing');
  return [
    t('kit.title'),
    ...(facts.demonstration ? [t('kit.demo')] : []),
    ...(read ? [] : [t('kit.unread.note')]),
    t('kit.until', { month: checkedDate(checkBy, formatTag(locale)) }),
    ...places.map(({ id, slug }) => {
      const name = t(id === 'apart' ? 'kit.to.stop' : `kit.place.${id}`);
      return `${slug}/ · ${name}\n${t(`kit.where.${id}`)}`;
    }),
    `${t('kit.care')}\n${t('kit.care.text')}`,
    `${t('kit.ask')}\n${filled(t('kit.ask.text'), { locale, helplines: facts.helplines })}`,
    ...pictures.map(
      (piece) => `${folderOf(piece)}/${piece.file}\n${t('kit.texts.alt')} ${piece.alt}`,
    ),
  ]
    .map((paragraph) => `${paragraph}\n`)
    .join('\n');
}
