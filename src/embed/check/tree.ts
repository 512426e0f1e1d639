import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5';

/** An element of a page. */
export type Element = DefaultTreeAdapterTypes.Element | DefaultTreeAdapterTypes.Template;

/** An element and those around it, the outermost first; the page of a frame is inside its frame. */
export interface Place {
  readonly element: Element;
  readonly around: readonly Element[];
}

/** Text of a page that is not markup, and where it stands. */
interface Words {
  readonly text: string;
  readonly where: 'text' | 'comment' | 'script' | 'noscript';
  readonly line: number | null;
}

/** A page, laid out flat in the order of its source, templates and `srcdoc` frames included. */
export interface PageTree {
  readonly places: readonly Place[];
  readonly words: readonly Words[];
}

/** Reads a page as a browser would that runs scripts (WHATWG, 13.2). Nothing is refused. */
export function pageTree(html: string): PageTree {
  const places: Place[] = [];
  const words: Words[] = [];
  walk(parse(html, { sourceCodeLocationInfo: true }), []);
  return { places, words };

  function walk(parent: DefaultTreeAdapterTypes.ParentNode, around: readonly Element[]): void {
    for (const node of parent.childNodes) {
      if (defaultTreeAdapter.isElementNode(node)) visit(node, around);
      else if (defaultTreeAdapter.isTextNode(node)) words.push(textIn(node, around));
      else if (defaultTreeAdapter.isCommentNode(node)) {
        words.push({ text: node.data, where: 'comment', line: lineOf(node) });
      }
    }
  }

  function visit(element: Element, around: readonly Element[]): void {
    places.push({ element, around });
    const within = [...around, element];
    walk(element, within);
    if ('content' in element) walk(element.content, within);
    const frame = attribute(element, 'srcdoc');
    if (element.tagName === 'iframe' && frame !== null) walk(parse(frame), within);
  }
}

/** The value of an attribute, or null. */
export const attribute = (element: Element, name: string): string | null =>
  element.attrs.find((own) => own.name === name)?.value ?? null;

/** The line of the source where something begins, where that is known. */
export const lineOf = ({ sourceCodeLocation }: DefaultTreeAdapterTypes.Node): number | null =>
  sourceCodeLocation?.startLine ?? null;

/** All text below an element, that of templates included. */
export function textBelow(element: DefaultTreeAdapterTypes.ParentNode): string {
  return element.childNodes
    .map((node) =>
      defaultTreeAdapter.isTextNode(node)
        ? node.value
        : defaultTreeAdapter.isElementNode(node)
          ? textBelow('content' in node ? node.content : node)
          : '',
    )
    .join('');
}

function textIn(node: DefaultTreeAdapterTypes.TextNode, around: readonly Element[]): Words {
  const tag = around.at(-1)?.tagName;
  const where = tag === 'script' || tag === 'noscript' ? tag : 'text';
  return { text: node.value, where, line: lineOf(node) };
}
