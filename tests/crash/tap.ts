import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface TappedCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A line between two parts: passes calls and answers on, until it is told to lose an answer. */
export interface Tap {
  readonly url: string;
  /** Every call that it has passed on. */
  readonly calls: readonly TappedCall[];
  /**
   * The next answer to such a call has been given by the other part and never arrives: `strike` is done first, then the
   * connection breaks. Resolves when both have happened.
   */
  loseAnswer(isIt: (call: TappedCall) => boolean, strike: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Opens a line to a part that serves HTTP at `target`, or will. */
export async function openTap(target: string): Promise<Tap> {
  const calls: TappedCall[] = [];
  const losses: { isIt(call: TappedCall): boolean; strike(): Promise<void> }[] = [];

  const take = (call: TappedCall) => {
    const at = losses.findIndex(({ isIt }) => isIt(call));
    return at < 0 ? undefined : losses.splice(at, 1)[0];
  };
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const call = { method: request.method ?? '', path: request.url ?? '', body: String(body) };
    const answer = await fetch(new URL(call.path, target), {
      method: call.method,
      headers: headersOf(request),
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const answered = Buffer.from(await answer.arrayBuffer());
    calls.push(call);
    const loss = take(call);
    if (loss) {
      await loss.strike();
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
    });
    response.end(answered);
  };
  // When the other part is away, so is the line to it.
  const server = createServer((request, response) => {
    pass(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    loseAnswer: (isIt, strike) =>
      new Promise((resolve, reject) => {
        losses.push({ isIt, strike: () => strike().then(resolve, reject) });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Those of the call itself, not of its connection. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' &&
        !['host', 'connection', 'content-length', 'transfer-encoding'].includes(entry[0]),
    ),
  );
