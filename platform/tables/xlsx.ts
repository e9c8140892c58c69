import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { type Cell, type TableRow, UnreadableTable } from './rows.ts';

/** Unpacked sizes beyond which a file is refused: a small file can be made to unpack to any size. */
const most = { sheet: 2 * 1024 ** 3, strings: 256 * 1024 ** 2, other: 1024 ** 2 } as const;
/** Columns that are looked at; what stands further right is no cell of ours. */
const mostColumns = 64;

/**
 * The rows of the first sheet of an XLSX workbook, one after the other. The packed file is held in memory, never what it
 * unpacks to, save the texts that cells share; nothing is written to disk and no formula is evaluated. Throws
 * `UnreadableTable`.
 */
export async function* xlsxRows(content: Buffer): AsyncGenerator<TableRow> {
  const zip = await openZip(content);
  const entries = await listEntries(zip);
  const sheet = await firstSheet(zip, entries);
  const strings = await sharedStrings(zip, entries.get('xl/sharedStrings.xml'));
  let read = 0;
  const rows = new RowCollector(strings);
  const stream = await openEntry(zip, sheet, most.sheet);
  for await (const text of texts(stream)) {
    read += text.length;
    const share = Math.min(1, read / Math.max(1, sheet.uncompressedSize));
    for (const row of rows.feed(text)) yield { ...row, share };
  }
}

/** Whether the bytes begin as a ZIP file does. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

const unreadable = (cause: unknown): UnreadableTable =>
  cause instanceof UnreadableTable ? cause : new UnreadableTable('not a workbook', { cause });

const openZip = (content: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true }, (error, zip) =>
      error ? reject(unreadable(error)) : resolve(zip),
    );
  });

const listEntries = (zip: ZipFile): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      if (entries.size > 10_000) reject(new UnreadableTable('too many parts'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error) => reject(unreadable(error)));
    zip.readEntry();
  });

const openEntry = (zip: ZipFile, entry: Entry, mostBytes: number): Promise<Readable> =>
  new Promise((resolve, reject) => {
    // The stream breaks off by itself when more comes than is declared here.
    if (entry.uncompressedSize > mostBytes) return reject(new UnreadableTable('unpacks to too much'));
    if (entry.isEncrypted()) return reject(new UnreadableTable('locked with a password'));
    zip.openReadStream(entry, (error, stream) => (error ? reject(unreadable(error)) : resolve(stream)));
  });

/** The stream as text; a damaged part is told as such. */
async function* texts(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const piece of stream) yield decoder.decode(piece as Buffer, { stream: true });
  } catch (error) {
    throw unreadable(error);
  }
}

type Parser = SaxesParser<{ xmlns: false }>;

function newParser(): Parser {
  const parser: Parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw unreadable(error);
  });
  parser.on('doctype', () => {
    throw new UnreadableTable('a document type');
  });
  return parser;
}

/** `x:row` and `row` are the same element. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Calls `onOpen` for every element of a small part. */
async function readPart(
  zip: ZipFile,
  entry: Entry | undefined,
  onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  if (!entry) throw new UnreadableTable('not a workbook');
  const parser = newParser();
  parser.on('opentag', (tag) => onOpen(local(tag.name), tag.attributes));
  for await (const text of texts(await openEntry(zip, entry, most.other))) parser.write(text);
}

/** The sheet that stands first in the workbook, which need not be `sheet1.xml`. */
async function firstSheet(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Entry> {
  let wanted: string | undefined;
  await readPart(zip, entries.get('xl/workbook.xml'), (name, attributes) => {
    if (name === 'sheet') wanted ??= attributes['r:id'] ?? '';
  });
  let target = '';
  await readPart(zip, entries.get('xl/_rels/workbook.xml.rels'), (name, attributes) => {
    if (name === 'Relationship' && attributes.Id === wanted) target = attributes.Target ?? '';
  });
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  const sheet = entries.get(path);
  if (!sheet) throw new UnreadableTable('no sheet');
  return sheet;
}

/** A text cut out of a longer one keeps that one in memory; these are kept for as long as the sheet is read. */
const ownCopy = (text: string): string => Buffer.from(text).toString();

async function sharedStrings(zip: ZipFile, entry: Entry | undefined): Promise<readonly string[]> {
  if (!entry) return [];
  const strings: string[] = [];
  const parser = newParser();
  let text = '';
  let inText = false;
  let phonetic = false;
  parser.on('opentag', ({ name }) => {
    const element = local(name);
    if (element === 'si') text = '';
    if (element === 'rPh') phonetic = true;
    inText = element === 't' && !phonetic;
  });
  parser.on('text', (more) => {
    if (inText) text += more;
  });
  parser.on('closetag', ({ name }) => {
    const element = local(name);
    if (element === 't') inText = false;
    if (element === 'rPh') phonetic = false;
    if (element === 'si') strings.push(ownCopy(text));
  });
  for await (const piece of texts(await openEntry(zip, entry, most.strings))) parser.write(piece);
  return strings;
}

type Row = Pick<TableRow, 'line' | 'cells'>;
const empty: Cell = { text: '' };

/** Makes rows of a sheet's XML as it comes in. */
class RowCollector {
  readonly #strings: readonly string[];
  readonly #parser = newParser();
  #rows: Row[] = [];
  #line = 0;
  #cells: Cell[] = [];
  #column = 0;
  #type = '';
  #text = '';
  #formula = false;
  #taking = false;

  constructor(strings: readonly string[]) {
    this.#strings = strings;
    this.#parser.on('opentag', ({ name, attributes }) => this.#open(local(name), attributes));
    this.#parser.on('text', (text) => {
      if (this.#taking) this.#text += text;
    });
    this.#parser.on('closetag', ({ name }) => this.#close(local(name)));
  }

  feed(text: string): Row[] {
    this.#parser.write(text);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #open(element: string, attributes: Readonly<Record<string, string>>): void {
    if (element === 'row') {
      this.#line = Number(attributes.r ?? this.#line + 1);
      this.#cells = [];
      this.#column = 0;
    } else if (element === 'c') {
      this.#column = attributes.r === undefined ? this.#column : columnOf(attributes.r);
      this.#type = attributes.t ?? 'n';
      this.#text = '';
      this.#formula = false;
    } else if (element === 'f') this.#formula = true;
    this.#taking = element === 'v' || element === 't';
  }

  #close(element: string): void {
    if (element === 'v' || element === 't') this.#taking = false;
    if (element === 'c') {
      this.#put(this.#formula ? { formula: true } : { text: this.#value() });
      this.#column += 1;
    }
    if (element === 'row') this.#rows.push({ line: this.#line, cells: this.#cells });
  }

  #put(cell: Cell): void {
    if (this.#column >= mostColumns) return;
    while (this.#cells.length < this.#column) this.#cells.push(empty);
    this.#cells[this.#column] = cell;
  }

  #value(): string {
    return this.#type === 's' ? (this.#strings[Number(this.#text)] ?? '') : this.#text;
  }
}

/** `C7` -> 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? 'A') {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}
