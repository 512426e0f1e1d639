import { createHash } from 'node:crypto';

const OWN_ATTRIBUTE = /\s*data-id="[^"]*"/u;

/**
 * The mark of an embed: 16 hexadecimal digits of the SHA-256 of its element as the HTML standard writes
 * it out, without the mark itself. White space does not count: editors break lines where they like.
 */
export const embedId = (html: string): string =>
  createHash('sha256')
    .update(
      html
        .replace(OWN_ATTRIBUTE, '')
        .replace(/\s+/gu, ' ')
        .replace(/ ?(<[^>]*>) ?/gu, '$1'),
    )
    .digest('hex')
    .slice(0, 16);
