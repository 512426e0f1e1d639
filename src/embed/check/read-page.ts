import { readFile } from 'node:fs/promises';
import { failure, success, type Result } from '../../i18n/result.ts';
import type { ReadPage } from './check-page.ts';

const WAIT_MS = 15_000;
const MAX_BYTES = 10_000_000;
/** What stands before the first kilobytes' end is enough to name the coding (WHATWG, 13.2.3.2). */
const MAX_PRESCAN_BYTES = 1024;

/** Why a page cannot be read, in a sentence for the web editor. */
type ReadProblem = string;

/** Reads a saved page, or asks an address for it as a visitor's browser would, without scripts. */
export const readPage = (name: string): Promise<Result<ReadPage, ReadProblem>> =>
  /^https?:\/\//iu.test(name) ? fetchPage(name) : openPage(name);

async function openPage(name: string): Promise<Result<ReadPage, ReadProblem>> {
  const bytes = await readFile(name).catch(() => null);
  if (bytes === null) {
    return failure(`Filen ${name} går inte att läsa. Skriv en fil, eller en adress med https://.`);
  }
  if (bytes.length > MAX_BYTES) return failure(`Filen ${name} är för stor för att vara en sida.`);
  return success({ html: decoded(bytes, null), address: null, policies: [] });
}

async function fetchPage(name: string): Promise<Result<ReadPage, ReadProblem>> {
  const address = URL.parse(name);
  if (address === null) return failure(`${name} är ingen adress.`);
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(WAIT_MS) });
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.ok) return failure(`${name} svarar med fel ${String(answer.status)}.`);
    if (!/^(?:text\/html|application\/xhtml\+xml)\b/iu.test(type)) {
      return failure(`${name} är ingen webbsida (${type === '' ? 'utan typ' : type}).`);
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > MAX_BYTES) return failure(`${name} är för stor för att vara en sida.`);
    const policy = answer.headers.get('content-security-policy');
    return success({
      html: decoded(bytes, charsetIn(type)),
      address: new URL(answer.url),
      policies: policy === null ? [] : [policy],
    });
  } catch {
    return failure(
      `${name} svarar inte. Kontrollera adressen, eller spara sidans källkod som fil.`,
    );
  }
}

/** The text of a page in the coding that it names, UTF-8 when it names none that is known. */
function decoded(bytes: Uint8Array, charset: string | null): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, MAX_PRESCAN_BYTES));
  const named = charset ?? charsetIn(start) ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const charsetIn = (text: string): string | null =>
  /charset\s*=\s*["']?([\w-]+)/iu.exec(text)?.[1] ?? null;
