import { PrismaClient } from './generated/client.ts';
import { OneStatementAtATime } from './one-statement.ts';

export { Prisma } from './generated/client.ts';

import type { Prisma } from './generated/client.ts';

/** The database as code sees it. */
export type Database = PrismaClient;

/** The database inside `database.$transaction(async (tx) => …)`. */
export type Transaction = Prisma.TransactionClient;

/** Either: for reads that do not care. */
export type DatabaseReader = Database | Transaction;

export interface DatabaseOptions {
  /** Most connections of this process; api and worker each have their own pool. */
  readonly poolSize?: number;
  /** Longest time one statement may run, in milliseconds. */
  readonly statementTimeoutMs?: number;
  /** Hears of connections that broke while idle; the next query opens a new one. */
  readonly onConnectionError?: (error: Error) => void;
}

/**
 * A client with its own pool. Connects at the first query and again after the server was away; a query fails within
 * seconds instead of waiting when the server cannot be reached. Close with `$disconnect()`.
 */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { poolSize = 10, statementTimeoutMs = 30_000, onConnectionError = () => {} } = options;
  const adapter = new OneStatementAtATime(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: statementTimeoutMs,
      // A transaction that was left open (a crashed debugger, a lost reply) must not hold its locks for ever.
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
    { onPoolError: onConnectionError, onConnectionError },
  );
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  });
}
