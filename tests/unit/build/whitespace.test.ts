import { expect, test } from 'vitest';
import { withoutIdleSpace } from '../../../src/build/whitespace.ts';

test.each([
  ['<ul> <li>a</li> <li>b</li> </ul>', '<ul><li>a</li><li>b</li></ul>'],
  ['<p class="q"> a <b>b</b> c </p> <p>d</p>', '<p class="q">a <b>b</b> c</p><p>d</p>'],
  ['<a>a</a> <a>b</a>', '<a>a</a> <a>b</a>'],
  ['a <button> b </button> c', 'a <button>b</button> c'],
  ['<p>a <a class="row" href="/"> b</a></p>', '<p>a <a class="row" href="/">b</a></p>'],
  ['<b> a </b> b', '<b> a </b> b'],
  ['<td>\u00a0</td> <td>\u00a0b</td>', '<td>\u00a0</td><td>\u00a0b</td>'],
  ['<p>a</p> <textarea> <p> b </textarea> <p>c', '<p>a</p><textarea> <p> b </textarea><p>c'],
  ['<div> <script>"<p> "</script> </div>', '<div><script>"<p> "</script></div>'],
  ['<p>a <picture></picture> b</p>', '<p>a <picture></picture> b</p>'],
  [
    '<b>a</b> <svg> <path d="M1 1"/> </svg> <b>b</b>',
    '<b>a</b> <svg><path d="M1 1"/></svg> <b>b</b>',
  ],
])('%s', (html, expected) => {
  expect(withoutIdleSpace(html)).toBe(expected);
});
