import type { HttpError } from 'react-admin';
import { sessionRefused } from '../session/ended.ts';
import { codeOf, problemFrom } from './problems.ts';

/** The error of an answer that is no success; one that says "nobody is signed in" also asks the person to sign in again. */
export function refusalFrom(status: number, body: unknown): HttpError {
  const problem = problemFrom(status, body);
  if (codeOf(problem) === 'UNAUTHENTICATED') sessionRefused();
  return problem;
}
