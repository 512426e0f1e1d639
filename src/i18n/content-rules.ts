/** What is wrong at one line of a content file, and what to write instead. */
export interface ContentProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** What the rules know besides the text. */
export interface Known {
  /** Ids of help lines that have a number. */
  readonly helplines: ReadonlySet<string>;
  /** Figures with a record for this page. */
  readonly figures: ReadonlySet<string>;
  /** Ids of the records that name this page (key `''`), or the sentence with this key of a file, as `a.b` where it is nested. */
  readonly recordsOf: (key: string) => ReadonlySet<string>;
  /** Parts of words that promise what no site can keep, in this language. */
  readonly untrue: readonly string[];
  /** Beginnings and parts of words that tell what the site is about, in this language. */
  readonly telling: readonly string[];
  /** What is no crime of its own by any record, and what calls it one, in this language. */
  readonly noCrime: { readonly what: readonly string[]; readonly crime: readonly string[] };
  /** Words that say something of the law, in this language. */
  readonly law: readonly (readonly [saying: LawSaying, words: RegExp])[];
  /** Amounts written as words: figures all the same. */
  readonly amounts: readonly RegExp[];
  /** Ids of the help lines that answer day and night. */
  readonly alwaysOpen: ReadonlySet<string>;
  /** Parts of words that say of a number that it is answered day and night, in this language. */
  readonly dayAndNight: readonly string[];
}

/** What looks like a telephone number outside the one component, which keeps its digits in order. */
const BARE_NUMBER =
  /\b0\d{2,}\b|\d{2,}[ \u00a0-]\d{2,}|\b0\d{1,3}(?:\.\d{2,}){2,}|\b(?:112|114|116|1177)\b|\d{5,}|(?!\d)\p{Nd}+/u;
/** The number of a help line, named in a page or in a sentence. */
const NUMBER_NAMES =
  /<Helpline id="([^"]+)"|\{([a-z]+-?\d+|kvinnofridslinjen|bris|valj-att-sluta)\}/gu;
const TAG = '<Helpline ';
const FIGURE = /\d+(?:\.\d+)*/gu;
const PLACEHOLDER = /\b(?:TODO|TBD|FIXME|XXX|xxx|[Ll]orem ipsum)\b|\?\?\?/u;
/** What a sentence of the interface never holds: its names stand in braces. */
const BRACKETS = /\[[^\]]*\]/u;
/** What a page written in MDX would show as it stands, or fail on: names in braces, brackets that are no link. */
const PAGE_PLACEHOLDER = /\{[^}]*\}|\[(?:[^\]]*\](?!\()|[.…]+\])/u;
/**
 * What sentences say of the law, and the records of which one must name the page or the sentence;
 * none where no record says it. The words for it stand in each language's `words.json`.
 */
const LAW = [
  ['contactBan', ['contact-ban']],
  ['prosecution', ['public-prosecution', 'contact-ban', 'barnahus']],
  ['ownLawyer', ['own-lawyer']],
  ['concern', ['report-of-concern']],
  ['secrecy', ['secrecy', 'priest-secrecy']],
  ['protectedData', ['protected-data']],
  ['shelter', ['shelter', 'methods']],
  ['compensation', ['compensation-order', 'child-compensation', 'child-witness']],
  ['seriousCrime', ['secrecy']],
  ['victim', ['child-witness', 'victim-support-question', 'compensation-order']],
  ['investigation', ['evaluation', 'public-prosecution']],
  [
    'crime',
    [
      'public-prosecution',
      'reporting',
      'child-witness',
      'victim-support-question',
      'evaluation',
      'barnahus',
    ],
  ],
  ['right', ['interpreter', 'own-lawyer', 'child-witness', 'minority-languages']],
  ['socialServicesAct', ['help-without-assessment', 'secrecy']],
  ['act', ['secrecy']],
  ['noYesNeeded', ['public-prosecution', 'secrecy']],
  ['unrecorded', []],
] as const;

/** What sentences say of the law. */
export type LawSaying = (typeof LAW)[number][0];
export const LAW_SAYINGS: readonly LawSaying[] = LAW.map(([saying]) => saying);
const RECORDS_OF_LAW = new Map<LawSaying, readonly string[]>(LAW);
const FRONTMATTER_END = /^---$/u;

/** Checks a page written in MDX line by line. */
export function pageProblems(page: string, known: Known): ContentProblem[] {
  const problems: ContentProblem[] = [];
  let level = 1;
  let fences = 0;
  const lines = page.split('\n');
  lines.forEach((text, place) => {
    const say = (message: string): void => void problems.push({ line: place + 1, message });
    if (FRONTMATTER_END.test(text) && fences < 2) {
      fences += 1;
      return;
    }
    if (fences < 2) {
      const [, field = '', value = ''] = /^(title|description): (.*)$/u.exec(text) ?? [];
      if (field !== '') for (const message of titleProblems(field, value, known)) say(message);
      return;
    }
    const depth = /^(#+) /u.exec(text)?.[1]?.length ?? 0;
    if (depth === 1 || depth > level + 1) {
      say(
        `a heading of level ${String(depth)} cannot stand here; write ${'#'.repeat(Math.min(level + 1, 3))}`,
      );
    }
    if (depth > 1) level = depth;
    for (const [tag] of text.matchAll(/<Helpline\b[^>]*>/gu)) {
      const [, id] = /^<Helpline id="([^"]*)" \/>$/u.exec(tag) ?? [];
      if (id === undefined) say(`"${tag}" is not read here; write <Helpline id="…" />`);
      else if (!known.helplines.has(id))
        say(`"${id}" is no help line with a number; use the name of a file in helplines/`);
    }
    for (const message of textProblems(text, known)) say(message);
    const [left] = PAGE_PLACEHOLDER.exec(text.replace(/<[^>]+>/gu, '')) ?? [];
    if (left !== undefined) {
      say(`"${left}" is no text; write the sentence, and a number as <Helpline id="…" />`);
    }
    for (const message of lawProblems(plain(text), known, known.recordsOf(''))) say(message);
    for (const message of hoursProblems(withNumber(lines, place), known)) say(message);
    for (const message of crimeProblems(plain(text), known, plain(lines[place - 1] ?? ''))) {
      say(message);
    }
    for (const figure of figuresIn(text, known)) {
      if (!known.figures.has(figure)) {
        say(`"${figure}" has no record; add it to facts.json with its source, or leave it out`);
      }
    }
  });
  return problems;
}

/**
 * Checks a file of sentences (JSON, formatted one string a line or a list on one line) line by line.
 * @param isTitle whether the text with this key is the title or the description of a page
 */
export function sentenceProblems(
  json: string,
  known: Known,
  isTitle = (key: string): boolean => /(?:^|\.)(?:title|description)$/u.test(key),
): ContentProblem[] {
  let path: string[] = [];
  return json.split('\n').flatMap((line, place) => {
    const [, indent = '', key = ''] = /^(\s*)"([^"]+)": /u.exec(line) ?? [];
    if (key !== '') path = [...path.slice(0, indent.length / 2 - 1), key];
    const rest = line.slice(key === '' ? 0 : line.indexOf('": ') + 3);
    const texts = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, text = '']) => text);
    return texts
      .flatMap((text) => [
        ...(isTitle(key) ? titleProblems(key, text, known) : []),
        ...textProblems(text, known),
        ...bracketProblems(text),
        ...crimeProblems(plain(text), known),
        ...lawProblems(plain(text), known, known.recordsOf(path.join('.'))),
        ...hoursProblems(text, known),
        ...[...text.matchAll(NUMBER_NAMES)]
          .filter(([, , id = '']) => !known.helplines.has(id))
          .map(
            ([, , id = '']) =>
              `"{${id}}" is no help line with a number; use the name of a file in helplines/`,
          ),
      ])
      .map((message) => ({ line: place + 1, message }));
  });
}

/** A line whose claim a test proves needs no record for its amounts. */
const figuresIn = (text: string, { amounts }: Known): string[] => [
  ...(plain(text).match(FIGURE) ?? []),
  ...(text.includes('<Proof ')
    ? []
    : amounts.flatMap((words) => words.exec(plain(text))?.[0].toLowerCase() ?? [])),
];

function titleProblems(field: string, text: string, { telling }: Known): string[] {
  const word = telling.find((part) => text.toLowerCase().includes(part));
  return word === undefined
    ? []
    : [`${field}: "${word}" tells what the site is about; browsers keep it: write a neutral one`];
}

function bracketProblems(text: string): string[] {
  const [left] = BRACKETS.exec(text) ?? [];
  return left === undefined ? [] : [`"${left}" is no text; write the sentence, a name as {name}`];
}

function lawProblems(text: string, { law }: Known, records: ReadonlySet<string>): string[] {
  return law.flatMap(([saying, words]) => {
    const [word] = words.exec(text) ?? [];
    const proving = RECORDS_OF_LAW.get(saying) ?? [];
    if (word === undefined || proving.some((id) => records.has(id))) return [];
    return proving.length === 0
      ? [`"${word}" states law that no record says; leave it out`]
      : [
          `"${word}" states law; name this place in the record ${proving.join(' or ')} (facts.json), if that says so, or leave it out`,
        ];
  });
}

/** A line, from the last one of its paragraph that names a number on. */
function withNumber(lines: readonly string[], place: number): string {
  const paragraph = lines.slice(lines.lastIndexOf('', place) + 1, place + 1);
  const naming = paragraph.findLastIndex((line) => line.includes(TAG));
  return paragraph.slice(naming === -1 ? paragraph.length - 1 : naming).join(' ');
}

/** Hours written by hand beside a number must be those of its record. */
function hoursProblems(text: string, { alwaysOpen, dayAndNight }: Known): string[] {
  const said = dayAndNight.find((part) => text.toLowerCase().includes(part));
  if (said === undefined) return [];
  const ids = [...text.matchAll(NUMBER_NAMES)].map(
    ([, inPage, inSentence]) => inPage ?? inSentence ?? '',
  );
  return ids
    .filter((id) => !alwaysOpen.has(id))
    .map((id) => `"${said}" is not what the record of "${id}" says of its hours; leave it out`);
}

/** Violence of the mind as a crime of its own is a bill; whether it became law is not known. */
function crimeProblems(text: string, { noCrime }: Known, before = ''): string[] {
  const said = text.toLowerCase();
  const all = `${before.toLowerCase()} ${said}`;
  const [what, crime] = [noCrime.what, noCrime.crime].map((words) =>
    words.find((word) => all.includes(word)),
  );
  return what === undefined || crime === undefined || !(said.includes(what) || said.includes(crime))
    ? []
    : [`"${what}" and "${crime}": no record says that this is a crime; leave one of them out`];
}

function textProblems(text: string, { untrue }: Known): string[] {
  const words = plain(text);
  const [number] = BARE_NUMBER.exec(words) ?? [];
  const [placeholder] = PLACEHOLDER.exec(words) ?? [];
  const promise = untrue.find((part) => words.toLowerCase().includes(part));
  return [
    ...(number === undefined
      ? []
      : [
          `"${number}" looks like a number to call; write <Helpline id="…" /> or {id}, so that it is right and readable`,
        ]),
    ...(placeholder === undefined ? [] : [`"${placeholder}" is no text; write the sentence`]),
    ...(promise === undefined
      ? []
      : [`"${promise}" promises what no site can keep; say what is true`]),
  ];
}

/** The words of a line: without tags, links, names in braces and the number of a list. */
const plain = (text: string): string =>
  text.replace(/<[^>]+>|\]\([^)]*\)|\{[^}]*\}/gu, '').replace(/^\s*\d+\. /u, '');
