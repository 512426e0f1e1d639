/** What can be wrong with an embed on a page: the sentence for the web editor, and what to do. */
const SENTENCES = {
  missing: () =>
    'Numren finns inte på sidan. Klistra in hela filen i ett block för HTML, och spara sidan.',
  'only-comment': () =>
    'Kommentaren är kvar, men redigeraren har tagit bort det som hör till. Använd ett block för HTML, eller be den som sköter webbplatsen att tillåta <div>, <template> och <style>.',
  text: () =>
    'Koden visas som text. Klistra in den i ett block för HTML, inte i den vanliga texten.',
  comment: () => 'Koden står inne i en kommentar och visas inte. Ta bort <!-- och --> runt den.',
  script: () =>
    'Koden läggs in av ett skript. Då visas numren bara i sin enklaste form. Klistra in koden i själva sidan.',
  noscript: () =>
    'Koden står i <noscript> och visas bara utan skript. Flytta den ut ur <noscript>.',
  twice: (locale: string) =>
    `Numren på samma språk (${locale}) står mer än en gång. Ta bort den här kopian.`,
  marks: (name: string) =>
    `Uppgiften ${name} på den första taggen saknas eller är ändrad. Klistra in filen igen.`,
  template: () =>
    'Mallen <template shadowrootmode="open"> är borta. Då styr er stilmall hur numren ser ut. Klistra in filen igen i ett block som inte ändrar HTML. Är sidan sparad från en webbläsare: pröva med sidans adress i stället.',
  style: () => 'Stilen i <style> är borta. Klistra in filen igen i ett block som inte ändrar HTML.',
  'number-wrong': (number: string) =>
    `Ett nummer är ändrat: ${number}. Klistra in filen igen, och ändra inga nummer.`,
  'number-missing': (number: string) =>
    `Länken som ringer ${number} är borta. Klistra in filen igen i ett block som tillåter länkar som börjar med tel:`,
  'link-address': (address: string) =>
    `En länk leder fel: ${address}. Klistra in filen igen. Låt inget mätverktyg skriva om länkarna.`,
  'link-attribute': (address: string) =>
    `Länken till ${address} saknar target="_top" eller rel="noreferrer". Klistra in filen igen i ett block som inte ändrar HTML.`,
  language: (tag: string) =>
    `Språket eller skrivriktningen (lang, dir) på <${tag}> är ändrad. Klistra in filen igen.`,
  added: (what: string) => `Något är tillagt bland numren: ${what}. Ta bort det.`,
  foreign: (origin: string) =>
    `Numren kommer från en annan webbplats: ${origin}. Hämta filen på vår sida Material.`,
  changed: () => 'Något i koden är ändrat. Klistra in filen igen, och ändra inget i den.',
  expired: (month: string) =>
    `Numren skulle ha bytts före ${month}. Hämta den nyaste filen och klistra in den i stället.`,
  older: (address: string) =>
    `Det här är inte den utgåva som gäller nu. Hämta den nyaste: ${address}`,
  'in-link': (tag: string) => `Koden ligger inne i en länk (${tag}). Flytta ut den.`,
  'in-control': (tag: string) =>
    `Koden ligger inne i något som går att trycka på (${tag}). Flytta ut den.`,
  'in-form': (tag: string) => `Koden ligger inne i ett formulär (${tag}). Flytta ut den.`,
  hidden: (tag: string) => `Koden ligger i något som är dolt (${tag}). Flytta den dit den syns.`,
  'in-frame': () =>
    'Koden ligger i en ram (<iframe>). Flytta den till själva sidan: en ram kan klippa av numren.',
  policy: (hash: string) =>
    `Sidans säkerhetspolicy (Content-Security-Policy) stoppar stilen. Lägg till ${hash} i style-src.`,
  http: () =>
    'Sidan skickas utan kryptering (http). Då kan andra läsa och ändra numren på vägen. Gå över till https.',
  'page-language': () =>
    'Sidan säger inte vilket språk den har. Skriv till exempel <html lang="sv">.',
} as const satisfies Record<string, (detail: string) => string>;

/** Something that is wrong with an embed on a page. */
export interface Finding {
  readonly kind: keyof typeof SENTENCES;
  /** The line of the page's source, where it is known. */
  readonly line: number | null;
  readonly detail: string;
}

/** One finding. */
export const finding = (
  kind: Finding['kind'],
  line: number | null = null,
  detail = '',
): Finding => ({ kind, line, detail });

/** A finding as one line of text. */
export const findingSentence = ({ kind, line, detail }: Finding): string =>
  `${line === null ? '' : `Rad ${line}: `}${SENTENCES[kind](detail)}`;
