import { type Locks, leadAlone } from './leader.ts';

/** An order or a request changed. What changed is asked from the API, which knows what this person may see. */
export interface Changed {
  readonly resource: 'orders' | 'requests';
  readonly id: string;
}

export interface LiveListener {
  readonly onChange: (change: Changed) => void;
  /** The stream came back after a break: everything may have changed meanwhile. */
  readonly onResume: () => void;
}

type Message = { readonly kind: 'change'; readonly change: Changed } | { readonly kind: 'resume' };

/** Reads one event's data; null for heartbeats and for what tells of no change. */
export function readEvent(data: unknown): Changed | null {
  if (typeof data !== 'string') return null;
  try {
    const { orderId, requestId } = JSON.parse(data) as { orderId?: unknown; requestId?: unknown };
    if (typeof orderId === 'string') return { resource: 'orders', id: orderId };
    return typeof requestId === 'string' ? { resource: 'requests', id: requestId } : null;
  } catch {
    return null;
  }
}

const channelName = 'loket-live';
const url = '/api/v1/events';

function tell(listener: LiveListener, message: Message): void {
  if (message.kind === 'resume') listener.onResume();
  else listener.onChange(message.change);
}

/** How long to wait before opening again a stream that the server refused; a broken one the browser opens itself. */
const reopenMs = 10_000;

/** Opens the stream; tells whether it was refused for good, which the browser does not try again. */
function openStream(publish: (message: Message) => void, onRefused: () => void): () => void {
  const source = new EventSource(url);
  let broken = false;
  const heard = (event: MessageEvent) => {
    const change = readEvent(event.data);
    if (change) publish({ kind: 'change', change });
  };
  source.addEventListener('message', heard);
  source.addEventListener('order', heard);
  source.addEventListener('request', heard);
  source.addEventListener('open', () => {
    if (broken) publish({ kind: 'resume' });
    broken = false;
  });
  source.addEventListener('error', () => {
    broken = true;
    if (source.readyState === EventSource.CLOSED) onRefused();
  });
  return () => source.close();
}

/** Holds the one EventSource of this browser until stopped. */
function runStream(publish: (message: Message) => void, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let close = () => {};
    const open = () => {
      close = openStream(publish, () => {
        timer = setTimeout(() => {
          publish({ kind: 'resume' });
          open();
        }, reopenMs);
      });
    };
    open();
    stop.addEventListener('abort', () => {
      if (timer) clearTimeout(timer);
      close();
      resolve();
    });
  });
}

/** Listens to changes of orders and requests; one connection for all tabs of a browser. Returns a function that stops. */
export function listenLive(listener: LiveListener): () => void {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
  if (channel) channel.onmessage = (event: MessageEvent<Message>) => tell(listener, event.data);
  const publish = (message: Message) => {
    tell(listener, message);
    channel?.postMessage(message);
  };
  const locks = navigator.locks as unknown as Locks | undefined;
  const release = leadAlone('loket-live', (stop) => runStream(publish, stop), channel ? locks : undefined);
  return () => {
    release();
    channel?.close();
  };
}
