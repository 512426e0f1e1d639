import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { FieldProblem } from '../../../src/referral/referral.ts';
import {
  changedPage,
  noteIn,
  notSent,
  problems,
  values,
  withOutcome,
  type Entries,
} from '../../../src/intake/no-script.ts';
import { FORM_PAGE, INLINE_SCRIPT } from './form-page.ts';

const withValues = (html: string, entries: Entries) => changedPage(html, values(entries));
const withNotSent = (html: string) => changedPage(html, notSent);
const withProblems = (html: string, wrong: readonly FieldProblem[]) =>
  changedPage(html, problems(wrong));

const parsed = (html: string) => parseHTML(html).document;

const checkedRadio = (html: string) =>
  parsed(html).querySelector('[name=recipients][checked]')?.getAttribute('value');

/** What stands between the tags in the served bytes, as a browser decodes it. */
const decoded = (text: string | undefined) =>
  text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const ownWordsIn = (html: string) =>
  decoded(/<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/u.exec(html)?.[1]);

const reachIn = (html: string) => {
  const [tag] = /<input[^>]*name="reach"[^>]*>/u.exec(html) ?? [];
  return decoded(/ value="([^"]*)"/u.exec(tag ?? '')?.[1]);
};

describe('a form that comes back to a sender without JavaScript', () => {
  it('has every answer in its place', () => {
    const html = withValues(FORM_PAGE, [
      ['kind', 'professional'],
      ['recipients', 'both'],
      ['reach', 'anna@example.org'],
      ['noReply', 'yes'],
      ['mode', 'sign'],
      ['ownWords', '\nRing mig.\nInte på kvällen.'],
    ]);
    const document = parsed(html);
    expect(checkedRadio(html)).toBe('both');
    expect(reachIn(html)).toBe('anna@example.org');
    expect(document.querySelector('[name=noReply]')?.hasAttribute('checked')).toBe(true);
    expect(document.querySelector('option[selected]')?.getAttribute('value')).toBe('sign');
    expect(ownWordsIn(html)).toBe('\nRing mig.\nInte på kvällen.');
  });

  it('keeps its own hidden fields and empties the honeypot', () => {
    const html = withValues(FORM_PAGE, [
      ['kind', 'professional'],
      ['locale', 'ar'],
      ['website', 'https://spam.example'],
      ['send', 'x'],
    ]);
    const document = parsed(html);
    expect(document.querySelector('[name=kind]')?.getAttribute('value')).toBe('self');
    expect(document.querySelector('[name=locale]')?.getAttribute('value')).toBe('sv');
    expect(document.querySelector('[name=website]')?.getAttribute('value')).toBeNull();
    expect(document.querySelector('button')?.getAttribute('value')).toBe('1');
  });

  it('keeps the choice of the page where nothing was chosen, and no box that was not ticked', () => {
    const html = withValues(FORM_PAGE.replace('value="yes">', 'value="yes" checked>'), []);
    expect(checkedRadio(html)).toBe('social');
    expect(parsed(html).querySelector('[name=noReply]')?.hasAttribute('checked')).toBe(false);
  });

  it.each([
    '</textarea><script>alert(1)</script>',
    '"><script>alert(1)</script>',
    '" onfocus="alert(1)" autofocus x="',
    '&lt;b&gt; &amp;amp; &quot; &#39; R&D',
    "<!-- ' ]]> -->",
    'مرحبا ትግርኛ 👩‍👩‍👧',
  ])('shows %s as it was typed and runs none of it, however often the page is changed', (typed) => {
    const filled = withValues(FORM_PAGE, [
      ['reach', typed],
      ['ownWords', typed],
    ]);
    const html = withNotSent(withProblems(filled, [{ field: 'reach', problem: 'too-long' }]));
    expect(ownWordsIn(filled)).toBe(typed);
    expect(reachIn(filled)).toBe(typed);
    expect(reachIn(html)).toBe(typed);
    expect(ownWordsIn(html)).toBe(typed);
    const document = parsed(html);
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(document.querySelector('[onfocus], [autofocus]:not([data-error-summary])')).toBeNull();
  });

  it('is otherwise the built page: scripts and styles keep the bytes that the policy names', () => {
    const html = withValues(FORM_PAGE, [['reach', 'x']]);
    const aroundMain = (page: string) => page.split(/<main[^]*<\/main>/u);
    expect(aroundMain(html)).toEqual(aroundMain(FORM_PAGE));
    expect(aroundMain(html)).toHaveLength(2);
    expect(html).toContain(`<script>${INLINE_SCRIPT}</script>`);
    expect(html).toContain('viewBox="0 0 8 8"');
  });
});

describe('wrong fields', () => {
  const html = withProblems(FORM_PAGE, [
    { field: 'reach', problem: 'missing-reach' },
    { field: 'ownWords', problem: 'too-long' },
    { field: 'recipients', problem: 'not-a-choice' },
  ]);
  const document = parsed(html);

  it('show their own sentence and no other', () => {
    const shown = [...document.querySelectorAll('.msg:not([hidden])')].map(
      (message) => message.textContent,
    );
    expect(shown).toEqual([
      'Välj en av dem.',
      'Skriv hur vi når dig, eller välj “Jag vill inte ha svar”.',
      'Högst 300 tecken.',
    ]);
  });

  it('are told to programs that read aloud', () => {
    const reach = document.querySelector('#reach');
    expect(reach?.getAttribute('aria-invalid')).toBe('true');
    expect(reach?.getAttribute('aria-describedby')).toBe('reach-hint problem-reach');
    expect(document.querySelector('#problem-reach')?.textContent).toMatch(/^Skriv hur/u);
    expect(document.querySelectorAll('[name=recipients][aria-invalid]')).toHaveLength(3);
    expect(document.querySelector('[name=mode]')?.hasAttribute('aria-invalid')).toBe(false);
  });

  it('are told once where the page already ties its sentences to the field', () => {
    const tied = FORM_PAGE.replace('aria-describedby="reach-hint"', 'aria-describedby="reach-msg"')
      .replace('<p class="msg" data-problem="missing-reach"', '<div id="reach-msg">$&')
      .replace('Skriv kortare.</p>', '$&</div>');
    const page = parsed(withProblems(tied, [{ field: 'reach', problem: 'missing-reach' }]));
    expect(page.querySelector('#reach')?.getAttribute('aria-describedby')).toBe('reach-msg');
  });

  it('stand in a summary above the form that leads to them', () => {
    const summary = document.querySelector('[data-error-summary]');
    expect(summary?.hasAttribute('hidden')).toBe(false);
    const links = [...(summary?.querySelectorAll('li a') ?? [])];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '#reach',
      '#own',
      '#field-recipients',
    ]);
    expect(links[0]?.innerHTML).toContain('<b>“Jag vill inte ha svar”</b>');
    expect(document.querySelector('#field-recipients')?.getAttribute('value')).toBe('social');
  });

  it('without a sentence on the page show “not sent” with the telephone numbers', () => {
    const page = parsed(withProblems(FORM_PAGE, [{ field: 'website', problem: 'not-a-choice' }]));
    expect(page.querySelector('[data-not-sent]')?.hasAttribute('hidden')).toBe(false);
    expect(page.querySelector('[data-error-summary]')?.hasAttribute('hidden')).toBe(true);
  });
});

describe('the outcome without JavaScript', () => {
  it.each([
    ['received', 'Mottaget', 'Märke: K7-42. Ingen har läst det än.'],
    ['kept', 'Mottaget och sparat', 'Märke: K7-42.'],
  ] as const)('%s stands in place of the form, with the mark', (outcome, heading, text) => {
    const document = parsed(withOutcome(FORM_PAGE, outcome, 'K7-42') ?? '');
    const main = document.querySelector('main');
    expect(main?.querySelector('h1')?.textContent).toBe(heading);
    expect(main?.querySelector('p')?.textContent).toBe(text);
    expect(document.querySelector('form, template')).toBeNull();
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.querySelector('[data-quick-exit]')).not.toBeNull();
  });

  it('is unknown to a page without the sentence', () => {
    expect(withOutcome('<main></main>', 'received', 'K7-42')).toBeNull();
    const elsewhere = '<template data-outcome="received"></template>';
    expect(withOutcome(elsewhere, 'received', 'K7-42')).toBeNull();
  });

  it('not sent shows the section with the telephone numbers above the form', () => {
    const document = parsed(withNotSent(FORM_PAGE));
    expect(document.querySelector('[data-not-sent]')?.hasAttribute('hidden')).toBe(false);
    expect(document.querySelector('form')).not.toBeNull();
  });
});

describe('what stood under the choice of a sender without JavaScript', () => {
  const posted = { textVersion: '0123abcd', recipients: 'police' } as const;

  it('is read from the page, on one line', () => {
    expect(noteIn(FORM_PAGE, posted)).toBe('Oftast en anmälan.');
    expect(noteIn(FORM_PAGE, { ...posted, recipients: 'social' })).toBe('Råd & stöd.');
  });

  it('is not known when the sender had another text than the page of now', () => {
    expect(noteIn(FORM_PAGE, { ...posted, textVersion: '00000000' })).toBeUndefined();
  });

  it('is not known where the page has no choice, or a program has put a long text there', () => {
    expect(noteIn(FORM_PAGE.replaceAll('recipients', 'other'), posted)).toBeUndefined();
    const long = FORM_PAGE.replace('Oftast en', 'Oftast en '.repeat(40));
    expect(noteIn(long, posted)).toBeUndefined();
  });
});
