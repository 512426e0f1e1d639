import { expect, test } from 'vitest';
import { showsItsDigits, smsHref, telHref } from '../../../src/helplines/phone.ts';

test.each([
  ['112', 'tel:112'],
  ['116016', 'tel:116016'],
  ['90101', 'tel:90101'],
  ['+4620555666', 'tel:020555666'],
  ['+46770550010', 'tel:0770550010'],
  ['+468303020', 'tel:+468303020'],
  ['+46102235760', 'tel:+46102235760'],
])('%s is dialled as %s', (number, href) => {
  expect(telHref(number)).toBe(href);
});

test('a text message goes to the same digits', () => {
  expect(smsHref('116111')).toBe('sms:116111');
});

test.each([
  ['+4620555666', '020-555 666', true],
  ['116016', '116 016', true],
  ['116016', '116 061', false],
  ['+4620555666', '020-555 66', false],
])('%s shown as %s: %s', (number, display, shows) => {
  expect(showsItsDigits({ number, display })).toBe(shows);
});
