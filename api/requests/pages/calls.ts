import type { Request } from 'express';
import type { z } from 'zod';
import type { complaintRoutes } from '#contract/complaints/http';
import type { Language } from '#contract/i18n/index';
import type { publicRequestRoutes } from '#contract/requests/public-http';
import type { trailRoutes } from '#contract/trail/http';
import type { ApiDeps } from '../../shared/deps.ts';
import { perform } from '../../shared/perform.ts';
import { factsOf } from '../../shared/request.ts';
import type { FileAnswer, Implementation, UploadedFile } from '../../shared/route.ts';

type Routes = typeof publicRequestRoutes &
  Pick<typeof trailRoutes, 'trail.requestCode' | 'trail.openByPhone' | 'trail.openByCounter' | 'trail.read'> &
  Pick<
    typeof complaintRoutes,
    'complaints.file' | 'complaints.track' | 'complaints.trackOwn' | 'complaints.ownReceipt'
  >;
type CitizenRoute = keyof Routes;
type AnswerOf<I extends CitizenRoute> = Routes[I]['response'] extends z.ZodType
  ? z.output<Routes[I]['response']>
  : FileAnswer;

/** What a page brings to a route. */
export interface PageCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, UploadedFile | undefined>>;
  readonly key?: string;
  readonly secret?: string | null;
}

/**
 * Does what the route of the API does, in this process: the same schema, limits, handler and kept answers. Throws what
 * the route would refuse with.
 */
export type CallRoute = <I extends CitizenRoute>(id: I, call?: PageCall) => Promise<AnswerOf<I>>;

export function callsOf(
  deps: ApiDeps,
  implementations: readonly Implementation[],
  request: Request,
  language: Language,
): CallRoute {
  return async (id, { params = {}, query = {}, fields = {}, files = {}, key, secret = null } = {}) => {
    const implementation = implementations.find((each) => each.id === id);
    if (!implementation) throw new Error(`the pages need ${id}`);
    const { answer } = await perform(deps, implementation, {
      actor: null,
      params,
      query,
      fields,
      files,
      key,
      secret,
      path: implementation.route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
      requestId: factsOf(request).requestId,
      address: request.ip ?? null,
      language,
      currentActor: async () => null,
      cookie: () => null,
      setHeader: () => undefined,
    });
    return answer as never;
  };
}
