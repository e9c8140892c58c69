import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from './logger.ts';

/** An HTTP server that listens. */
export interface HttpServer {
  readonly server: Server;
  readonly port: number;
  /** Stops listening, lets answers under way finish for `graceMs`, then cuts what is left (event streams, idlers). */
  close(graceMs?: number): Promise<void>;
}

/**
 * Listens with a Node request listener (an Express app is one).
 * @throws Error with code EADDRINUSE or EACCES when the port cannot be had.
 */
export async function listen(
  app: RequestListener,
  options: { port: number; host?: string },
): Promise<HttpServer> {
  const server = createServer(app);
  // Longer than proxies and clients keep an idle connection, so that it is they who end it: a call written into a
  // connection that we end at that moment would be lost.
  server.keepAliveTimeout = 130_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.host ?? '127.0.0.1' }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: (graceMs = 5_000) => closeServer(server, graceMs),
  };
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Kept-alive connections fall idle one by one as their answers end.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

export interface ServiceOptions {
  readonly log: Logger;
  /** Ports and addresses for the launcher and the log line; no secrets. */
  readonly ready: Readonly<Record<string, string | number>>;
  /** Called once; what it rejects with is logged. */
  readonly stop: () => Promise<void>;
  /** After this time an unfinished stop is given up and the process ends with status 1. */
  readonly stopWithinMs?: number;
}

/**
 * Says that this process serves (one log line, and a message to the launcher), then waits for its end: SIGTERM,
 * SIGINT, or the launcher's death (IPC disconnect). Stops gracefully and exits. Never returns.
 */
export async function serveUntilStopped(options: ServiceOptions): Promise<never> {
  const { log, ready, stop, stopWithinMs = 15_000 } = options;
  // Listens before it says that it serves: whoever hears that may ask for the end at once.
  const requested = stopRequested();
  log.info({ ready }, 'serving');
  process.send?.({ type: 'ready', ...ready });
  const why = await requested;
  log.info({ why }, 'stopping');
  const tooLong = setTimeout(() => {
    log.error('stopping took too long');
    process.exit(1);
  }, stopWithinMs);
  try {
    await stop();
  } catch (error) {
    log.error({ err: error }, 'stopping failed');
    process.exitCode = 1;
  }
  clearTimeout(tooLong);
  log.info('stopped');
  log.flush();
  return process.exit();
}

function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
    if (process.send) {
      process.on('disconnect', () => resolve('launcher gone'));
      if (!process.connected) resolve('launcher gone');
    }
  });
}
