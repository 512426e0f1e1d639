import { startSwap } from '../discreet/swap.ts';
import { showOpenNow } from '../helplines/open-now.ts';

const openNow = (): void => showOpenNow(document, new Date());

/** What a part of a page exports. */
interface Island {
  readonly default: (root: HTMLElement) => void;
}

openNow();
startSwap(openNow);

// A part of a page with a module of its own is a <details>, at most one a page: opening it is using it.
addEventListener(
  'toggle',
  () => {
    const part = document.querySelector<HTMLElement>('[open][data-island]');
    if (part) void import(part.dataset.island ?? '').then((island: Island) => island.default(part));
  },
  true,
);
