import type { LeavingPage } from './leaving-page.ts';

/** What was on the screen from a moment on. */
export interface Frame {
  /** Milliseconds since 1970, as the notes of a `LeavingPage`. */
  readonly atMs: number;
  readonly png: Buffer;
}

/** Records every new frame that the browser draws; the returned function ends and gives them. */
export async function recordFrames({ session }: LeavingPage): Promise<() => Promise<Frame[]>> {
  const frames: Frame[] = [];
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ atMs: (metadata.timestamp ?? 0) * 1000, png: Buffer.from(data, 'base64') });
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  return async () => {
    await session.send('Page.stopScreencast');
    return frames;
  };
}
