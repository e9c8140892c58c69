import type { Request, Response } from 'express';
import { photoFiles } from '#contract/requests/public-http';
import { RequestForm } from '#contract/requests/schemas';
import type { AppError } from '#contract/shared/errors';
import type { ApiDeps } from '../../shared/deps.ts';
import { toAppError } from '../../shared/problem.ts';
import type { UploadedFile } from '../../shared/route.ts';
import { readMultipart, spoolDirectoryOf } from '../../shared/uploads.ts';

/** A form as it arrived. */
export interface Posted {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly files: Readonly<Record<string, UploadedFile | undefined>>;
  /** Why it could not be read to its end; what came before that stands in `values`. */
  readonly refused: AppError | null;
  discard(): Promise<void>;
}

/** Longer than any field may be: what is too long is then refused at its field, with the rest kept. */
const rules = { files: photoFiles, limits: { fields: 30, fieldBytes: 20_000 }, body: RequestForm };

/** Reads a plain form post. Never throws for what was sent: the page shows it beside what was typed. */
export async function readPosted(deps: ApiDeps, request: Request, response: Response): Promise<Posted> {
  try {
    const { fields, files, discard } = await readMultipart(
      request,
      response,
      rules,
      spoolDirectoryOf(deps.config.dataDir),
    );
    return { values: textsOf(fields), files, refused: null, discard };
  } catch (error) {
    return {
      values: textsOf(request.body),
      files: {},
      refused: toAppError(error),
      discard: async () => undefined,
    };
  }
}

/** A field that came twice counts once. */
function textsOf(fields: unknown): Record<string, string> {
  const entries = Object.entries((fields ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const one: unknown = Array.isArray(value) ? value[0] : value;
      return typeof one === 'string' ? [[name, one]] : [];
    }),
  );
}
