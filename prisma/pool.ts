import pg from 'pg';

/** A pool of plain connections, for the few statements where Prisma costs too much. */
export type Pool = pg.Pool;

/**
 * Connects at the first query and again after the server was away. Close with `end()`.
 * `onConnectionError` hears of connections that broke while idle; the next query opens a new one.
 */
export function createPool(
  url: string,
  options: { size: number; statementTimeoutMs?: number; onConnectionError?: (error: Error) => void },
): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementTimeoutMs ?? 10_000,
    keepAlive: true,
  });
  pool.on('error', options.onConnectionError ?? (() => {}));
  return surviving(pool);
}

/**
 * The same pool, whose connections never end the process. pg-pool listens for errors of idle connections alone; whoever
 * asks it for one listens a moment later. A server that dies just after an answer is read in between, in the same breath,
 * and an error that nobody hears would end api or worker. Nothing else is needed: what is asked of such a connection is
 * refused, and the pool parts with it.
 */
export function surviving(pool: Pool): Pool {
  return pool.on('connect', (client) => client.on('error', () => {}));
}

/**
 * Whether the error says that the connection or the server went away, so that it is not known what became of the
 * statement. Errors that the server answered with (SQLSTATE) are known refusals, but for those of its shutting down.
 */
export function isConnectionLost(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return error instanceof Error;
  return /^(08|57P0)/.test(code) || !/^[0-9A-Z]{5}$/.test(code);
}
