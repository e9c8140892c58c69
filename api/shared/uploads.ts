import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { AppError } from '#contract/shared/errors';
import type { RouteDefinition } from '#contract/shared/http';
import { sizeForPeople } from './problem.ts';
import type { UploadedFile } from './route.ts';

type FileRules = NonNullable<RouteDefinition['files']>;

/** The parts of a multipart body; `discard` removes what was spooled to disk. */
export interface Multipart {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, UploadedFile | undefined>>;
  discard(): Promise<void>;
}

/** Bodies above this are spooled to disk instead of memory. */
const inMemory = 16 * 1024 * 1024;

const magic: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** The type that the first bytes show, or null. Names and declared types are not looked at. */
export const sniffType = (head: Uint8Array): string | null =>
  magic.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))?.[0] ?? null;

/**
 * Reads a multipart body by the route's rules: the named file fields only, each capped while it streams in.
 * Throws `PAYLOAD_TOO_LARGE`, `UNSUPPORTED_FILE`, `MALFORMED_BODY`, `INVALID_INPUT` (another field).
 */
export async function readMultipart(
  request: Request,
  response: Response,
  rules: FileRules,
  spoolDirectory: string,
): Promise<Multipart> {
  const largest = Math.max(...Object.values(rules).map(({ maxBytes }) => maxBytes));
  if (!request.is('multipart/form-data')) {
    throw new AppError('MALFORMED_BODY', { message: 'the body is not multipart/form-data' });
  }
  const spooled = largest > inMemory;
  if (spooled) await mkdir(spoolDirectory, { recursive: true });
  const upload = multer({
    ...(spooled ? { dest: spoolDirectory } : { storage: multer.memoryStorage() }),
    limits: { fileSize: largest, files: Object.keys(rules).length, fields: 10, fieldSize: 10_000, parts: 20 },
    defParamCharset: 'utf8',
  }).fields(Object.keys(rules).map((name) => ({ name, maxCount: 1 })));
  await new Promise<void>((resolve, reject) => {
    upload(request, response, (error: unknown) => (error ? reject(uploadError(error, largest)) : resolve()));
  });
  const received = (request.files ?? {}) as Record<string, Express.Multer.File[]>;
  const paths = Object.values(received).flatMap((files) => files.flatMap(({ path }) => path ?? []));
  const discard = async () => {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  };
  try {
    const entries = await Promise.all(
      Object.entries(rules).map(async ([name, rule]) => [name, await check(received[name]?.[0], rule)]),
    );
    const fields = { ...(request.body as Record<string, unknown> | undefined) };
    return { fields, files: Object.fromEntries(entries), discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Where large bodies wait until they are read. */
export const spoolDirectoryOf = (dataDir: string): string => join(dataDir, 'uploads');

async function check(
  file: Express.Multer.File | undefined,
  rule: FileRules[string],
): Promise<UploadedFile | undefined> {
  if (!file) return undefined;
  if (file.size > rule.maxBytes) {
    throw new AppError('PAYLOAD_TOO_LARGE', { params: { max: sizeForPeople(rule.maxBytes) } });
  }
  const contentType = await typeOf(file, rule.types);
  return {
    fileName: fileNameOf(file.originalname, contentType),
    contentType,
    bytes: file.size,
    read: async () => file.buffer ?? readFile(file.path),
    stream: () => (file.buffer ? Readable.from(file.buffer) : createReadStream(file.path)),
  };
}

const extensions: Readonly<Record<string, RegExp>> = {
  'application/pdf': /\.pdf$/i,
  'image/jpeg': /\.jpe?g$/i,
  'image/png': /\.png$/i,
};

/**
 * The sender's name for a file as others may see and save it: no folders, no signs that cannot be seen (a right-to-left
 * mark makes `gpj.exe` of `exe.jpg`), and the ending of what it is, so that a PDF called `bukti.html` opens as a PDF.
 */
export function fileNameOf(original: string, contentType: string): string {
  const name = basename(original.replaceAll('\\', '/'))
    .replace(/\p{C}+/gu, '')
    .trim();
  const extension = extensions[contentType];
  if (!extension) return cut(name, 200) || 'file';
  const ending = contentType === 'image/jpeg' ? '.jpg' : `.${contentType.split('/')[1]}`;
  return extension.test(name) && name.length <= 200 ? name : `${cut(name, 190) || 'file'}${ending}`;
}

/** The first signs of a text, without half a pair at the end. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/\p{Surrogate}$/u, '');

/** Where all of a route's types can be seen in the bytes, the bytes decide; else what was declared is passed on. */
async function typeOf(file: Express.Multer.File, types: readonly string[]): Promise<string> {
  if (!types.every((type) => magic.some(([known]) => known === type))) return file.mimetype;
  const found = sniffType(await headOf(file));
  if (found && types.includes(found)) return found;
  const names = types.map((type) => type.split('/')[1]?.toUpperCase()).join(', ');
  throw new AppError('UNSUPPORTED_FILE', { params: { types: names } });
}

async function headOf(file: Express.Multer.File): Promise<Uint8Array> {
  if (file.buffer) return file.buffer.subarray(0, 16);
  const handle = await open(file.path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function uploadError(error: unknown, largest: number): AppError {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') {
    return new AppError('PAYLOAD_TOO_LARGE', { params: { max: sizeForPeople(largest) } });
  }
  if (error instanceof MulterError && error.field !== undefined) {
    return new AppError('INVALID_INPUT', { errors: [{ path: error.field, code: 'UNKNOWN_FIELD' }] });
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return new AppError('STORAGE_UNAVAILABLE', { message: 'no space to spool an upload', cause: error });
  }
  return new AppError('MALFORMED_BODY', { message: 'multipart body', cause: error });
}
