import { mkdtempSync, rmSync, statSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { parseHTML } from 'linkedom';
import * as openpgp from 'openpgp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { browserBuild } from '../../../src/referral/browser-build.ts';
import type { seal as sealInBrowser } from '../../../src/referral/browser.ts';
import { decodeFrame } from '../../../src/referral/frame.ts';
import { inspectLetter } from '../../../src/referral/pgp/inspect.ts';
import type { SealingSet } from '../../../src/referral/sealing-set.ts';
import type { DemoArea } from './fixtures.ts';
import { LONG_TEXTS, entriesOf, makeDemoArea, makeSubmissionId } from './fixtures.ts';
import { openWithGpg } from './pgp/gpg.ts';

const FORM =
  '<label><input name="recipients" value="social"><span><b>A</b><br>Råd och stöd.</span></label>';
const MAX_BROTLI_BYTES = 80_000;

type Bundle = { readonly seal: typeof sealInBrowser };

let folder: string;
let area: DemoArea;

const bundleFor = async (
  set: SealingSet,
  name: string,
): Promise<{ file: string; bundle: Bundle }> => {
  const file = join(folder, `${name}.mjs`);
  await build({
    ...browserBuild,
    outfile: file,
    define: { __SEALING_SET__: JSON.stringify(set) },
    logLevel: 'silent',
  });
  return { file, bundle: (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Bundle };
};

beforeAll(async () => {
  // All that the file reads of the page is what stands under the choice.
  vi.stubGlobal('document', parseHTML(FORM).document);
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  area = await makeDemoArea();
});

afterAll(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const sealed = async ({ seal }: Bundle, answers = {}): Promise<Uint8Array> => {
  const result = await seal(entriesOf('self', { reach: 'x', ...answers }), makeSubmissionId());
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  const decoded = decodeFrame(result.value, area.set);
  return decoded.ok ? (decoded.value.letters[0]?.bytes ?? new Uint8Array()) : new Uint8Array();
};

describe('the file that the form loads', () => {
  test('is small enough for a bad line', async () => {
    const { file } = await bundleFor(area.set, 'size');
    const brotli = brotliCompressSync(readFileSync(file)).length;
    console.info(`sealing bundle: ${statSync(file).size} bytes, ${brotli} brotli`);
    expect(brotli).toBeLessThan(MAX_BROTLI_BYTES);
  });

  test('works under a policy that forbids making code from text', async () => {
    const { file } = await bundleFor(area.set, 'policy');
    expect(readFileSync(file, 'utf8')).not.toMatch(/\beval\(|\bnew Function\b|\bFunction\(/);
  });

  test('seals letters that the server accepts and gpg opens', async () => {
    const { bundle } = await bundleFor(area.set, 'seals');
    for (const ownWords of Object.values(LONG_TEXTS)) {
      const letter = await sealed(bundle, { ownWords });
      expect(await inspectLetter(letter, area.set.inboxes[0]!, area.set.sealedAt)).toBe(true);
      expect(openWithGpg(letter, [area.keys.social[0]!.privateKey]).toString()).toContain(
        'EGNA ORD',
      );
    }
  });

  test('quotes in the letter what stands under the choice in the page, as it stands there', async () => {
    const { bundle } = await bundleFor(area.set, 'quotes');
    const letter = await sealed(bundle, { locale: 'so' });
    expect(openWithGpg(letter, [area.keys.social[0]!.privateKey]).toString()).toContain(
      'Vid sitt val fick avsändaren veta:\r\n”Råd och stöd.”\r\n',
    );
  });

  test('seals to P-256 without fetching anything more', async () => {
    const { publicKey, privateKey } = await openpgp.generateKey({
      type: 'ecc',
      curve: 'nistP256',
      userIDs: { name: 'P-256' },
      date: new Date(area.set.sealedAt),
    });
    const set = {
      ...area.set,
      inboxes: [{ ...area.set.inboxes[0]!, certificates: [publicKey] }, area.set.inboxes[1]!],
    };
    const { bundle } = await bundleFor(set, 'p256');
    expect(openWithGpg(await sealed(bundle), [privateKey]).toString()).toContain(
      'SÅ FÅR VI KONTAKTA',
    );
  });

  test('seals on a phone whose browser does not know Curve25519 itself', async () => {
    let refused = 0;
    const refusing =
      <Method extends (...args: never[]) => Promise<unknown>>(method: Method) =>
      (...args: Parameters<Method>) => {
        if (!JSON.stringify(args).includes('25519')) return method(...args);
        refused += 1;
        return Promise.reject(new DOMException('not here', 'NotSupportedError'));
      };
    const generateKey = crypto.subtle.generateKey.bind(crypto.subtle);
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'generateKey').mockImplementation(
      refusing(generateKey) as typeof generateKey,
    );
    vi.spyOn(crypto.subtle, 'importKey').mockImplementation(
      refusing(importKey) as typeof importKey,
    );
    const { bundle } = await bundleFor(area.set, 'old-phone');
    const letter = await sealed(bundle);
    vi.restoreAllMocks();
    expect(refused).toBeGreaterThan(0);
    expect(openWithGpg(letter, [area.keys.social[0]!.privateKey]).toString()).toContain('KONTAKTA');
  });

  test('names the fields to correct instead of sealing', async () => {
    const { bundle } = await bundleFor(area.set, 'problems');
    expect(await bundle.seal(entriesOf('self'), makeSubmissionId())).toEqual({
      ok: false,
      problem: [{ field: 'reach', problem: 'missing-reach' }],
    });
  });

  test('does not offer an inbox that the set lacks', async () => {
    const { bundle } = await bundleFor({ ...area.set, inboxes: [area.set.inboxes[0]!] }, 'closed');
    expect(
      await bundle.seal(
        entriesOf('self', { reach: 'x', recipients: 'police' }),
        makeSubmissionId(),
      ),
    ).toEqual({
      ok: false,
      problem: [{ field: 'recipients', problem: 'not-a-choice' }],
    });
  });

  test('throws rather than sends when a certificate is broken', async () => {
    const broken = area.set.inboxes.map((inbox) => ({ ...inbox, certificates: ['rubbish'] }));
    const { bundle } = await bundleFor({ ...area.set, inboxes: broken }, 'broken');
    await expect(
      bundle.seal(entriesOf('self', { reach: 'x' }), makeSubmissionId()),
    ).rejects.toThrow();
  });
});
