import { readSpans } from './compact-spans.ts';
import { stateAt, stockholmMinute } from './opening-state.ts';

/**
 * Fills every `[data-hours]` line below `root` with what can be said of it at `now`, and shows it.
 * The line gets the class `open`, `closed` or `check` beside `lit`; the sentence goes into its last
 * element, after the name of the channel in `data-open`. Sentences and doubtful days come from the
 * first `[data-open-texts]` below `root` (see `openTexts`).
 * Where the browser cannot tell the time in Stockholm the lines stay hidden.
 */
export function showOpenNow(root: ParentNode, now: Date): void {
  const clock = stockholmMinute(now);
  const texts = root
    .querySelector<HTMLElement>('[data-open-texts]')
    ?.dataset['openTexts']?.split('|');
  // Not a number where the browser cannot tell the time.
  if (!texts || !clock) return;
  const text = (place: number): string => texts[place] ?? '';
  for (const line of root.querySelectorAll<HTMLElement>('[data-hours]')) {
    const { hours = '', open = '' } = line.dataset;
    const [openings = [], exceptions = []] = hours.split('!').map(readSpans);
    const doubtful = [...readSpans(text(12)), ...exceptions];
    const { state, time, day, isToday } = stateAt(openings, doubtful, clock);
    const sentence = text(state === 'check' ? 0 : state === 'open' ? 1 : isToday ? 2 : 3)
      .replace('{time}', time.replace(':', text(4)))
      .replace('{day}', text(5 + day));
    line.className = 'lit ' + state;
    line.hidden = false;
    line.lastElementChild?.replaceChildren(open + sentence);
  }
}
