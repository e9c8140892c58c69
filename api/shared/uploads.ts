import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { z } from 'zod';
import { AppError } from '#contract/shared/errors';
import type { RouteDefinition } from '#contract/shared/http';
import { sniffImage } from '#platform/images';
import { photoRefused } from './photos.ts';
import { sizeForPeople } from './problem.ts';
import type { UploadedFile } from './route.ts';
import { type Spooled, spool, TooLongError } from './spool.ts';

type FileRules = NonNullable<RouteDefinition['files']>;

/** The parts of a multipart body; `discard` removes what was spooled to disk. */
export interface Multipart {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, UploadedFile | undefined>>;
  discard(): Promise<void>;
}

/** Bodies that may be larger than this are spooled to disk instead of memory. */
const inMemory = 16 * 1024 * 1024;
const usualLimits = { fields: 10, fieldBytes: 10_000 };

const pdfHead = [0x25, 0x50, 0x44, 0x46, 0x2d];
const knownTypes = ['application/pdf', 'image/jpeg', 'image/png'];

/** The type that the first bytes show, or null. Names and declared types are not looked at. */
export const sniffType = (head: Uint8Array): string | null =>
  pdfHead.every((byte, at) => head[at] === byte) ? 'application/pdf' : sniffImage(head);

/**
 * Reads a multipart body by the route's rules: the named file fields only, each capped while it streams in, and few
 * text fields of limited length. Throws `PAYLOAD_TOO_LARGE`, `UNSUPPORTED_FILE` and `PHOTO_HEIC` (each naming the
 * field), `MALFORMED_BODY`, `INVALID_INPUT` (another field, or a text that is too long).
 */
export async function readMultipart(
  request: Request,
  response: Response,
  route: Pick<RouteDefinition, 'files' | 'limits' | 'body'>,
  spoolDirectory: string,
): Promise<Multipart> {
  const { files: rules = {}, limits = usualLimits } = route;
  if (!request.is('multipart/form-data')) {
    throw new AppError('MALFORMED_BODY', { message: 'the body is not multipart/form-data' });
  }
  const names = Object.keys(rules);
  const spools = Object.values(rules).reduce((sum, { maxBytes }) => sum + maxBytes, 0) > inMemory;
  if (spools) await mkdir(spoolDirectory, { recursive: true });
  const engine = new SpoolEngine(rules, spools ? spoolDirectory : null);
  const upload = multer({
    storage: engine,
    limits: {
      files: names.length,
      fields: limits.fields,
      fieldSize: limits.fieldBytes,
      parts: limits.fields + names.length + 5,
    },
    defParamCharset: 'utf8',
  }).fields(names.map((name) => ({ name, maxCount: 1 })));
  try {
    await new Promise<void>((resolve, reject) => {
      upload(request, response, (error: unknown) => (error ? reject(error) : resolve()));
    });
    const files = names.map((name) => {
      const file = engine.received.get(name);
      return [name, file && fileOf(name, file, rules[name]?.types ?? [])] as const;
    });
    const fields = { ...(request.body as Record<string, unknown> | undefined) };
    return { fields, files: Object.fromEntries(files), discard: () => engine.discard() };
  } catch (error) {
    await engine.discard();
    throw uploadError(error, (field) => mostOf(field, route.body, limits.fieldBytes));
  }
}

/** Where large bodies wait until they are read. */
export const spoolDirectoryOf = (dataDir: string): string => join(dataDir, 'uploads');

interface Received {
  readonly part: Express.Multer.File;
  readonly content: Spooled;
}

/** Multer's way to keep a file: ours counts each field's bytes by its own cap. */
class SpoolEngine implements StorageEngine {
  readonly received = new Map<string, Received>();
  readonly #rules: FileRules;
  readonly #directory: string | null;
  #ended = false;

  constructor(rules: FileRules, directory: string | null) {
    this.#rules = rules;
    this.#directory = directory;
  }

  _handleFile(_: Request, part: Express.Multer.File, done: (error?: unknown) => void): void {
    const maxBytes = this.#rules[part.fieldname]?.maxBytes ?? 0;
    spool(part.stream, maxBytes, this.#directory).then(
      (content) => {
        // The sender left, and what came of his request has been put away already. The sweep takes what stays.
        if (this.#ended) content.discard().catch(() => undefined);
        else this.received.set(part.fieldname, { part, content });
        done();
      },
      (error: unknown) => done(error instanceof TooLongError ? tooLarge(part.fieldname, maxBytes) : error),
    );
  }

  _removeFile(_: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  async discard(): Promise<void> {
    this.#ended = true;
    await Promise.all([...this.received.values()].map(({ content }) => content.discard()));
  }
}

const tooLarge = (field: string, maxBytes: number): AppError => {
  const params = { max: sizeForPeople(maxBytes) };
  return new AppError('PAYLOAD_TOO_LARGE', {
    params,
    errors: [{ path: field, code: 'FILE_TOO_LARGE', params }],
  });
};

function fileOf(field: string, { part, content }: Received, types: readonly string[]): UploadedFile {
  const contentType = typeOf(field, content.head, part.mimetype, types);
  return {
    fileName: fileNameOf(part.originalname, contentType),
    contentType,
    bytes: content.bytes,
    read: () => content.read(),
    stream: () => content.stream(),
  };
}

/** Where all of a route's types can be seen in the bytes, the bytes decide; else what was declared is passed on. */
function typeOf(field: string, head: Uint8Array, declared: string, types: readonly string[]): string {
  if (!types.every((type) => knownTypes.includes(type))) return declared;
  const found = sniffType(head);
  if (found && types.includes(found)) return found;
  if (found === 'image/heic' && types.includes('image/jpeg')) throw photoRefused('PHOTO_HEIC', field);
  const params = { types: types.map((type) => type.split('/')[1]?.toUpperCase()).join(', ') };
  throw new AppError('UNSUPPORTED_FILE', { params, errors: [{ path: field, code: 'FILE_TYPE', params }] });
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

/**
 * How long the text of a field may be: what the body's schema says of one that is too long, since that is what people
 * can keep to; the cap on bytes where the schema has nothing to say.
 */
function mostOf(field: string, body: z.ZodType | undefined, fieldBytes: number): number {
  const issues = body?.safeParse({ [field]: 'x'.repeat(fieldBytes + 1) }).error?.issues ?? [];
  const issue = issues.find(({ code, path }) => code === 'too_big' && path[0] === field);
  return issue?.code === 'too_big' ? Number(issue.maximum) : fieldBytes;
}

function uploadError(error: unknown, mostOfField: (field: string) => number): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof MulterError && error.field !== undefined) {
    const wrong =
      error.code === 'LIMIT_FIELD_VALUE'
        ? { code: 'TOO_BIG', params: { max: mostOfField(error.field) } }
        : { code: 'UNKNOWN_FIELD' };
    return new AppError('INVALID_INPUT', { errors: [{ path: error.field, ...wrong }] });
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return new AppError('STORAGE_UNAVAILABLE', { message: 'no space to spool an upload', cause: error });
  }
  return new AppError('MALFORMED_BODY', { message: 'multipart body', cause: error });
}
