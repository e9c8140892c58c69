import { type Language, texts } from '#contract/i18n/index';
import type { RequestAct } from '#contract/requests/messages';
import { AppError, isAppError } from '#contract/shared/errors';

/**
 * The refusal of an act as people read it: the state in the words of requests or of steps, and the colleague who has the
 * request by name. Names are put in here, when it is answered; none is kept with the refusal or known to the workflow.
 */
export function readableRefusal(
  error: unknown,
  about: { readonly on: RequestAct['on']; readonly takenBy: string | null; readonly language: Language },
): unknown {
  if (!isAppError(error)) return error;
  const { requests } = texts(about.language);
  const labels: Readonly<Record<string, string>> =
    about.on === 'step' ? requests.stepStatus : requests.status;
  const { state } = error.details;
  const params = {
    ...error.params,
    ...(typeof state === 'string' ? { state: labels[state] ?? state } : {}),
    ...(error.code === 'REQUEST_TAKEN' && about.takenBy ? { name: about.takenBy } : {}),
  };
  const { code, message, errors, details, cause } = error;
  return new AppError(code, { message, params, errors, details, cause });
}
