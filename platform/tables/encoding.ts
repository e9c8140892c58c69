import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import iconv from 'iconv-lite';

/** Encodings in which spreadsheets and reports save a table as text. */
export const tableEncodings = {
  'UTF-8': 'utf8',
  'UTF-16LE': 'utf16le',
  'UTF-16BE': 'utf16be',
  'Windows-1252': 'win1252',
} as const;
export type TableEncoding = keyof typeof tableEncodings;

export interface FileLook {
  readonly encoding: TableEncoding;
  /** Lower-case hex, of the bytes as they were uploaded. */
  readonly sha256: string;
  /** The beginning as text, without a byte order mark: enough for the heading. */
  readonly head: string;
}

const headBytes = 64 * 1024;

/**
 * Reads a file once, in pieces, to know its hash and its encoding: a byte order mark says it, else zero bytes speak of
 * UTF-16, else whatever is valid UTF-8 to the last byte is that, and anything else is Windows-1252.
 */
export async function lookAtFile(stream: Readable): Promise<FileLook> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let head = Buffer.alloc(0);
  for await (const piece of stream) {
    const bytes = piece as Buffer;
    hash.update(bytes);
    if (head.length < headBytes) head = Buffer.concat([head, bytes.subarray(0, headBytes - head.length)]);
    if (isUtf8) isUtf8 = decodes(utf8, bytes);
  }
  if (isUtf8) isUtf8 = decodes(utf8);
  const encoding = sniff(head) ?? (isUtf8 ? 'UTF-8' : 'Windows-1252');
  return { encoding, sha256: hash.digest('hex'), head: iconv.decode(head, tableEncodings[encoding]) };
}

function decodes(decoder: InstanceType<typeof TextDecoder>, bytes?: Buffer): boolean {
  try {
    if (bytes) decoder.decode(bytes, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function sniff(head: Buffer): TableEncoding | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  const sample = head.subarray(0, 512);
  const zeros = [0, 1].map((side) => sample.filter((byte, at) => byte === 0 && at % 2 === side).length);
  const half = sample.length / 4;
  if ((zeros[1] ?? 0) > half) return 'UTF-16LE';
  if ((zeros[0] ?? 0) > half) return 'UTF-16BE';
  return null;
}

/** The file as text, piece by piece, without its byte order mark. */
export const decoded = (stream: Readable, encoding: TableEncoding): NodeJS.ReadWriteStream =>
  stream.pipe(iconv.decodeStream(tableEncodings[encoding]));
