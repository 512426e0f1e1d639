/** Why nothing could be taken out of what was chosen or dropped. */
export type FileProblem = 'no-file' | 'unreadable-file' | 'too-large';

/** Why a file or a pasted text gives no letter to read. */
export type LetterProblem =
  | FileProblem
  | 'outlook-file'
  | 'key-not-letter'
  | 'not-locked'
  | 'no-letter'
  | 'truncated'
  | 'damaged'
  | 'other-key'
  | 'other-passphrase';

/** Why a key file cannot be used. */
export type KeyProblem =
  FileProblem | 'not-a-key' | 'public-only' | 'damaged-key' | 'wrong-passphrase';

/** What is still to be done before a letter can be opened. */
type MissingStep = 'no-letter-chosen' | 'no-key-chosen' | 'no-passphrase';

/** Anything that keeps a letter shut; `stopped` is a fault of the reader's own. */
export type ReaderProblem = LetterProblem | KeyProblem | MissingStep | 'stopped';

/** One sentence for each, in Swedish, with what to do. */
export const SENTENCES: Readonly<Record<ReaderProblem, string>> = {
  'no-file':
    'Det här är ingen fil. Spara brevet som fil först (.eml eller .asc), och dra hit filen.',
  'unreadable-file':
    'Filen gick inte att läsa. Välj filer, inte en mapp. Kontrollera att USB-minnet sitter i och att nätverket fungerar, och välj filen igen.',
  'too-large':
    'Filen är för stor för att vara ett brev eller en nyckelfil. Välj filen med det enskilda brevet, eller nyckelfilen.',
  'outlook-file':
    'Filen har Outlooks eget format (.msg). Öppna brevet i Outlook, spara bilagan encrypted.asc och välj den. Har brevet ingen bilaga: kopiera hela texten och klistra in den.',
  'key-not-letter': 'Det här är en nyckel, inte ett brev. Nyckelfilen väljs i steg 2.',
  'not-locked':
    'Texten är inte låst. Brev från webbplatsen är alltid låsta, så vem som helst kan ha skrivit den. Ring inte efter den.',
  'no-letter':
    'Här finns inget låst brev. Ett brev börjar med raden -----BEGIN PGP MESSAGE----- eller ligger som bilaga i mejlet.',
  truncated:
    'Brevet är avkortat, slutet saknas. Spara eller kopiera det igen, ända till raden -----END PGP MESSAGE-----.',
  damaged: 'Brevet är skadat och visas därför inte alls. Hämta det igen ur brevlådan.',
  'other-key':
    'Brevet är låst för en annan nyckel än den du valde. Pröva den gamla nyckelfilen, eller fråga en kollega i samma inkorg. Skicka det inte vidare.',
  'other-passphrase':
    'Brevet är låst för en nyckel i filen som har en annan lösenfras. Lås, och öppna med den lösenfrasen.',
  'not-a-key':
    'Filen är ingen nyckelfil. Välj filen med den hemliga nyckeln. Den börjar med raden -----BEGIN PGP PRIVATE KEY BLOCK-----.',
  'public-only':
    'Filen har bara den öppna nyckeln, som låser brev men inte öppnar dem. Välj filen med den hemliga nyckeln.',
  'damaged-key':
    'Nyckelfilen är skadad, eller så ligger den hemliga nyckeln inte i filen (till exempel på ett kort). Välj en annan kopia av den.',
  'wrong-passphrase':
    'Lösenfrasen stämmer inte. Kontrollera stora och små bokstäver och tangentbordets språk, och skriv den igen.',
  'no-letter-chosen': 'Välj ett brev i steg 1.',
  'no-key-chosen': 'Välj nyckelfilen i steg 2.',
  'no-passphrase': 'Skriv lösenfrasen i steg 3.',
  stopped: 'Läsaren blev inte klar. Ladda om sidan, och välj brev och nyckelfil igen.',
};
