import type { CDPSession, Locator, Page } from '@playwright/test';
import { exitOf } from './browsing.ts';

/** What a page told of itself: at the end of a press, and at each of its frames from then on. */
export interface Note {
  readonly at: 'press' | 'frame';
  /** Milliseconds since 1970. */
  readonly ms: number;
  /** Elements and texts in the body: an emptied page has none. */
  readonly content: number;
  readonly title: string;
  readonly readyState: DocumentReadyState;
}

/**
 * A page that is about to leave. While a page leaves, the browser holds back every question to it
 * until the new page is there; so the page tells of itself, and is pressed below Playwright.
 */
export interface LeavingPage {
  readonly session: CDPSession;
  /** Grows while the page lives. */
  readonly notes: readonly Note[];
  /** A picture of the screen at this moment. */
  picture(): Promise<Buffer>;
  /** Puts the pointer on the exit and presses, without letting go. */
  hold(): Promise<void>;
  /** Lets go of what `hold` pressed. */
  release(): Promise<void>;
  /** Presses and lets go at once, so fast that nothing is drawn in between. */
  tap(): Promise<void>;
}

const MARK = 'note of a leaving page ';

/** To be called before the page begins to leave. */
export async function leavingPage(page: Page): Promise<LeavingPage> {
  const session = await page.context().newCDPSession(page);
  const notes: Note[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(MARK)) notes.push(JSON.parse(text.slice(MARK.length)) as Note);
  });
  await page.evaluate(tellOfItself, MARK);
  const { x, y, width, height } = (await exitOf(page).boundingBox())!;
  const mouse = async (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased'): Promise<void> => {
    const [centreX, centreY] = [x + width / 2, y + height / 2];
    const button = type === 'mouseMoved' ? 'none' : 'left';
    const event = { type, x: centreX, y: centreY, button, clickCount: 1 } as const;
    await session.send('Input.dispatchMouseEvent', event);
  };
  return {
    session,
    notes,
    picture: async () => {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
    hold: async () => {
      await mouse('mouseMoved');
      await mouse('mousePressed');
    },
    release: () => mouse('mouseReleased'),
    tap: async () => {
      await mouse('mouseMoved');
      await Promise.all([mouse('mousePressed'), mouse('mouseReleased')]);
    },
  };
}

/** Presses as a hand does that shakes: the pointer moves a few pixels before it lets go. */
export async function slipOn(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await target.boundingBox())!;
  const { mouse } = target.page();
  await mouse.move(x + width / 2, y + height / 2);
  await mouse.down();
  await mouse.move(x + width / 2 + 6, y + height / 2, { steps: 6 });
  await mouse.up();
}

function tellOfItself(mark: string): void {
  const tell = (at: string, ms: number): void => {
    const { body, title, readyState } = document;
    const content = body.childNodes.length;
    const note = { at, ms: performance.timeOrigin + ms, content, title, readyState };
    console.debug(mark + JSON.stringify(note));
  };
  const tellFrames = (ms: number): void => {
    tell('frame', ms);
    requestAnimationFrame(tellFrames);
  };
  const begin = ({ timeStamp }: Event): void => {
    tell('press', timeStamp);
    requestAnimationFrame(tellFrames);
  };
  addEventListener('pointerup', begin, { capture: true, once: true });
  addEventListener('keydown', begin, { capture: true, once: true });
}
