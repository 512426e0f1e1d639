import { expect, test } from '@playwright/test';
import { asMail, readerDesk } from '../../support/reader-desk.ts';
import { openWebKit } from '../../support/webkit-driver.ts';

/** Nobody listens there: the browser has no way out. */
const NO_PROXY = 9;

test('a letter is read from disk in WebKitGTK without a network', async () => {
  test.slow();
  const desk = await readerDesk();
  const letter = await desk.letter({ ownWords: 'kvarnsten' });
  const browser = await openWebKit(NO_PROXY);
  const text = (selector: string) =>
    browser.run(`return document.querySelector('${selector}').textContent`);
  await browser.open(desk.address);
  await browser.type('#letter-file', desk.save(...asMail(letter)));
  await browser.present('#letter-state .done');
  await browser.type('#key-file', desk.key);
  await browser.present('#key-state .done');
  await browser.type('#passphrase', 'fel');
  await browser.press('#open');
  await browser.present('#problem:not(:empty)');
  expect(await text('#problem')).toContain('Lösenfrasen stämmer inte.');
  await browser.type('#passphrase', desk.passphrase);
  await browser.press('#open');
  await browser.present('#letter .part');
  expect(await text('#letter-heading')).toBe(`Brev ${letter.mark}`);
  expect(await text('#letter')).toContain('kvarnsten');
  await browser.press('#lock');
  await browser.present('#letter:empty');
  await browser.quit();
  desk.discard();
});
