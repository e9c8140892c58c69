import { getDocumentProxy } from 'unpdf';

/** A run of text as it stands on its page, in points from the page's lower left corner. */
export interface PlacedText {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

export interface ReadPdf {
  readonly pages: number;
  /** All text in reading order, runs of white space as one blank. */
  readonly text: string;
  readonly placed: readonly PlacedText[];
  readonly info: Readonly<Record<string, unknown>>;
  /** Roles of the structure tree, each once. */
  readonly tags: ReadonlySet<string>;
}

interface StructNode {
  readonly role?: string;
  readonly children?: readonly StructNode[];
}

/** What another program reads in our PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const placed: PlacedText[] = [];
  const tags = new Set<string>();
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const content = await (await pdf.getPage(page)).getTextContent();
    for (const item of content.items) {
      if (!('str' in item) || item.str === '') continue;
      const [, , , size, left, baseline] = item.transform as [number, number, number, number, number, number];
      placed.push({ page, text: item.str, left, right: left + item.width, baseline, size });
    }
    collect((await (await pdf.getPage(page)).getStructTree()) as StructNode | null, tags);
  }
  const text = placed
    .map((item) => item.text)
    .join(' ')
    .replace(/\s+/g, ' ');
  const { info } = await pdf.getMetadata();
  return { pages: pdf.numPages, text, placed, info: info as Record<string, unknown>, tags };
}

function collect(node: StructNode | null, tags: Set<string>): void {
  if (!node) return;
  if (node.role) tags.add(node.role);
  for (const child of node.children ?? []) collect(child, tags);
}
