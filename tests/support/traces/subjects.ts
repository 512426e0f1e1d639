/** A site whose traces are measured: what a visitor presses there. */
export interface Subject {
  /** The column of the report. */
  readonly name: string;
  readonly host: string;
  /** The page that the search engine leads to. */
  readonly start: string;
  /** The pages that are read from there, by their links; the last one has the form. */
  readonly reads: readonly string[];
  /** The fields that are typed into. */
  readonly fields: string;
  readonly exit: string;
}

/** The site of this project. */
export const HERE: Subject = {
  name: 'this site',
  host: 'here.test',
  start: '/sv/',
  reads: ['/sv/ring/', '/sv/', '/sv/skriv/'],
  fields: 'form[data-referral] :is(input[type=text], input[type=tel], input:not([type]), textarea)',
  exit: '[data-quick-exit]',
};

/** A site of three pages and a form, with an exit of another kind each. */
const NEIGHBOUR = {
  start: '/',
  reads: ['/numbers/', '/', '/contact/'],
  fields: 'form :is(input, textarea)',
};

export const PLAIN_LINK: Subject = {
  ...NEIGHBOUR,
  name: 'plain link',
  host: 'link.test',
  exit: 'a.exit',
};

export const GOVUK: Subject = {
  ...NEIGHBOUR,
  name: 'GOV.UK Frontend',
  host: 'govuk.test',
  exit: '.govuk-exit-this-page__button',
};

export const NSW: Subject = {
  ...NEIGHBOUR,
  name: 'NSW Design System',
  host: 'nsw.test',
  exit: '.nsw-quick-exit',
};

/** In the order of the columns. */
export const SUBJECTS: readonly Subject[] = [HERE, PLAIN_LINK, GOVUK, NSW];
