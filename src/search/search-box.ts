import { fetchedData } from '../i18n/island-data.ts';
import { found, type IndexRow } from './search-index.ts';

const MAX_RESULTS = 8;
const started = new WeakSet<Element>();

/**
 * Searches the texts as somebody types, in an index loaded once; no question leaves the page.
 * Contract of the markup: `SearchBox.astro`.
 */
export default async function startSearch(box: HTMLElement): Promise<void> {
  if (started.has(box)) return;
  started.add(box);
  const field = box.querySelector('input');
  const results = box.querySelector('ul');
  const status = box.querySelector('[role=status]');
  const { index: address = '', none = '', count = '', failed = '' } = box.dataset;
  if (field === null || results === null || status === null) return;
  const rows = await fetchedData(address);
  const index = isIndex(rows) ? rows : null;
  const show = (): void => {
    const hits = index === null ? [] : found(index, field.value);
    const asked = field.value.trim() !== '';
    results.replaceChildren(...hits.slice(0, MAX_RESULTS).map(result));
    status.textContent =
      index === null
        ? failed
        : !asked
          ? ''
          : hits.length === 0
            ? none
            : count.replace('{count}', `${Math.min(hits.length, MAX_RESULTS)}`);
  };
  field.addEventListener('input', show);
  // Nothing to send: Enter stays on the page.
  box.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  show();
}

const isIndex = (rows: unknown): rows is IndexRow[] =>
  Array.isArray(rows) &&
  rows.every(
    (row) =>
      Array.isArray(row) && row.length === 5 && row.every((cell) => typeof cell === 'string'),
  );

function result([address, page, heading]: IndexRow): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = heading === '' ? page : `${page}: ${heading}`;
  item.append(link);
  return item;
}
