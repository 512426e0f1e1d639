/** Size of what is encrypted, whatever was written. */
export const BLOCK_BYTES = 8192;

/** The subjects of a letter: the encrypted one and the one that everybody on the way may read. Printable ASCII. */
export type Subjects = { readonly inner: string; readonly outer: string };

const BOUNDARY = 'del';
const SPACES_IN_LINE = 76;
const encoder = new TextEncoder();

/**
 * Wraps a letter into a MIME entity of exactly `BLOCK_BYTES` bytes: multipart/mixed with one text/plain part in
 * UTF-8, the true subject inside (`hp="cipher"`, RFC 9788), CRLF line ends. The padding is the multipart epilogue
 * (RFC 2046, section 5.1.1), lines of spaces: mail programs ignore it, and plain decryption shows blank lines.
 * @throws RangeError when the letter does not fit, would end the part early, or a subject is not printable ASCII.
 */
export const padBlock = (letterText: string, subjects: Subjects): Uint8Array<ArrayBuffer> => {
  assertHeaderText(subjects.inner);
  assertHeaderText(subjects.outer);
  const entity = encoder.encode(mimeEntity(letterText.replaceAll(/\r?\n/g, '\r\n'), subjects));
  if (entity.length > BLOCK_BYTES) {
    throw new RangeError(`The letter needs ${entity.length} bytes and has ${BLOCK_BYTES}.`);
  }
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(entity);
  block.set(epilogue(BLOCK_BYTES - entity.length), entity.length);
  return block;
};

const mimeEntity = (text: string, subjects: Subjects): string => {
  if (text.includes(`\r\n--${BOUNDARY}`) || text.startsWith(`--${BOUNDARY}`)) {
    throw new RangeError('The letter holds the line that ends it.');
  }
  return [
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"; hp="cipher"`,
    `Subject: ${subjects.inner}`,
    `HP-Outer: Subject: ${subjects.outer}`,
    'MIME-Version: 1.0',
    '',
    `--${BOUNDARY}`,
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
};

const epilogue = (length: number): Uint8Array =>
  encoder
    .encode(`${' '.repeat(SPACES_IN_LINE)}\r\n`.repeat(Math.ceil(length / (SPACES_IN_LINE + 2))))
    .subarray(0, length);

const assertHeaderText = (text: string): void => {
  if (!/^[\x20-\x7e]{1,60}$/.test(text)) {
    throw new RangeError('A subject is 1 to 60 characters of printable ASCII.');
  }
};
