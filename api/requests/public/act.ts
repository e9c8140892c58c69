import type { RequestAction } from '#contract/requests/lifecycle';
import { implement } from '../../shared/route.ts';
import { actOnRequest } from '../carry-act.ts';
import { citizen } from './citizen.ts';
import { requireTracked, trackedView } from './tracked.ts';

/** The tracking page and what may be done there. */
export const trackHandlers = [
  implement('publicRequests.track', async (context) => {
    const { deps, params, secret, language } = context;
    const id = await requireTracked(context, params.code, secret);
    return trackedView(deps, id, language);
  }),

  implement('publicRequests.act', async (context) => {
    const { deps, params, secret, body, key, bodyHash } = context;
    const requestId = await requireTracked(context, params.code, secret);
    return actOnRequest(deps, {
      requestId,
      act: { on: 'request', action: params.action as RequestAction },
      body,
      key,
      bodyHash,
      actor: { person: citizen(context), roles: ['pemohon'] },
    });
  }),
];
