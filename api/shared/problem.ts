import { STATUS_CODES } from 'node:http';
import { fill, type Language, texts } from '#contract/i18n/index';
import { AppError, type ErrorCode, type ErrorParams } from '#contract/shared/errors';
import type { Problem } from '#contract/shared/http';
import { formatDay } from '#platform/clock';
import type { Logger } from '#platform/logger';

/**
 * The RFC 9457 document of an error, in the reader's language. What the system knows beyond the sentence (`details`)
 * is shown for faults of the request (4xx) only; our own faults name nothing but the request's id.
 */
export function problemOf(error: AppError, language: Language, requestId: string): Problem {
  const { fieldErrors } = texts(language);
  const fieldSentences: Readonly<Record<string, string>> = fieldErrors;
  const params = { requestId, ...paramsForPeople(error, language) };
  return {
    ...(error.status < 500 ? error.details : {}),
    type: `urn:loket:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: errorSentence(error.code, params, language),
    ...(error.errors.length > 0
      ? {
          errors: error.errors.map(({ path, code, params: own }) => ({
            path,
            code,
            message: fill(fieldSentences[code] ?? fieldErrors.DEFAULT, own),
          })),
        }
      : {}),
    requestId,
  };
}

/** What people read for an error: its sentence with the params in it; calendar days are written out. */
export const errorSentence = (code: ErrorCode, params: ErrorParams, language: Language): string =>
  fill(
    texts(language).errors[code],
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' && dayPattern.test(value) ? formatDay(value, language) : value,
      ]),
    ),
  );

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Codes of states become what people read on the page. */
function paramsForPeople(error: AppError, language: Language): ErrorParams {
  const { orders, requests, terminals } = texts(language);
  const labels: Readonly<Record<string, string>> = {
    ...terminals.status,
    ...requests.status,
    ...orders.checkoutStatus,
    ...orders.status,
  };
  const state = error.params.state ?? error.details.state;
  if (typeof state !== 'string') return error.params;
  return { ...error.params, state: labels[state] ?? state };
}

/** A part that is away is a warning; what we did not foresee is our fault. */
export function logRefusal(
  logger: Logger,
  at: { readonly requestId: string; readonly route: string },
  error: AppError,
): void {
  const about = { ...at, code: error.code };
  if (error.code === 'INTERNAL') logger.error({ ...about, err: error }, 'request failed');
  else if (error.status >= 500) logger.warn({ ...about, err: error }, 'request could not be served');
  else logger.info({ ...about, why: error.message }, 'request refused');
}

/** Turns whatever was thrown into the one error class; what is not known becomes `INTERNAL`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isBodyError(error)) return bodyError(error);
  // An address with a broken `%` sequence names nothing; a body that cannot be unpacked cannot be read.
  if (error instanceof URIError)
    return new AppError('NOT_FOUND', { message: 'an address that cannot be decoded' });
  if (isRequestError(error)) return new AppError('MALFORMED_BODY', { message: 'unreadable request' });
  if (isDatabaseDown(error)) {
    return new AppError('DATABASE_UNAVAILABLE', { message: 'the database does not answer', cause: error });
  }
  return new AppError('INTERNAL', { message: 'unexpected error', cause: error });
}

interface BodyError extends Error {
  readonly type: string;
  readonly limit?: number;
}

/** body-parser's errors carry a `type`. */
const isBodyError = (error: unknown): error is BodyError =>
  error instanceof Error && 'type' in error && 'status' in error && typeof error.type === 'string';

/** What Express and its parsers throw for a request that is wrong, without a `type`. */
const isRequestError = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && 'expose' in error && error.status === 400;

function bodyError(error: BodyError): AppError {
  if (error.type === 'entity.too.large') {
    return new AppError('PAYLOAD_TOO_LARGE', { params: { max: sizeForPeople(error.limit ?? 0) } });
  }
  return new AppError('MALFORMED_BODY', { message: `body: ${error.type}` });
}

/** `10 MB`, `100 KB`. */
export const sizeForPeople = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${Math.floor(bytes / 1024)} KB`;

const downCodes = new Set([
  // Prisma: not reached, timed out, closed, no connection free in time, transaction could not start.
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
  // PostgreSQL: admin shutdown, crash shutdown, cannot connect now, too many connections.
  ...['57P01', '57P02', '57P03', '53300'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'],
]);
const downWords =
  /connection terminated|server closed the connection|can't reach database|timeout exceeded when trying to connect/i;

/** Whether an error says that Postgres cannot be reached now, at any depth of its causes. */
export function isDatabaseDown(error: unknown, depth = 0): boolean {
  if (depth > 5 || error === null || typeof error !== 'object') return false;
  const { code, kind, name, message, cause } = error as Record<string, unknown>;
  if (name === 'PrismaClientInitializationError') return true;
  if (typeof code === 'string' && downCodes.has(code)) return true;
  if (typeof kind === 'string' && downCodes.has(kind)) return true;
  if (typeof message === 'string' && downWords.test(message)) return true;
  return isDatabaseDown(cause, depth + 1);
}
