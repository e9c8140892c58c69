import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A text or bytes that must stand nowhere; `allowed` names places (their beginning) where it may. */
export interface Mark {
  readonly name: string;
  readonly value: string | Buffer;
  readonly allowed?: readonly string[];
}

/** Something that was written down somewhere. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

/** Every way in which a mark may be written. */
export function formsOf(value: string | Buffer): readonly (readonly [form: string, bytes: Buffer])[] {
  const plain = Buffer.from(value);
  const hex = plain.toString('hex');
  const binary: (readonly [string, Buffer])[] = [
    ['plain', plain],
    ['hex', Buffer.from(hex)],
    ['hex in capitals', Buffer.from(hex.toUpperCase())],
    ...base64Forms(plain),
  ];
  if (typeof value !== 'string') return binary;
  const everySign = [...plain].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  const wide = Buffer.from(value, 'utf16le');
  return [
    ...binary,
    ['percent-encoded', Buffer.from(encodeURIComponent(value))],
    ['percent-encoded sign by sign', Buffer.from(everySign)],
    ['as of a form', Buffer.from(new URLSearchParams({ x: value }).toString().slice(2))],
    ['UTF-16', wide],
    ['UTF-16 big-endian', Buffer.from(wide).swap16()],
  ];
}

/** Base64 writes bytes in three ways, by where among three they begin; the signs that depend on neighbours are left out. */
function base64Forms(plain: Buffer): (readonly [string, Buffer])[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), plain])
      .toString('base64')
      .replaceAll('=', '');
    const core = text.slice(before === 0 ? 0 : before + 1, -1);
    const url = core.replaceAll('+', '-').replaceAll('/', '_');
    return [
      [`base64, shifted by ${before}`, Buffer.from(core)],
      [`base64url, shifted by ${before}`, Buffer.from(url)],
    ] as const;
  });
}

/** Where marks stand that must not: one sentence each, which repeats nothing of the mark. */
export function findMarks(marks: readonly Mark[], places: Iterable<Place>): string[] {
  const sought = marks.map((mark) => ({ mark, forms: formsOf(mark.value) }));
  const found: string[] = [];
  for (const { name: place, content } of places) {
    for (const { mark, forms } of sought) {
      if (mark.allowed?.some((beginning) => place.startsWith(beginning))) continue;
      const form = forms.find(([, bytes]) => content.includes(bytes));
      if (form) found.push(`${mark.name} (${form[0]}) in ${place}`);
    }
  }
  return found;
}

/** Every file under a folder, one after the other; files that go away meanwhile are left out. */
export function* filesUnder(folder: string, skip: readonly string[] = []): Generator<Place> {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    const name = relative(folder, path);
    if (skip.some((beginning) => name.startsWith(beginning))) continue;
    try {
      if (statSync(path).isFile()) yield { name, content: readFileSync(path) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
