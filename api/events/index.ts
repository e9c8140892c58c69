import { PassThrough } from 'node:stream';
import { can } from '#contract/access/permissions';
import { AppError } from '#contract/shared/errors';
import { requestScope } from '../requests/scope.ts';
import type { OrderChanged, RequestChanged, SignedIn } from '../shared/deps.ts';
import { implement } from '../shared/route.ts';
import { scopeOf } from '../shared/scope.ts';

/** What a reader may leave unread before his stream is ended; his browser then comes again and asks everything. */
const mostUnread = 64 * 1024;

/**
 * Streams that one person may hold open at this process. A browser holds one, or one a tab without Web Locks; each
 * asks the database for its session at every heartbeat.
 */
export const mostStreams = 20;

/**
 * The event stream of a signed-in person: an `order` event for each change of an order that he may see, a `request` event
 * for each change of a synchronisation request, without any content but ids and status. It ends with the session, with a role taken away, and when changes may have been missed.
 * Each `heartbeatMs` it says that it lives, and asks whether its session still does.
 */
export const eventRoutes = ({ heartbeatMs }: { readonly heartbeatMs: number }) => {
  const places = createPlaces();
  return [streamRoute(heartbeatMs, places)];
};

/** Counts the open streams of each person. */
function createPlaces() {
  const taken = new Map<string, number>();
  return {
    /** Throws `RATE_LIMITED` when the person holds too many. */
    take(personId: string): void {
      const count = taken.get(personId) ?? 0;
      if (count >= mostStreams) {
        throw new AppError('RATE_LIMITED', { params: { seconds: 10 }, message: 'too many event streams' });
      }
      taken.set(personId, count + 1);
    },
    giveBack(personId: string): void {
      const count = (taken.get(personId) ?? 1) - 1;
      if (count === 0) taken.delete(personId);
      else taken.set(personId, count);
    },
  };
}

const streamRoute = (heartbeatMs: number, places: ReturnType<typeof createPlaces>) =>
  implement('events.stream', async ({ deps, actor, currentActor, setHeader }) => {
    places.take(actor.id);
    setHeader('X-Accel-Buffering', 'no');
    const stream = new PassThrough();
    const end = () => void stream.end();
    const tell = (event: string, data: Readonly<Record<string, string>>) => {
      stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (stream.writableLength > mostUnread) end();
    };
    const release = deps.events.listen({
      onOrder: (change) => {
        const { orderId, status } = change;
        if (concernsOrder(actor, change)) tell('order', { orderId, status });
      },
      onRequest: (change) => {
        const { requestId, status } = change;
        if (concernsRequest(actor, change)) tell('request', { requestId, status });
      },
      onBreak: end,
    });
    const heart = setInterval(() => {
      currentActor().then((now) => (now && sameReach(now, actor) ? stream.write(': alive\n\n') : end()), end);
    }, heartbeatMs);
    stream.once('close', () => {
      clearInterval(heart);
      release();
      places.giveBack(actor.id);
    });
    stream.write('retry: 2000\n\n');
    return { content: stream };
  });

function concernsOrder(actor: SignedIn, { institutionId }: OrderChanged): boolean {
  if (!can(actor.roles, 'orders.read')) return false;
  const scope = scopeOf(actor);
  return scope.institutionId === undefined || scope.institutionId === institutionId;
}

function concernsRequest(actor: SignedIn, { officeId }: RequestChanged): boolean {
  if (!can(actor.roles, 'requests.read')) return false;
  const scope = requestScope(actor);
  return scope.officeId === undefined || scope.officeId === officeId;
}

const sameReach = (now: SignedIn, then: SignedIn): boolean =>
  now.id === then.id &&
  now.institutionId === then.institutionId &&
  now.officeId === then.officeId &&
  now.roles.join() === then.roles.join();
