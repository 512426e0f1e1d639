import { describe, expect, test } from 'vitest';
import { checkPage, sitesOf } from '../../../src/embed/check/check-page.ts';
import type { OwnSite } from '../../../src/embed/check/content.ts';
import { findingSentence } from '../../../src/embed/check/findings.ts';
import { EMBED_STYLE } from '../../../src/embed/embed-style.ts';
import { hashSource } from '../../../src/embed/check/policy.ts';
import { snippet } from '../../../src/embed/snippet.ts';
import { LINES, ownSite, pageWith, siteOf, snippetIn } from './fixtures.ts';

const { text, html } = snippetIn();

const kindsIn = (body: string, own: Partial<OwnSite> = {}): string[] =>
  checkPage(pageWith(body), ownSite(own)).map(({ kind }) => kind);

/** The file with one thing changed. @throws when there was nothing to change. */
function changed(from: string | RegExp, to: string): string {
  const after = text.replace(from, to);
  if (after === text) throw new Error(`${String(from)} is not in the file`);
  return after;
}

describe('nothing is wrong', () => {
  test('with the file as it is', () => {
    expect(kindsIn(text)).toEqual([]);
  });

  test('with two languages, one after the other', () => {
    expect(kindsIn(text + snippetIn('ar').text)).toEqual([]);
  });

  test('without the comment, which many programs take away', () => {
    expect(kindsIn(html)).toEqual([]);
  });

  test('with other line breaks, quotation marks and character references', () => {
    const same = html
      .replaceAll('><', '>\r\n\t<')
      .replace('lang="sv"', "LANG='sv'")
      .replaceAll('ö', '&ouml;');
    expect(kindsIn(same)).toEqual([]);
  });

  test('inside the parts of an ordinary page, a part that folds included', () => {
    const around = `<main><div class="x" style="display:block"><details><summary>Mer</summary>${text}</details></div></main>`;
    expect(kindsIn(around)).toEqual([]);
  });
});

describe('the embed is not on the page', () => {
  test('at all', () => {
    expect(kindsIn('<p>Välkommen</p>')).toEqual(['missing']);
  });

  test('but as text, escaped by the editor', () => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(kindsIn(`<p>${escaped}</p>`)).toEqual(['text']);
    expect(kindsIn(`<pre>${escaped.replaceAll('&', '&amp;')}</pre>`)).toEqual(['text']);
  });

  test('but inside a comment', () => {
    expect(kindsIn(`<!-- ${html} -->`)).toEqual(['comment']);
  });

  test('but inside a script', () => {
    expect(kindsIn(`<script>x.innerHTML='${html}'</script>`)).toEqual(['script']);
  });

  test('but where scripts do not run', () => {
    expect(kindsIn(`<noscript>${html}</noscript>`)).toEqual(['noscript']);
  });

  test('but for its comment', () => {
    expect(kindsIn(text.split('\n')[0] ?? '')).toEqual(['only-comment']);
  });

  test('with its first tag, which a sanitiser took away', () => {
    expect(kindsIn(changed(/<div[^>]*>/u, ''))).toEqual(['marks']);
  });
});

describe('the editor changed', () => {
  const CHANGES: Record<string, [from: string | RegExp, to: string, kind: string]> = {
    'the digits shown': ['>116 016<', '>116 017<', 'number-wrong'],
    'the number dialled': ['href="tel:116016"', 'href="tel:116017"', 'number-wrong'],
    'the first of two links that dial into text': [
      /<a href="tel:116016"[^>]*>(.*?)<\/a>/u,
      '$1',
      'changed',
    ],
    'all of them': [/<a href="tel:020111222"[^>]*>(.*?)<\/a>/gu, '$1', 'number-missing'],
    'where a link leads': [
      'href="https://numren.example/sv/skriv/"',
      'href="https://klick.example/?to=skriv"',
      'link-address',
    ],
    'a link into one that leads nowhere': [
      'href="https://numren.example/sv/skriv/" ',
      '',
      'link-address',
    ],
    'what a link tells of the page': [' rel="noreferrer"', '', 'link-attribute'],
    'where a link opens': ['target="_top"', 'target="_blank"', 'link-attribute'],
    'the language': ['lang="sv"', '', 'language'],
    'the direction of the part inside': [/(<section lang="sv") dir="ltr"/u, '$1', 'language'],
    'the template into one that stays shut': [' shadowrootmode="open"', '', 'template'],
    'the template away, but not what is in it': [/<\/?template[^>]*>/gu, '', 'template'],
    'the style away': [/<style>.*<\/style>/u, '', 'style'],
    'a picture into it': ['<details>', '<img src="https://x.example/"><details>', 'added'],
    'a line break into it': ['<details>', '<br><details>', 'added'],
    'an own style into it': ['<details>', '<details style="color:red">', 'added'],
    'a script into it': ['<details>', '<details onclick="x()">', 'added'],
    'a word': ['Tolk finns', 'Tolkning finns', 'changed'],
    'its mark': [/ data-id="[^"]*"/u, '', 'marks'],
    'its date': [/data-before="[^"]*"/u, 'data-before="2026-13"', 'marks'],
    'the name of its language': ['data-numren="sv"', 'data-numren="de"', 'marks'],
    'the address of the newest': [/data-newest="[^"]*"/u, '', 'marks'],
  };

  test.each(Object.entries(CHANGES))('%s', (_name, [from, to, kind]) => {
    const site = { helplines: LINES.map((one) => ({ ...one, interpreter: true })) };
    const before = snippetIn('sv', site);
    const after = before.text.replace(from, to);
    expect(after).not.toBe(before.text);
    const found = kindsIn(after, { snippetOf: () => before });
    expect(new Set(found)).toEqual(new Set([kind]));
  });

  test('a number: which one is said, with what it dials', () => {
    const [found] = checkPage(pageWith(changed('>116 016<', '>116 017<')), ownSite());
    expect(findingSentence(found!)).toMatch(
      /^Rad 4: Ett nummer är ändrat: 116 017 \(tel:116016\)/u,
    );
  });
});

describe('its age', () => {
  test('is too great from the first day of the month that it names', () => {
    expect(kindsIn(text, { today: new Date('2026-12-31T23:00Z') })).toEqual([]);
    expect(kindsIn(text, { today: new Date('2027-01-01') })).toEqual(['expired']);
  });

  test('shows where the site offers another one now', () => {
    const snippetOf = () => snippetIn('sv', { form: { open: false } });
    expect(kindsIn(text, { snippetOf })).toEqual(['older']);
  });

  test('shows in a number that no service has any more', () => {
    const numbers = new Set(['tel:112', 'tel:116016', 'tel:116111']);
    expect(kindsIn(text, { numbers })).toEqual(['number-wrong']);
  });
});

describe('its site', () => {
  const copy = snippet(siteOf(), 'https://other.example').text;

  test('is another one, though everything fits', () => {
    expect(kindsIn(copy)).toEqual(['foreign']);
  });

  test('is believed where the check does not know its own, and can be named', () => {
    expect(kindsIn(copy, { origin: null })).toEqual([]);
    expect(sitesOf(pageWith(copy + text))).toEqual([
      'https://other.example',
      'https://numren.example',
    ]);
  });
});

describe('its place', () => {
  const PLACES: Record<string, [before: string, after: string, kind: string]> = {
    'inside a link': ['<a href="/x">', '</a>', 'in-link'],
    'inside a button': ['<button>', '</button>', 'in-control'],
    'inside the part of a fold that is pressed': [
      '<details><summary>',
      '</summary></details>',
      'in-control',
    ],
    'inside a form': ['<form>', '</form>', 'in-form'],
    'hidden by an attribute': ['<div hidden>', '</div>', 'hidden'],
    'hidden by a style': ['<div style="color: red; display : none">', '</div>', 'hidden'],
    'cut off': ['<div style="height:0;overflow:hidden">', '</div>', 'hidden'],
    'moved off the page': ['<div style="position:absolute; left: -9999px">', '</div>', 'hidden'],
    'made clear': ['<div style="opacity:0">', '</div>', 'hidden'],
    'hidden from those who listen': ['<div aria-hidden="true">', '</div>', 'hidden'],
    'inside what cannot be pressed': ['<div inert>', '</div>', 'hidden'],
    'inside a dialog that is shut': ['<dialog>', '</dialog>', 'hidden'],
    'inside a template': ['<template>', '</template>', 'hidden'],
  };

  test.each(Object.entries(PLACES))('%s', (_name, [before, after, kind]) => {
    expect(kindsIn(before + text + after)).toEqual([kind]);
  });

  test('in a place that only looks like a hidden one', () => {
    for (const style of ['opacity:0.9', 'line-height:1;overflow:hidden', 'margin-left:-15px'])
      expect(kindsIn(`<div style="${style}">${text}</div>`)).toEqual([]);
  });

  test('inside a frame of the page', () => {
    const frame = `<iframe srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
    expect(kindsIn(frame)).toEqual(['in-frame']);
  });

  test('twice on the page', () => {
    expect(kindsIn(text + text)).toEqual(['twice']);
  });
});

describe('the page', () => {
  const kindsOf = (page: Parameters<typeof pageWith>[1]): string[] =>
    checkPage(pageWith(text, page), ownSite()).map(({ kind }) => kind);

  test('is sent without encryption', () => {
    expect(kindsOf({ address: new URL('http://bibliotek.example/') })).toEqual(['http']);
    expect(kindsOf({ address: new URL('http://127.0.0.1:80/') })).toEqual([]);
  });

  test('does not say its language', () => {
    const page = pageWith(text);
    const html = page.html.replace('<html lang="sv">', '<html>');
    expect(checkPage({ ...page, html }, ownSite()).map(({ kind }) => kind)).toEqual([
      'page-language',
    ]);
  });

  const POLICIES: Record<string, [policy: string, isAllowed: boolean]> = {
    'has no word on styles': ["script-src 'self'", true],
    'allows its own files only': ["default-src 'self'", false],
    'allows styles inside pages': ["default-src 'self'; style-src 'self' 'unsafe-inline'", true],
    'allows them in small letters or large': ["Style-Src 'Unsafe-Inline'", true],
    'allows them, but a nonce takes that back': ["style-src 'unsafe-inline' 'nonce-x'", false],
    'allows this style': [`style-src ${hashSource(EMBED_STYLE)}`, true],
    'allows this style by a longer hash': [`style-src ${hashSource(EMBED_STYLE, 'sha512')}`, true],
    'forbids elements where attributes may have styles': [
      "style-src 'unsafe-inline'; style-src-elem 'none'",
      false,
    ],
    'is the stricter of two': ["style-src 'unsafe-inline', style-src 'self'", false],
    'names one thing twice: the first holds': [
      "style-src 'self'; style-src 'unsafe-inline'",
      false,
    ],
  };

  test.each(Object.entries(POLICIES))('has a policy that %s', (_name, [policy, isAllowed]) => {
    expect(kindsOf({ policies: [policy] })).toEqual(isAllowed ? [] : ['policy']);
  });

  test('has a policy in itself', () => {
    const page = pageWith(text);
    const meta = '<meta http-equiv="Content-Security-Policy" content="style-src \'self\'">';
    const html = page.html.replace('<head>', `<head>${meta}`);
    const [found] = checkPage({ ...page, html }, ownSite());
    expect(findingSentence(found!)).toContain(hashSource(EMBED_STYLE));
  });
});

test('every finding is one line, with what to do', () => {
  const all = checkPage(
    pageWith(`<form><div hidden>${changed('>116 016<', '>1<')}</div></form>`, {
      policies: ["style-src 'self'"],
    }),
    ownSite({ today: new Date('2028-01-01') }),
  );
  expect(all.length).toBeGreaterThan(4);
  for (const found of all) expect(findingSentence(found)).toMatch(/^[^\n]+[.:] \S[^\n]+$/u);
});
