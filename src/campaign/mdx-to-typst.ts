import { typstString } from './typst.ts';

/** What the tags of a page stand for. */
export interface TypstWriter {
  /** A help line's number as Typst content. */
  readonly number: (id: string) => string;
  /** The name of the area. */
  readonly place: string;
  /** The level of a second-level heading of the page. */
  readonly level: number;
}

const LIST_ITEM = /^(?:-|\d+\.) /u;

/**
 * A page written in MDX as Typst source. Pages hold paragraphs, headings, lists, bold text, links and
 * the tags `Helpline`, `AreaName`, `Callout`, `Steps`, `TwoTracks`, `Browsers`, `Browser`, `Proof` and
 * `Trial`, which paper cannot do, and nothing else.
 */
export const mdxToTypst = (mdx: string, writer: TypstWriter): string =>
  mdx
    .replace(/<Trial .*?<\/Trial>/gsu, '')
    .replace(/ ?<Proof [^>]*>/gu, '')
    .replace(/^<\/?(?:Callout|Steps|TwoTracks|Browsers?)(?: [^>]*)?>$/gmu, '')
    .split(/\n{2,}/u)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => blockSource(block, writer))
    .join('\n');

function blockSource(block: string, writer: TypstWriter): string {
  const [, marks = '', heading = ''] = /^(##+) (.*)$/u.exec(block) ?? [];
  if (marks !== '') {
    return `#heading(level: ${writer.level + marks.length - 2}, ${typstString(heading)})`;
  }
  const lines = block.split('\n');
  if (lines.every((line) => LIST_ITEM.test(line))) {
    const kind = block.startsWith('-') ? 'list' : 'enum';
    const items = lines.map((line) => `[${inline(line.replace(LIST_ITEM, ''), writer)}]`);
    return `#${kind}(${items.join(', ')})`;
  }
  return `${lines.map((line) => inline(line, writer)).join(' ')}#parbreak()`;
}

/** Text, bold text, numbers and the words of links. */
const inline = (text: string, writer: TypstWriter): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .split(/(<[^>]+>|\*\*[^*]+\*\*)/u)
    .filter((part) => part !== '')
    .map((part) => {
      const [, id] = /^<Helpline id="([^"]+)"/u.exec(part) ?? [];
      if (id !== undefined) return writer.number(id);
      if (part.startsWith('<AreaName')) return `#${typstString(writer.place)}`;
      if (part.startsWith('**')) return `#strong(${typstString(part.slice(2, -2))})`;
      return `#${typstString(part)}`;
    })
    .join('');
