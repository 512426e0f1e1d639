import { startSwap } from '../discreet/swap.ts';
import { showOpenNow } from '../helplines/open-now.ts';

const openNow = (): void => showOpenNow(document, new Date());

openNow();
startSwap({ onShown: openNow });
