import { parseFragment, serializeOuter } from 'parse5';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EMBED_STYLE } from '../../../src/embed/embed-style.ts';
import { embedId } from '../../../src/embed/digest.ts';
import { LINES, siteOf, snippetIn } from './fixtures.ts';
import { snippet } from '../../../src/embed/snippet.ts';
import { line } from '../helplines/fixtures.ts';

describe('the file', () => {
  test('is a comment and one line, so that an editor has no line break to turn into a tag', () => {
    const { text, html } = snippetIn();
    expect(text).toBe(`${text.split('\n')[0] ?? ''}\n${html}\n`);
    expect(html).not.toContain('\n');
  });

  test('begins with what the web editor has to know', () => {
    const { text, id } = snippetIn('ar');
    expect(text.split('\n')[0]).toBe(
      `<!-- Telefonnummer (ar) från Huset, utgåva ${id}. Klistra in allt, även den här raden, i ett block för HTML. Ändra inget. Byt före 2027-04 mot den nyaste från https://numren.example/sv/material/ -->`,
    );
  });

  test('has a comment that no name can end', () => {
    const { text } = snippetIn('sv', { profile: { name: 'A --> <b>' } });
    expect(text.split('\n')[0]).toMatch(/^<!-- [^<>]* -->$/u);
  });

  test('is written as the HTML standard writes it out, so that its mark can be made again', () => {
    const { html, id } = snippetIn('ar', { demonstration: true });
    const [element] = parseFragment(html).childNodes;
    const again = serializeOuter(element!);
    expect(again).toBe(html);
    expect(embedId(again)).toBe(id);
  });
});

describe('the mark', () => {
  test('does not count white space, which editors change', () => {
    const { html, id } = snippetIn();
    expect(embedId(html.replaceAll('><', '>\n  <').replaceAll(' ', '  '))).toBe(id);
  });

  test('is another one for another number, another day of checking and another address', () => {
    const [danger, talk, young, other] = LINES;
    const renumbered = { ...other!, phone: { number: '+4620111223', display: '020-111 223' } };
    const ids = [
      snippetIn().id,
      snippetIn('sv', { helplines: [danger!, talk!, young!, renumbered] }).id,
      snippetIn('sv', { helplines: [danger!, talk!, young!, line({ checked: '2026-08-01' })] }).id,
      snippet(siteOf(), 'https://other.example').id,
    ];
    expect(new Set(ids).size).toBe(4);
  });
});

describe('the links', () => {
  test('lead to the form where it is open', () => {
    expect(snippetIn().html).toContain('href="https://numren.example/sv/skriv/"');
  });

  test('lead to no form where it is closed', () => {
    expect(snippetIn('sv', { form: { open: false } }).html).not.toContain('skriv');
  });

  test('name the police only where the police can be written to', () => {
    const { html } = snippetIn('sv', { form: { open: true, inboxes: ['social'] } });
    expect(html).toContain('>Skriv till socialtjänsten<');
    expect(html).not.toContain('eller polisen');
  });

  test('take the place of the whole page, and tell nobody where they came from', () => {
    const links = snippetIn().html.match(/<a href="https:[^>]*>/gu) ?? [];
    expect(links).toHaveLength(3);
    for (const link of links) expect(link).toMatch(/ target="_top" rel="noreferrer">$/u);
  });
});

describe('the sentences', () => {
  test('say that it is a demonstration where it is one, with and without the shadow tree', () => {
    const count = (html: string) => html.split('Provsida.').length - 1;
    expect(count(snippetIn('sv', { demonstration: true }).html)).toBe(2);
    expect(count(snippetIn().html)).toBe(0);
  });

  test('say in every language but Swedish that no native speaker has read them', () => {
    const unread = 'هذا النص لم يقرأه شخص لغته الأم هي العربية';
    expect(snippetIn('ar').html).toContain(unread);
    expect(snippetIn('sv').html).not.toContain('modersmål');
  });

  test('say of a line that nobody checked that nobody did', () => {
    const [danger, talk] = LINES;
    const helplines = [danger!, talk!, line({ id: 'bris', checked: null })];
    expect(snippetIn('sv', { helplines }).html).toContain(
      'Uppgifterna är inte kontrollerade av oss.',
    );
  });

  test('cannot become markup', () => {
    const [danger, talk, young] = LINES;
    const helplines = [danger!, talk!, young!, line({ name: 'A<img src=x>&B' })];
    expect(snippetIn('ar', { helplines }).html).not.toContain('<img');
  });
});

test('the style has no colour that the site does not have', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  const paper = ['#fff', '#000'];
  for (const [colour] of EMBED_STYLE.matchAll(/#[0-9a-f]{3,6}\b/gu)) {
    if (!paper.includes(colour)) expect(tokens).toContain(colour);
  }
});

test('the style loads nothing and knows no partner’s sizes', () => {
  expect(EMBED_STYLE).not.toMatch(/url\(|@import|@font-face|\drem|\dv[wh]/u);
});

test('the style does nothing to a page whose editor took the template away', () => {
  const rules = EMBED_STYLE.replaceAll(/@media[^{]*\{/gu, '').matchAll(/([^{}]+)\{[^{}]*\}/gu);
  const selectors = [...rules].flatMap(([, list = '']) => list.split(','));
  expect(selectors.length).toBeGreaterThan(20);
  for (const selector of selectors) expect(selector).toMatch(/^:host\b/u);
});
