import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as far as the intake looks at it; the web's `Request` is one. */
export interface Posted {
  readonly method: string;
  /** Names in any case. */
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** A request as Node's server has it; nothing of it is copied, so that a slow sender holds next to no memory. */
export const posted = (request: IncomingMessage): Posted => ({
  method: request.method ?? '',
  headers: { get: (name) => request.headers[name.toLowerCase()]?.toString() ?? null },
  body: request,
});

/** Sends an answer of the intake. */
export async function sendAnswer(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}
