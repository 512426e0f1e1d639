import { render } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { dataIn } from '../i18n/island-data.ts';
import type { FinderFacts, Option } from './finder-facts.ts';

type Name = keyof FinderFacts['fields'];
type Choice = Readonly<Record<Name, string>> & { readonly open: boolean };

const NAMES: readonly Name[] = ['need', 'who', 'language', 'channel'];
const ALL: Choice = { need: '', who: '', language: '', channel: '', open: false };
const started = new WeakSet<Element>();

/**
 * Filters the cards of the page in place, as somebody chooses; nothing of the choice leaves the page.
 * Contract of the markup: `HelplineFinder.astro`; what a card says of itself is its `data-fits`.
 */
export default function startFinder(finder: HTMLElement): void {
  const mount = finder.querySelector('[data-mount]');
  const list = finder.parentElement;
  const facts: unknown = dataIn(finder);
  if (mount === null || list === null || !isFacts(facts) || started.has(finder)) return;
  started.add(finder);
  mount.replaceChildren();
  bestFirst(list, facts.own);
  render(<Finder facts={facts} list={list} finder={finder} />, mount);
}

/** The facts are the page's own, of the same build; what is not whole leaves the list as it is. */
function isFacts(facts: unknown): facts is FinderFacts {
  if (typeof facts !== 'object' || facts === null) return false;
  const given = new Map<string, unknown>(Object.entries(facts));
  const [fields, danger, none] = ['fields', 'danger', 'none'].map((name) => given.get(name));
  return (
    ['own', 'open', 'any', 'clear', 'count'].every((name) => typeof given.get(name) === 'string') &&
    Array.isArray(none) &&
    typeof danger === 'object' &&
    danger !== null &&
    'href' in danger &&
    typeof fields === 'object' &&
    fields !== null &&
    NAMES.every((name) => name in fields)
  );
}

interface FinderProps {
  facts: FinderFacts;
  list: Element;
  finder: Element;
}

function Finder({ facts, list, finder }: FinderProps) {
  const [choice, setChoice] = useState(ALL);
  const [count, setCount] = useState({ shown: 0, total: 0 });
  // Before the first paint: "nothing fits" is never said by mistake.
  useLayoutEffect(() => {
    const show = (): void => {
      // Closed, it filters nothing: no line is missing without a word beside it.
      setCount(filter(list, finder.hasAttribute('open') ? choice : ALL));
    };
    show();
    finder.addEventListener('toggle', show);
    return () => {
      finder.removeEventListener('toggle', show);
    };
  }, [choice]);
  const { shown, total } = count;
  const [before, after] = facts.none;
  return (
    <>
      {NAMES.map((name) => (
        <Select
          key={name}
          name={name}
          label={facts.fields[name].label}
          any={facts.any}
          options={facts.fields[name].options}
          value={choice[name]}
          choose={(value) => setChoice({ ...choice, [name]: value })}
        />
      ))}
      <label class="opt">
        <input
          type="checkbox"
          checked={choice.open}
          onChange={({ currentTarget }) => setChoice({ ...choice, open: currentTarget.checked })}
        />
        <span>{facts.open}</span>
      </label>
      <p role="status">
        {shown > 0 ? (
          facts.count.replace('{count}', `${shown}`).replace('{total}', `${total}`)
        ) : (
          <>
            {before}
            <a class="num" dir="ltr" href={facts.danger.href}>
              <bdi>{facts.danger.display}</bdi>
            </a>
            {after}
          </>
        )}
      </p>
      <button type="button" class="plain" onClick={() => setChoice(ALL)}>
        {facts.clear}
      </button>
    </>
  );
}

interface SelectProps {
  name: Name;
  label: string;
  any: string;
  options: readonly Option[];
  value: string;
  choose: (value: string) => void;
}

const Select = ({ name, label, any, options, value, choose }: SelectProps) => (
  <div class="field">
    <label class="lab" for={`finder-${name}`}>
      {label}
    </label>
    <select
      class="in"
      id={`finder-${name}`}
      autocomplete="off"
      value={value}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="">{any}</option>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  </div>
);

/** Hides the cards that do not fit, and the groups that are left empty; 112 always stays. */
function filter(list: Element, choice: Choice): { shown: number; total: number } {
  const count = { shown: 0, total: 0 };
  for (const group of list.querySelectorAll<HTMLElement>('[data-group]')) {
    group.hidden = true;
    for (const card of group.querySelectorAll<HTMLElement>('[data-fits]')) {
      card.hidden = !isChosen(card, choice);
      count.total += 1;
      if (card.hidden) continue;
      count.shown += 1;
      group.hidden = false;
    }
    const link = list.querySelector(
      `a[href="#${group.getAttribute('aria-labelledby')}"]`,
    )?.parentElement;
    if (link) link.hidden = group.hidden;
  }
  return count;
}

function isChosen(card: HTMLElement, choice: Choice): boolean {
  const fits = fitsOf(card);
  const asked = NAMES.filter((name) => choice[name] !== '');
  const answers = asked.every(
    (name) =>
      fits.includes(`${name}-${choice[name]}`) ||
      (name === 'language' && fits.includes('language-any')) ||
      (name === 'who' && (choice.who === 'deaf' ? isWritten(fits) : fits.includes('who-everyone'))),
  );
  return answers && !(choice.open && isClosed(card, choice.channel));
}

/** Reached without hearing. */
const isWritten = (fits: readonly string[]): boolean =>
  fits.includes('channel-chat') || fits.includes('channel-sms');

/** Closed by its hours, on the channel asked for or on every one; unknown hours are not closed. */
function isClosed(card: Element, channel: string): boolean {
  const states = [
    ...card.querySelectorAll(`.lit${channel === '' ? '' : `[data-channel=${channel}]`}`),
  ];
  return states.length > 0 && states.every((state) => state.classList.contains('closed'));
}

/** In each group: the reader's own language or an interpreter first, then what is open now. */
function bestFirst(list: Element, own: string): void {
  const rank = (card: HTMLElement): number => {
    const fits = fitsOf(card);
    const speaks = own === '' || fits.includes(`language-${own}`) || fits.includes('language-any');
    return (speaks ? 0 : 2) + (card.querySelector('.lit.open') === null ? 1 : 0);
  };
  for (const group of list.querySelectorAll('[data-group]')) {
    const cards = [...group.querySelectorAll<HTMLElement>('[data-fits]')];
    group.append(...cards.sort((one, other) => rank(one) - rank(other)));
  }
}

const fitsOf = (card: HTMLElement): string[] => [
  `need-${card.closest<HTMLElement>('[data-group]')?.dataset['group'] ?? ''}`,
  ...(card.dataset['fits'] ?? '').split(' '),
];
