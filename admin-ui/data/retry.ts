import { HttpError } from 'react-admin';

/** Reading again helps only when no answer came or the server was away; a definite refusal stays one. */
export const retryFailed = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof HttpError && (error.status === 0 || error.status >= 502);
