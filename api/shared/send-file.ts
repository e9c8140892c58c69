import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileAnswer } from './route.ts';

/** Answers with a file; the status stands already. */
export async function sendFile(response: Response, file: FileAnswer): Promise<void> {
  response.setHeader('Content-Type', file.contentType ?? 'application/octet-stream');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (file.fileName !== undefined) {
    response.setHeader('Content-Disposition', disposition(file.fileName, file.disposition));
  }
  if (Buffer.isBuffer(file.content)) {
    response.setHeader('Content-Length', file.content.length);
    response.end(file.content);
    return;
  }
  // An event stream is there before its first event.
  response.flushHeaders();
  await pipeline(file.content, response).catch(ignoreLeaving);
}

/** A reader who goes away before the end is no error. */
function ignoreLeaving(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
  throw error;
}

/** RFC 6266: a plain name for old readers, the true one encoded. */
function disposition(fileName: string, kind: FileAnswer['disposition'] = 'attachment'): string {
  const plain = fileName.replace(/[^\w.-]+/g, '_').slice(0, 150) || 'file';
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
