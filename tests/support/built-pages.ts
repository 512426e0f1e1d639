import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import profile from '../../content/area/profile.json' with { type: 'json' };

const CLIENT = 'dist/client';

/** One page of the built site. Most tests ask for some of them: read and parsed when asked for. */
export class BuiltPage {
  #html: string | undefined;
  #document: Document | undefined;

  readonly address: string;
  readonly file: string;

  constructor(name: string) {
    this.address = addressOf(name);
    this.file = join(CLIENT, name);
  }

  get html(): string {
    return (this.#html ??= readFileSync(this.file, 'utf8'));
  }

  get document(): Document {
    return (this.#document ??= parseHTML(this.html).document);
  }
}

/** Every HTML page of the built site, in the order of their addresses. */
export const builtPages: readonly BuiltPage[] = readdirSync(CLIENT, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.html'))
  .sort()
  .map((name) => new BuiltPage(name));

/** Whether the page holds a form that is sent. */
export const isFormPage = ({ document }: BuiltPage): boolean =>
  document.querySelector('form[data-referral]') !== null;

/** The language a page is written in, from its address: `/ar/ring/`, `/s/ar/`, else Swedish. */
export const localeOf = ({ address }: BuiltPage): string =>
  profile.locales.find((locale) => address.split('/').slice(1, 3).includes(locale)) ?? 'sv';

/** The page at an address. @throws when it was not built. */
export function builtPage(address: string): BuiltPage {
  const page = builtPages.find((candidate) => candidate.address === address);
  if (page === undefined) throw new Error(`${address} was not built`);
  return page;
}

function addressOf(name: string): string {
  return `/${name.replace(/\\/gu, '/').replace(/(?:^|(?<=\/))index\.html$/u, '')}`;
}
