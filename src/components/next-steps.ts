import { offeredPages, type OfferedPage } from '../content.ts';
import { htmlLang } from '../i18n/locales.ts';
import type { Site } from '../layouts/site.ts';

/** A link onward: its address, its text, and the language of the text where it is another one. */
export interface Step {
  readonly href: string;
  readonly text: string;
  readonly lang: string | undefined;
  /** Forms are entered as pages of their own (D1). */
  readonly isForm: boolean;
}

/**
 * The next steps of a page, in the order given; a form that is closed is left out.
 * @throws when a name is neither a page nor a door.
 */
export async function nextSteps(
  site: Site,
  names: readonly string[],
  stop: boolean,
): Promise<Step[]> {
  const pages = await offeredPages(site.locale);
  return names.flatMap((name) => {
    const door = doors(site, stop)[name];
    if (door !== undefined) return door;
    const page = pages.find((candidate) => candidate.name === name);
    if (page === undefined)
      throw new Error(`next: "${name}" is neither a page nor a door; correct it`);
    return pageStep(site.locale, page);
  });
}

/** The link to a written page; where the language has not even its title, in one that is offered instead. */
export function pageStep(
  locale: string,
  { name, own, title, source, elsewhere }: OfferedPage,
): Step {
  const [first] = elsewhere;
  return {
    href: `/${locale}/${source.data.part === 'stop' ? 'sluta/' : ''}${name}/`,
    text: own?.data.heading ?? title ?? (first?.text ?? source).data.heading,
    lang: title === undefined && first !== undefined ? htmlLang(first.locale) : undefined,
    isForm: false,
  };
}

function doors(
  { locale, t, form }: Site,
  stop: boolean,
): Readonly<Record<string, readonly Step[]>> {
  const door = (path: string, key: string, isForm = false): Step[] => [
    { href: `/${locale}/${path}`, text: t(key), lang: undefined, isForm },
  ];
  const write = form.open && form.inboxes.includes('police') ? 'start.write' : 'start.write.social';
  return {
    ring: door('ring/', 'page.next.ring'),
    kort: door('kort/', 'page.next.cards'),
    sluta: door('sluta/', 'stop.heading'),
    skriv: !form.open
      ? []
      : stop
        ? door('sluta/skriv/', 'stop.write', true)
        : door('skriv/', write, true),
    rad: form.open ? door('skriv/rad/', 'write.heading.social', true) : [],
    work: form.open ? door('skriv/arbete/', 'write.heading.social', true) : [],
  };
}
