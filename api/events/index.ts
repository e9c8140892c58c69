import { PassThrough } from 'node:stream';
import { can } from '#contract/access/permissions';
import type { OrderChanged, SignedIn } from '../shared/deps.ts';
import { implement } from '../shared/route.ts';
import { scopeOf } from '../shared/scope.ts';

/** What a reader may leave unread before his stream is ended; his browser then comes again and asks everything. */
const mostUnread = 64 * 1024;

/**
 * The event stream of a signed-in person: an `order` event for each change of an order that he may see, without any
 * content but ids and status. It ends with the session, with a role taken away, and when changes may have been missed.
 * Each `heartbeatMs` it says that it lives, and asks whether its session still does.
 */
export const eventRoutes = ({ heartbeatMs }: { readonly heartbeatMs: number }) => [
  implement('events.stream', async ({ deps, actor, currentActor, setHeader }) => {
    setHeader('X-Accel-Buffering', 'no');
    const stream = new PassThrough();
    const end = () => void stream.end();
    const release = deps.events.listen({
      onChange: (change) => {
        if (!concerns(actor, change)) return;
        const { orderId, status } = change;
        stream.write(`event: order\ndata: ${JSON.stringify({ orderId, status })}\n\n`);
        if (stream.writableLength > mostUnread) end();
      },
      onBreak: end,
    });
    const heart = setInterval(() => {
      currentActor().then((now) => (now && sameReach(now, actor) ? stream.write(': alive\n\n') : end()), end);
    }, heartbeatMs);
    stream.once('close', () => {
      clearInterval(heart);
      release();
    });
    stream.write('retry: 2000\n\n');
    return { content: stream };
  }),
];

function concerns(actor: SignedIn, { institutionId }: OrderChanged): boolean {
  if (!can(actor.roles, 'orders.read')) return false;
  const scope = scopeOf(actor);
  return scope.institutionId === undefined || scope.institutionId === institutionId;
}

const sameReach = (now: SignedIn, then: SignedIn): boolean =>
  now.id === then.id && now.institutionId === then.institutionId && now.roles.join() === then.roles.join();
